from yichuang.apps.desk.urls import cases, joint, lights, window

app_name = "desk"
urlpatterns = [
    *window.urlpatterns,
    *cases.urlpatterns,
    *lights.urlpatterns,
    *joint.urlpatterns,
]
