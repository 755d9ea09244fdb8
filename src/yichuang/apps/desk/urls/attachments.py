"""Scans, photos and surveys."""

from django.urls import URLPattern, path

from yichuang.apps.desk.views import attachments

urlpatterns: list[URLPattern] = [
    path("cases/<int:pk>/scans/", attachments.add_scans, name="add_scans"),
    path("cases/<int:pk>/survey/", attachments.record_survey, name="record_survey"),
    path("cases/<int:pk>/scans/<int:attachment>/withdraw/", attachments.withdraw_scan, name="withdraw_scan"),
    path("attachments/<int:pk>/open/", attachments.attachment_open, name="attachment_open"),
    path("attachments/<int:pk>/preview/", attachments.attachment_preview, name="attachment_preview"),
]
