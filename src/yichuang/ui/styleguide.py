"""The style guide: every part of the interface on one page, with plainly made-up data. Served only while developing."""

from datetime import UTC, datetime
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

WINDOWS = ["社会保障", "民政救济", "农业农村", "国土村建", "综治信访", "党群服务"]


class SampleForm(forms.Form):
    """Every kind of field once; refused when empty, which shows the errors."""

    applicant = forms.CharField(label=_("Applicant"), help_text=_("As on the identity card"))
    phone = forms.CharField(label=_("Phone"), required=False)
    window = forms.ChoiceField(label=_("Window"), choices=[("", "—"), *((name, name) for name in WINDOWS)])
    channel = forms.ChoiceField(
        label=_("How the result is handed over"),
        choices=[("window", _("at the window")), ("post", _("by post"))],
        widget=forms.RadioSelect,
    )
    remark = forms.CharField(label=_("Remark"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    agreed = forms.BooleanField(label=_("I have read the notification"))


def _case_data() -> dict[str, Any]:
    morning = datetime(2026, 9, 28, 1, 12, tzinfo=UTC)
    afternoon = datetime(2026, 9, 29, 7, 40, tzinfo=UTC)
    return {
        "steps": [
            {"label": "受理", "state": "done", "person": "张样例", "at": morning},
            {"label": "承办", "state": "done", "person": "李样例", "at": afternoon},
            {"label": "审核", "state": "now", "person": "王样例"},
            {"label": "审批", "state": "open"},
            {"label": "办结", "state": "open"},
        ],
        "rows": [
            ("样2026-00012", "临时救助", "李*", "red", "2026-09-28 17:00", 0),
            ("样2026-00013", "农村宅基地审批", "王*", "yellow", "2026-10-09 17:00", 1200),
            ("样2026-00014", "城乡居民养老保险参保登记", "赵*", "green", "2026-10-12 17:00", 0),
        ],
        "items": [
            {"value": "MZ-04", "label": "最低生活保障", "words": "db zdshbz 低保"},
            {"value": "MZ-05", "label": "临时救助", "words": "lsjz"},
            {"value": "SB-01", "label": "城乡居民养老保险参保登记", "words": "cxjmylbx 养老"},
            {"value": "GT-02", "label": "农村宅基地审批", "words": "zjd nczjdsp 宅基地"},
        ],
    }


def context(bound: bool = False) -> dict[str, Any]:
    """Return the data of the style guide; `bound` shows the form as refused."""
    places = ["窗口", "办件", "移交", "台账", "统计"]
    return {
        "hall_name": "样例镇便民服务大厅",
        "window_name": "三号窗口 民政救济",
        "person_name": "张样例 (A)",
        "search_url": "/search",
        "sign_out_url": "/sign-out",
        "nav": [
            {"url": f"#{n}", "label": place, "current": n == 0, "count": 1 if n == 2 else 0}
            for n, place in enumerate(places)
        ],
        "hotlines": [{"label": "服务热线", "number": "0000-0000001"}, {"label": "监督热线", "number": "0000-0000002"}],
        "office_hours": "09:00–12:00, 14:00–17:00",
        "form": SampleForm({"applicant": "", "phone": "123"}) if bound else SampleForm(),
        **_case_data(),
    }


def page(request: HttpRequest) -> HttpResponse:
    """Show the style guide; `?refused` fills it with a refused form, `?face=public` in the public style."""
    face = "public" if request.GET.get("face") == "public" else "staff"
    return render(request, "ui/styleguide.html", {**context("refused" in request.GET), "face": face})
