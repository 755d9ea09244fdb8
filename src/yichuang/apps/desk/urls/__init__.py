from yichuang.apps.desk.urls import (
    agency,
    attachments,
    bookings,
    cases,
    clock,
    detections,
    fees,
    instructions,
    joint,
    kinds,
    lights,
    sheets,
    urgency,
    window,
)

app_name = "desk"
urlpatterns = [
    *window.urlpatterns,
    *cases.urlpatterns,
    *clock.urlpatterns,
    *lights.urlpatterns,
    *joint.urlpatterns,
    *agency.urlpatterns,
    *urgency.urlpatterns,
    *attachments.urlpatterns,
    *bookings.urlpatterns,
    *kinds.urlpatterns,
    *fees.urlpatterns,
    *instructions.urlpatterns,
    *sheets.urlpatterns,
    *detections.urlpatterns,
]
