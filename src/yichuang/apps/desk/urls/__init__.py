from yichuang.apps.desk.urls import cases, kinds, window

app_name = "desk"
urlpatterns = [
    *window.urlpatterns,
    *cases.urlpatterns,
    *kinds.urlpatterns,
]
