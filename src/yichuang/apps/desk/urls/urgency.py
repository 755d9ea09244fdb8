"""The urgent lane."""

from django.urls import URLPattern, path

from yichuang.apps.desk.views import urgency

urlpatterns: list[URLPattern] = [
    path("cases/<int:pk>/urgency/mark/", urgency.mark, name="urgency_mark"),
    path("cases/<int:pk>/urgency/withdraw/", urgency.withdraw, name="urgency_withdraw"),
]
