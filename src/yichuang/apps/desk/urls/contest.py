"""The monthly contest with its statements and signs, and the values of the years."""

from django.urls import URLPattern, path

from yichuang.apps.desk.views import contest, years

ONE = "contest/<str:month>/<slug:code>/"
urlpatterns: list[URLPattern] = [
    path("contest/", contest.contest, name="contest"),
    path("contest/export/", contest.contest_xlsx, name="contest_xlsx"),
    path("contest/settle/", contest.settle, name="contest_settle"),
    path("contest/revise/", contest.revise, name="contest_revise"),
    path("contest/signs/", contest.signs, name="contest_signs"),
    path(ONE, contest.statement, name="statement"),
    path(f"{ONE}paper/", contest.statement_pdf, name="statement_pdf"),
    path(f"{ONE}sign/", contest.sign, name="contest_sign"),
    path("years/", years.years, name="years"),
    path("years/export/", years.years_xlsx, name="years_xlsx"),
    path("years/<int:year>/<slug:code>/", years.year, name="year"),
]
