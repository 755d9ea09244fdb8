"""A draft written without TOML: row by row, bases, readings, one fact once; defects beside their fields."""

import re
import tomllib

import pytest
from django.urls import reverse

from tests.apps.assessments.test_rulebooks import OWN, SHIPPED
from yichuang.apps.assessments import commands
from yichuang.apps.assessments.models import RulebookVersion
from yichuang.apps.assessments.rulebooks import book_of, defects_of
from yichuang.apps.desk.forms.rulebook_parts import BasesForm, OnceForm, ReadingsForm
from yichuang.rulebook.assessment_outline import outline_of

ROW = {  # 5.2
    "id": "5.2", "title": "超过承诺时限", "text": "超过承诺时限的，每件扣5分", "clause": "D2.5.2", "direction": "",
    "unit": "item", "low": "5", "high": "", "cap": "", "county": "", "city": "", "province": "", "measure": "",
    "target": "", "step": "",
}  # fmt: skip
HEAD = {"document": "万政办〔2017〕49号", "title": "便民服务大厅考核办法", "issuer": "乡人民政府办公室",
        "issued": "2017-12-01", "effective": "2026-04-01", "source": "D2.0.1, C-44"}  # fmt: skip


@pytest.fixture
def draft(cast):
    return commands.draft(hall=cast.hall, number=OWN, based_on=SHIPPED, by=cast.person("assessor"), now=cast.now)


@pytest.fixture
def writer(signed_in):
    return signed_in("assessor")


def post(client, draft, name, *args, **typed):
    draft.refresh_from_db()
    address = reverse(f"desk:rulebook_{name}", args=[draft.pk, *args])
    answer = client.post(address, {"seen": draft.digest} | typed, follow=True)
    draft.refresh_from_db()
    return answer


def told_at(answer, field):
    """What stands beside a field."""
    found = re.search(rf'id="id_{field}-error">(.*?)</p>', answer.content.decode(), re.DOTALL)
    return found[1] if found else ""


def typed_of(form_class, draft):
    """What a page holds when nothing has been changed on it."""
    form = form_class(outline=(outline := outline_of(draft.text)))
    shown = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items() if name != "seen"}
    head = {"total": outline.head["total"], "pass_mark": outline.head["pass_mark"], "source": outline.once_source}
    shown |= {name: value for name, value in head.items() if name in shown}
    return {name: "on" if value is True else value for name, value in shown.items() if value not in (False, None)}


def test_the_page_of_a_draft_opens_every_part(writer, draft):
    page = writer.get(reverse("desk:rulebook_version", args=[draft.pk])).content.decode()
    outline = outline_of(draft.text)
    opened = [reverse(f"desk:rulebook_{one}", args=[draft.pk]) for one in ("head", "bases", "readings", "once")]
    for section in outline.sections:
        opened.append(reverse("desk:rulebook_row_new", args=[draft.pk, section.place + 1]))
        opened += [reverse("desk:rulebook_row", args=[draft.pk, section.place + 1, n + 1])
                   for n in range(len(section.rows))]  # fmt: skip
    assert len(opened) == 4 + 8 + 31
    for address in opened:
        assert f'"{address}"' in page and writer.get(address).status_code == 200, address


def test_a_row_is_amended_and_nothing_else(writer, draft):
    before = draft.text
    page = post(writer, draft, "row", 5, 2, **ROW | {"text": "超过承诺时限的，每件扣6分", "low": "6", "verified": "on"})
    assert page.redirect_chain[-1][0].endswith("#s5") and "草稿已保存，没有缺陷" in page.content.decode()
    rule = book_of(draft).rules["5.2"]
    assert (rule.low, rule.text, rule.verified) == (6, "超过承诺时限的，每件扣6分", True)
    changed = [old for old, new in zip(before.split("\n"), draft.text.split("\n"), strict=True) if old != new]
    assert len(changed) == 1 and "5.2" in changed[0] and draft.texts.count() == 2


def test_nothing_typed_is_nothing_changed(writer, draft):
    before = draft.text
    for name, typed in (("bases", typed_of(BasesForm, draft)), ("readings", typed_of(ReadingsForm, draft)),
                        ("once", typed_of(OnceForm, draft)), ("head", HEAD)):  # fmt: skip
        assert post(writer, draft, name, **typed).status_code == 200
        assert draft.text == before, name
    for section in outline_of(before).sections:
        for row in section.rows:
            typed = {name: "on" if value is True else value for name, value in row.values.items() if value is not False}
            assert post(writer, draft, "row", section.place + 1, row.place + 1, **typed).status_code == 200
            assert draft.text == before, row["id"]
    assert draft.texts.count() == 1


