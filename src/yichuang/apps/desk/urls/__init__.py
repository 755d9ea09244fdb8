from yichuang.apps.desk.urls import bookings, cases, window

app_name = "desk"
urlpatterns = [
    *window.urlpatterns,
    *cases.urlpatterns,
    *bookings.urlpatterns,
]
