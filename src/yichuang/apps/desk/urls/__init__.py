from yichuang.apps.desk.urls import cases, window

app_name = "desk"
urlpatterns = [
    *window.urlpatterns,
    *cases.urlpatterns,
]
