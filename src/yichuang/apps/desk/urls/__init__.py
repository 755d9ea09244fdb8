from yichuang.apps.desk.urls import cases, clock, window

app_name = "desk"
urlpatterns = [
    *window.urlpatterns,
    *cases.urlpatterns,
    *clock.urlpatterns,
]
