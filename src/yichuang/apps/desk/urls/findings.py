"""Findings: their register, entry and acts."""

from django.urls import URLPattern, path

from yichuang.apps.desk.views import findings

urlpatterns: list[URLPattern] = [
    path("findings/", findings.findings, name="findings"),
    path("findings.xlsx", findings.findings_xlsx, name="findings_xlsx"),
    path("findings/new/", findings.finding_new, name="finding_new"),
    path("findings/<int:pk>/", findings.finding, name="finding"),
    path("findings/<int:pk>/confirm/", findings.finding_confirm, name="finding_confirm"),
    path("findings/<int:pk>/reject/", findings.finding_reject, name="finding_reject"),
    path("findings/<int:pk>/contest/", findings.finding_contest, name="finding_contest"),
    path("findings/<int:pk>/settle/", findings.finding_settle, name="finding_settle"),
]
