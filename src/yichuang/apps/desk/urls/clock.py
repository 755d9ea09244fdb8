from django.urls import URLPattern, path

from yichuang.apps.desk.views import clock, recalculations

urlpatterns: list[URLPattern] = [
    path("cases/<int:pk>/steps/begin/", clock.begin_step, name="begin_step"),
    path("cases/<int:pk>/steps/<int:step>/end/", clock.end_step, name="end_step"),
    path("cases/<int:pk>/ask-more/", clock.ask_more, name="ask_more"),
    path("cases/<int:pk>/lists/<int:wanted>/supplied/", clock.supply, name="supply"),
    path("cases/<int:pk>/tell-due/", clock.tell_due, name="tell_due"),
    path("recalculations/", recalculations.recalculations, name="recalculations"),
    path("recalculations/<int:pk>/", recalculations.recalculation, name="recalculation"),
    path("recalculations/<int:pk>/approve/", recalculations.approve, name="recalculation_approve"),
    path("recalculations/<int:pk>/reject/", recalculations.reject, name="recalculation_reject"),
]
