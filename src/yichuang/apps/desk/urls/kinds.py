"""Kinds of cases: instant, forwarded, petitions; calls by telephone; service past closing time."""

from django.urls import URLPattern, path

from yichuang.apps.desk.views import kinds, overtime

urlpatterns: list[URLPattern] = [
    path("cases/<int:pk>/countdown/", kinds.countdown_now, name="countdown"),
    path("cases/<int:pk>/promise-instead/", kinds.promise_instead, name="promise_instead"),
    path("overtime/", overtime.overtime, name="overtime"),
]
