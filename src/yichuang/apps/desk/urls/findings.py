"""Findings: their register, entry and acts."""

from django.urls import URLPattern, path

from yichuang.apps.desk.views import finding_acts, findings

urlpatterns: list[URLPattern] = [
    path("findings/", findings.findings, name="findings"),
    path("findings.xlsx", findings.findings_xlsx, name="findings_xlsx"),
    path("findings/new/", findings.finding_new, name="finding_new"),
    path("findings/<int:pk>/", finding_acts.finding, name="finding"),
    path("findings/<int:pk>/confirm/", finding_acts.confirm, name="finding_confirm"),
    path("findings/<int:pk>/reject/", finding_acts.reject, name="finding_reject"),
    path("findings/<int:pk>/contest/", finding_acts.contest, name="finding_contest"),
    path("findings/<int:pk>/settle/", finding_acts.settle, name="finding_settle"),
    path("findings/<int:pk>/acknowledge/", finding_acts.acknowledge, name="finding_acknowledge"),
    path("findings/<int:pk>/correct/", finding_acts.correct, name="finding_correct"),
    path("findings/<int:pk>/second/", finding_acts.second, name="finding_second"),
    path("findings/<int:pk>/take-back/", finding_acts.take_back, name="finding_take_back"),
]
