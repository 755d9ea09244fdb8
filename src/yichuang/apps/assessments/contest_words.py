"""The standings of a month in words: what decided each place, who was not ranked and why, the tie rule."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from yichuang.apps.assessments.documents import Document
from yichuang.apps.assessments.texts import month_words
from yichuang.apps.assessments.words import plain, share
from yichuang.core.assessment import By
from yichuang.core.identity import N_
from yichuang.integrations.pdf import ModelSign

TITLE = "党员示范窗口"
BYS = {
    By.TOTAL: N_("total"), By.SATISFACTION: N_("satisfaction share"), By.ON_TIME: N_("on-time share"),
    By.CASES: N_("number of cases"),
}  # fmt: skip


def window_words(window: Document) -> str:
    return f"{window['number']}号窗口 {window['name']}"


def placed(places: Sequence[Document], terms: Document) -> list[tuple[Document, str]]:
    """Every place of a ranking with what decided it, or why it is not ranked."""
    told, before = [], None
    for one in places:
        told.append((one, lacks(one, terms) if one["rank"] is None else decided(before, one)))
        before = one
    return told


def decided(before: Document | None, one: Document) -> str:
    """What put a window behind the one listed before it, every step of the comparison; empty for the first."""
    if before is None:
        return ""
    behind, said = one["behind"], []
    for what in By:
        if what == behind:
            values = {"what": _(BYS[what]), "less": _value(one, what), "more": _value(before, what)}
            return "；".join([*said, _("%(what)s %(less)s, behind %(more)s") % values])
        said.append(_("%(what)s equal (%(value)s)") % {"what": _(BYS[what]), "value": _value(one, what)})
    return "；".join(said)


def lacks(one: Document, terms: Document) -> str:
    """Of what a window had too little to be ranked."""
    said = []
    if By.CASES in one["lacks"]:
        said.append(ngettext("%(num)s case, at least %(least)s are needed",
                             "%(num)s cases, at least %(least)s are needed", one["cases"])
                    % {"num": one["cases"], "least": terms["cases"]})  # fmt: skip
    if By.SATISFACTION in one["lacks"]:
        given = one["satisfaction"][1]
        said.append(ngettext("%(num)s rating, at least %(least)s are needed",
                             "%(num)s ratings, at least %(least)s are needed", given)
                    % {"num": given, "least": terms["ratings"]})  # fmt: skip
    return "；".join(said)


def rules(terms: Document) -> list[str]:
    """The terms as sentences: sample, places, order of comparison, a tie across the last place."""
    return [
        _("The first %(num)s become model windows of the month.") % {"num": terms["places"]},
        _("Ranked is a window with at least %(cases)s cases and %(ratings)s ratings in the month; others are shown "
          "without a rank.") % {"cases": terms["cases"], "ratings": terms["ratings"]},
        _("Compared are the total, then the satisfaction share, then the on-time share, then the number of cases; the "
          "higher one is ahead. Who is equal in all four shares a rank."),
        _("If a tie goes across place %(num)s, all who share that rank become model windows, as long as there are no "
          "more than %(most)s in all; otherwise none of them does.")
        % {"num": terms["places"], "most": terms["most"]},
    ]  # fmt: skip


def tie(ranking: Document) -> str:
    """What became of a tie across the last place; empty without one."""
    tied = [one for one in ranking["places"] if one["window"]["code"] in ranking["tied"]]
    if not tied:
        return ""
    names = "、".join(window_words(one["window"]) for one in tied)
    if tied[0]["model"]:
        said = _("%(windows)s are equal in all four across the last place: all of them become model windows.")
    else:
        said = _("%(windows)s are equal in all four across the last place and too many: none becomes a model window.")
    return said % {"windows": names}


def sign_of(ranking: Document, one: Document, *, awarded: str, number: int, digest: str) -> ModelSign:
    """The sign of a model window; Chinese, as every paper is."""
    return ModelSign(
        title=TITLE, window=window_words(one["window"]), month=month_words(ranking["month"]), awarded=awarded,
        proof=f"月度评比第{number}版，摘要（SM3）{digest[:16]}",
    )  # fmt: skip


def _value(one: Document, what: By) -> str:
    if what is By.TOTAL:
        return plain(one["total"])
    if what is By.CASES:
        return str(one["cases"])
    return share(one["satisfaction" if what is By.SATISFACTION else "on_time"])
