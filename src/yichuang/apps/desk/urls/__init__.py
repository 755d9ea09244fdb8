from yichuang.apps.desk.urls import cases, joint, window

app_name = "desk"
urlpatterns = [
    *window.urlpatterns,
    *cases.urlpatterns,
    *joint.urlpatterns,
]
