from yichuang.apps.desk.urls import agency, cases, joint, urgency, window

app_name = "desk"
urlpatterns = [
    *window.urlpatterns,
    *cases.urlpatterns,
    *joint.urlpatterns,
    *agency.urlpatterns,
    *urgency.urlpatterns,
]