@pytest.mark.parametrize("typed, field, told", [
    ({"low": "半"}, "low", "“半”不是数。请写数字，如0.5"),
    ({"low": "5", "high": "3"}, "low", "从5到3，先后颠倒。请先写较低的数"),
    ({"low": ""}, "low", "没有填写"), ({"low": "0"}, "low", "分值为零"), ({"unit": ""}, "unit", "没有填写"),
    ({"id": "5.7"}, "id", "5.7条跳号"), ({"id": "5.1"}, "id", "“5.1”出现了两次"), ({"id": ""}, "id", "没有填写"),
    ({"title": " "}, "title", "没有填写。请填写"),
    ({"text": ""}, "text", "没有填写"), ({"clause": ""}, "clause", "没有填写"),
    ({"cap": "9"}, "cap", "5.2条在基本分之外又设了上限"),
    ({"direction": "add"}, "direction", "5.2条在有基本分的部分加分"),
    ({"county": "1"}, "low", "与各级分值重复"), ({"low": "", "county": "1"}, "city", "没有填写"),
    ({"measure": "on_time", "target": "100", "step": "1"}, "measure", "此条不按比率分档"),
    ({"unit": "percent_step"}, "measure", "没有填写"),
])  # fmt: skip
def test_bad_input_stays_typed_and_names_its_field(writer, draft, typed, field, told):
    before, given = draft.text, ROW | {"title": "我的标题"} | typed
    answer = post(writer, draft, "row", 5, 2, **given)
    page = answer.content.decode()
    assert answer.status_code == 422 and draft.text == before
    assert told in told_at(answer, field)
    assert given["title"].strip() in page and "带缺陷保存" in page
    # It may be stored all the same, and is then told on the page of the draft; nobody puts it in force.
    page = post(writer, draft, "row", 5, 2, anyway="1", **given).content.decode()
    assert draft.text != before and defects_of(draft) and "草稿有缺陷" in page
    assert f'href="{reverse("desk:rulebook_row", args=[draft.pk, 5, 2])}"' in page


def test_a_unit_that_is_none_is_kept_to_choose_another(writer, draft):
    spoiled = draft.text.replace('unit = "item", points = "5"', 'unit = "dozen", points = "5"', 1)
    post(writer, draft, "rewrite", text=spoiled)
    page = writer.get(reverse("desk:rulebook_row", args=[draft.pk, 5, 2])).content.decode()
    assert '<option value="dozen" selected>' in page
    # An old defect does not hold back what is amended beside it.
    post(writer, draft, "row", 5, 2, **ROW | {"unit": "dozen", "title": "另一标题"})
    assert "另一标题" in draft.text and [one.key for one in defects_of(draft)] == ["sections[4].rules[1].unit"]
    post(writer, draft, "row", 5, 2, **ROW)
    assert defects_of(draft) == []


def test_several_defects_are_listed_each_with_its_page(writer, draft):
    text = draft.text
    for old, new in (('base = "20"', 'base = "21"'), ('unit = "item", points = "5"', 'unit = "dozen", points = "5"'),
                     ('points = ["3", "5"]', 'points = ["5", "3"]'), ('value = "floor"', 'value = "round"'),
                     ('pass_mark = "80"', 'pass_mark = "180"'), ('over = ["5.2"]', 'over = ["5.9"]')):  # fmt: skip
        text = text.replace(old, new, 1)
    page = post(writer, draft, "rewrite", text=text).content.decode()
    assert "草稿有缺陷，共6处" in page
    for told in (
        "基本分</a>：各部分基本分合计101.0分", "5.2 超过承诺时限 · 单位</a>：“dozen”不在可选之列", "· 分值</a>：从5到3",
        "读法</a>：“score.step”不能取“round”。可写：floor、ceil、prorata", "合格分</a>：高于总分",
        "提到的“5.9”条不存在",
    ):  # fmt: skip
        assert told in page, told
    assert page.count('<span class="status status-bad">有缺陷</span>') == 2


def test_a_rule_is_added_and_taken_out(writer, draft):
    page = writer.get(reverse("desk:rulebook_row_new", args=[draft.pk, 7])).content.decode()
    assert 'value="7.2"' in page
    begun, new = draft.text, ROW | {"id": "7.2", "title": "新的一条", "low": "1", "high": "2"}
    post(writer, draft, "row_new", 7, **new)
    assert (book_of(draft).rules["7.2"].low, book_of(draft).rules["7.2"].high) == (1, 2)
    assert post(writer, draft, "row_new", 7, **new).status_code == 422
    page = post(writer, draft, "row_remove", 7, 2).content.decode()
    assert "此条已删去" in page and draft.text == begun
    page = post(writer, draft, "row_remove", 5, 2).content.decode()
    assert "5.3条跳号" in page and "5.2" not in str(tomllib.loads(draft.text)["once"])


