"""What the records showed, and findings they no longer show."""

from django.urls import URLPattern, path

from yichuang.apps.desk.views import detections

urlpatterns: list[URLPattern] = [
    path("detections/", detections.detections, name="detections"),
    path("detections/<int:pk>/keep/", detections.doubt_keep, name="doubt_keep"),
]
