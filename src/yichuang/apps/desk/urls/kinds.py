"""Kinds of cases: instant, forwarded, petitions; calls by telephone; service past closing time."""

from django.urls import URLPattern, path

from yichuang.apps.desk.views import forwarding, kinds, overtime

urlpatterns: list[URLPattern] = [
    path("cases/<int:pk>/countdown/", kinds.countdown_now, name="countdown"),
    path("cases/<int:pk>/promise-instead/", kinds.promise_instead, name="promise_instead"),
    path("cases/<int:pk>/forward/", forwarding.forward, name="forward"),
    path("cases/<int:pk>/take-back/", forwarding.take_back, name="take_back"),
    path("forwardings/", forwarding.forwardings, name="forwardings"),
    path("overtime/", overtime.overtime, name="overtime"),
]