def test_bases_sum_up_or_are_told(writer, draft):
    typed = typed_of(BasesForm, draft)
    answer = post(writer, draft, "bases", **typed | {"base_0": "16"})
    assert answer.status_code == 422 and "各部分基本分合计101.0分，应为100.0分" in answer.content.decode()
    assert 'value="16"' in answer.content.decode() and defects_of(draft) == []
    post(writer, draft, "bases", **typed | {"base_0": "16", "base_1": "14", "pass_mark": "85"})
    assert [one.base for one in book_of(draft).sections[:2]] == [16, 14] and book_of(draft).pass_mark == 85
    answer = post(writer, draft, "bases", **typed_of(BasesForm, draft) | {"base_4": "二十"})
    assert "“二十”不是数" in told_at(answer, "base_4")


def test_readings_once_and_heading(writer, draft):
    post(writer, draft, "readings", **typed_of(ReadingsForm, draft) | {
        "value_score_step": "ceil", "value_rating_min_sample": "3", "value_score_dedupe": "false",
        "value_feedback_cap": "4", "source_feedback_cap": "C-12"})  # fmt: skip
    readings = book_of(draft).readings
    assert (readings.step, readings.min_sample, readings.dedupe, readings.feedback_cap) == ("ceil", 3, False, 4)
    answer = post(writer, draft, "readings", **typed_of(ReadingsForm, draft) | {"value_rating_min_sample": "0"})
    assert answer.status_code == 422 and "不能取“0”" in told_at(answer, "value_rating_min_sample")
    amended = {"group_1": "4、5", "rule_6": "4.1", "over_6": "5.2, 5.3", "source_6": "C-08", "rule_0": "", "over_0": ""}
    post(writer, draft, "once", **typed_of(OnceForm, draft) | amended)
    book = book_of(draft)
    assert frozenset({"4", "5"}) in book.across and {one.rule for one in book.precedence} == {
        "1.3", "3.2", "3.3", "5.3", "8.2b", "4.1"}  # fmt: skip
    answer = post(writer, draft, "once", **typed_of(OnceForm, draft) | {"rule_0": "9.9"})
    assert "“9.9”条不存在" in told_at(answer, "rule_0")
    post(writer, draft, "head", **HEAD | {"title": "便民服务大厅考核办法（修订）", "effective": "2026-07-01"})
    assert (book_of(draft).title, str(book_of(draft).effective)) == ("便民服务大厅考核办法（修订）", "2026-07-01")
    answer = post(writer, draft, "head", **HEAD | {"effective": "2017-12-01"})
    assert "不晚于所依据办法的2017-12-01" in told_at(answer, "effective")
    assert post(writer, draft, "head", **HEAD | {"issued": "昨天"}).status_code == 422


def test_what_changed_meanwhile_is_not_overwritten(writer, draft):
    answer = post(writer, draft, "row", 5, 2, **ROW | {"title": "我的标题", "seen": "stale"})
    assert answer.status_code == 422 and "我的标题" in answer.content.decode() and "我的标题" not in draft.text


@pytest.mark.parametrize("name, args", [("head", ()), ("bases", ()), ("readings", ()), ("once", ()), ("row", (5, 2)),
                                        ("row_new", (5,)), ("row_remove", (5, 2)), ("take_back", (1,))])  # fmt: skip
def test_only_its_author_writes_a_part(cast, signed_in, draft, name, args):
    typed = {"row": ROW, "row_new": ROW | {"id": "5.4"}, "head": HEAD}.get(name, {})
    before = draft.text
    for who in ("minzheng.a", "leader.charge", "leader.principal"):
        assert post(signed_in(who), draft, name, *args, **typed).status_code == 403
    other = cast.person("office.a")
    other.roles = "INSP"
    other.save()
    client = signed_in("office.a")
    if name not in ("row_remove", "take_back"):
        assert client.get(reverse(f"desk:rulebook_{name}", args=[draft.pk, *args])).status_code == 404
    assert "由起草人修改" in post(client, draft, name, *args, **typed).content.decode()
    assert draft.text == before and RulebookVersion.objects.count() == 1


@pytest.mark.parametrize("name, args", [("row", (5, 9)), ("row", (9, 1)), ("row", (0, 1)), ("row_new", (9,)),
                                        ("row", (10**30, 1))])  # fmt: skip
def test_places_that_are_none(writer, draft, name, args):
    address = reverse(f"desk:rulebook_{name}", args=[draft.pk, *args])
    assert writer.get(address).status_code == writer.post(address, ROW).status_code == 404


def test_a_text_that_is_no_toml_is_written_as_a_text(writer, draft):
    page = post(writer, draft, "rewrite", text="x = [").content.decode()
    assert "不符合TOML格式" in page and '<details class="act no-print" open>' in page
    assert writer.get(reverse("desk:rulebook_head", args=[draft.pk])).status_code == 404


def test_few_queries(writer, draft, django_assert_max_num_queries):
    for name, args in (("version", ()), ("row", (5, 2)), ("bases", ()), ("texts", ())):
        address = reverse(f"desk:rulebook_{name}", args=[draft.pk, *args])
        writer.get(address)
        with django_assert_max_num_queries(14):
            writer.get(address)
