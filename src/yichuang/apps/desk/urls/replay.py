"""A quarter scored again under other rules, to look at."""

from django.urls import URLPattern, path

from yichuang.apps.desk.views import replay

urlpatterns: list[URLPattern] = [
    path("replay/", replay.replay, name="replay"),
    path("replay.xlsx", replay.replay_xlsx, name="replay_xlsx"),
]
