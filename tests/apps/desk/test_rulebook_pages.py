"""Rulebooks through the browser: read by all, written by the assessor, put in force and adopted by a second person."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.apps.assessments.test_rulebooks import OWN, SHIPPED, dearer
from yichuang.apps.assessments import commands
from yichuang.apps.assessments.models import Adoption, RulebookVersion
from yichuang.apps.assessments.rulebooks import text_of


@pytest.fixture
def draft(cast):
    return commands.draft(hall=cast.hall, number=OWN, based_on=SHIPPED, by=cast.person("assessor"), now=cast.now)


def get(client, name, *args):
    return client.get(reverse(f"desk:{name}", args=args))


def post(client, name, *args, **typed):
    return client.post(reverse(f"desk:{name}", args=args), typed, follow=True)


@pytest.mark.parametrize("who", ["minzheng.a", "assessor", "leader.charge", "office.a"])
def test_everybody_reads_what_he_is_scored_by(cast, signed_in, who):
    client = signed_in(who)
    listed = get(client, "rulebooks").content.decode()
    assert "本厅尚未起草考核办法" in listed and reverse("desk:rulebook", args=[SHIPPED]) in listed
    page = get(client, "rulebook", SHIPPED).content.decode()
    for said in ("万政办〔2017〕49号", "超过承诺时限的，每件扣5分", "−3–5", "+1/3/5", "D2.5.2", "score.dedupe = true"):
        assert said in page, said
    assert get(client, "rulebook_toml", SHIPPED).content.decode() == text_of(cast.hall, SHIPPED)
    assert get(client, "rulebook", "none").status_code == get(client, "rulebook_toml", "none").status_code == 404


def test_from_a_draft_to_a_quarter_scored_by_it(cast, signed_in):
    writes = signed_in("assessor")
    begun = post(writes, "rulebook_draft", number=OWN, based_on=SHIPPED)
    draft = RulebookVersion.objects.get()
    assert begun.redirect_chain[-1][0] == reverse("desk:rulebook_version", args=[draft.pk])
    page = post(writes, "rulebook_rewrite", draft.pk, text=dearer(draft.text).replace("\n", "\r\n"), seen=draft.digest)
    told = page.content.decode()
    assert "草稿已保存，没有缺陷" in told and "每件扣6分" in told and "与wan-2017-49的不同" in told
    draft.refresh_from_db()
    assert "\r" not in draft.text and "使其生效</button>" not in told
    decides = signed_in("leader.charge")
    assert OWN in get(decides, "todo").content.decode()
    read = get(decides, "rulebook_version", draft.pk).content.decode()
    assert "使其生效</button>" in read and draft.digest in read and "<textarea" not in read
    assert "考核办法已生效" in post(decides, "rulebook_force", draft.pk, seen=draft.digest).content.decode()
    page = post(decides, "rulebook_adopt", number=OWN, quarter="2026-Q2", document="样例决定").content.decode()
    assert "考核办法已采用" in page and "2026年第2季度" in page
    assert Adoption.objects.get().version == draft
    assert get(signed_in("minzheng.a"), "rulebook_version", draft.pk).status_code == 200


def test_defects_stand_beside_the_text_and_hinder_the_second_person(signed_in, draft):
    spoiled = draft.text.replace('base = "15"', 'base = "16"', 1)
    page = post(signed_in("assessor"), "rulebook_rewrite", draft.pk, text=spoiled, seen=draft.digest).content.decode()
    assert "草稿有缺陷" in page and "各部分基本分合计101.0分，应为100.0分" in page and "base = &quot;16&quot;" in page
    decides = signed_in("leader.charge")
    assert "使其生效</button>" not in get(decides, "rulebook_version", draft.pk).content.decode()
    draft.refresh_from_db()
    assert "草稿有缺陷：" in post(decides, "rulebook_force", draft.pk, seen=draft.digest).content.decode()


def test_what_is_refused_stays_typed(signed_in, draft):
    answer = post(signed_in("assessor"), "rulebook_rewrite", draft.pk, text="# 我的修改", seen="stale")
    assert answer.status_code == 422 and "# 我的修改" in answer.content.decode()
    answer = post(signed_in("assessor"), "rulebook_draft", number="Wan 2", based_on=SHIPPED)
    assert answer.status_code == 422 and "Wan 2" in answer.content.decode()
    answer = post(signed_in("leader.charge"), "rulebook_adopt", number=SHIPPED, quarter="2026-Q2", document="样例决定")
    assert answer.status_code == 422 and "该季度已按此考核办法计分" in answer.content.decode()


@pytest.mark.parametrize("content, stored", [(b"x = 1\r\n", "x = 1\r\n"), (b"\xff\xfe", None), (b"", None)])
def test_a_file_becomes_a_draft_byte_for_byte(cast, signed_in, content, stored):
    sent = SimpleUploadedFile("draft.toml", content)
    answer = post(signed_in("assessor"), "rulebook_draft", number=OWN, based_on=SHIPPED, file=sent)
    assert [one.text for one in RulebookVersion.objects.all()] == ([stored] if stored else [])
    assert answer.status_code == (200 if stored else 422)
    if stored:
        kept = get(signed_in("assessor"), "rulebook_version_toml", RulebookVersion.objects.get().pk)
        assert kept.content == content


@pytest.mark.parametrize("who", ["minzheng.a", "minzheng.head", "leader.principal"])
def test_a_draft_is_nobodys_else(signed_in, draft, who):
    client = signed_in(who)
    assert OWN not in get(client, "rulebooks").content.decode()
    assert get(client, "rulebook_version", draft.pk).status_code == 404
    assert get(client, "rulebook_version_toml", draft.pk).status_code == 404
    for name in ("rulebook_rewrite", "rulebook_force", "rulebook_discard"):
        assert post(client, name, draft.pk, seen=draft.digest, text="x = 1").status_code in (403, 404), name
    assert RulebookVersion.objects.get().state == "draft"


def test_discarded_it_is_still_read(signed_in, draft):
    client = signed_in("assessor")
    assert "草稿已作废" in post(client, "rulebook_discard", draft.pk).content.decode()
    page = get(client, "rulebook_version", draft.pk).content.decode()
    assert "已作废" in page and "<textarea" not in page and "作废草稿" not in page


def test_few_queries(signed_in, draft, django_assert_max_num_queries):
    client = signed_in("leader.charge")
    for name, args in (("rulebooks", ()), ("rulebook_version", (draft.pk,))):
        get(client, name, *args)
        with django_assert_max_num_queries(14):
            get(client, name, *args)


def test_a_text_nested_without_end_is_a_draft_with_a_defect(cast, signed_in):
    file = SimpleUploadedFile("rulebook.toml", f"number = {'[' * 20_000}".encode())
    page = post(signed_in("assessor"), "rulebook_draft", number=OWN, based_on=SHIPPED, file=file)
    assert page.status_code == 200 and "嵌套层数过多" in page.content.decode()
