from yichuang.apps.desk.urls import attachments, bookings, cases, clock, joint, kinds, lights, window

app_name = "desk"
urlpatterns = [
    *window.urlpatterns,
    *cases.urlpatterns,
    *clock.urlpatterns,
    *lights.urlpatterns,
    *joint.urlpatterns,
    *attachments.urlpatterns,
    *bookings.urlpatterns,
    *kinds.urlpatterns,
]
