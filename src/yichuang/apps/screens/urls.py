from django.urls import path

from yichuang.apps.screens.views import booked, display, kiosk

app_name = "screens"
urlpatterns = [
    path("kiosk/", kiosk.kiosk, name="kiosk"),
    path("kiosk/take/", kiosk.take, name="take"),
    path("kiosk/booked/", booked.booked, name="booked"),
    path("kiosk/taken/<str:token>/", kiosk.taken, name="taken"),
    path("kiosk/slip/<str:token>.pdf", kiosk.slip, name="slip"),
    path("display/", display.display, name="display"),
    path("display/feed/", display.display_feed, name="display_feed"),
]
