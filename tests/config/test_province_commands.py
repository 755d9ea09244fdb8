"""`yichuang assess`, `make-facts` and `export-facts` as whoever runs them sees them."""

import csv
import io

import pytest
from django.core.management import CommandError, call_command

from tests.apps.assessments.sheet_cast import a_finding
from yichuang.core.assessment import Quarter
from yichuang.core.lifecycle import State


def said(*words):
    out = io.StringIO()
    call_command(*words, stdout=out)
    return out.getvalue()


def refused(*words):
    with pytest.raises(CommandError) as caught:
        call_command(*words)
    assert caught.value.returncode == 2
    assert "\n" not in str(caught.value)
    return str(caught.value)


@pytest.fixture(scope="module")
def facts(tmp_path_factory):
    folder = tmp_path_factory.mktemp("made") / "facts"
    told = said("make_facts", "--quarter=2026-Q1", f"--out={folder}", "--halls=3", "--windows=4", "--cases=1200")
    assert "3 halls" in told
    return folder


ASK = ("--quarter=2026-Q1", "--engine=duckdb")


def test_a_summary_and_a_file(facts, tmp_path):
    out = tmp_path / "sheets.csv"
    told = said("assess", *ASK, f"--facts={facts}", f"--out={out}")
    assert told.startswith("2026-Q1, wan-2017-49, duckdb: 12 windows, ")
    rows = list(csv.DictReader(out.open(encoding="utf-8")))
    assert len(rows) == 12
    assert {"hall", "window", "rulebook", "total", "passed", "section_1", "added", "on_time_of"} <= set(rows[0])


def test_readings_are_told_by_name_and_value(facts):
    plain = said("assess", *ASK, f"--facts={facts}").rpartition(",")[0]
    other = said(
        "assess", *ASK, f"--facts={facts}", "--readings", "score.step=ceil", "score.dedupe=false", "feedback.cap=1",
    )  # fmt: skip
    assert other.rpartition(",")[0] != plain


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--quarter=2026-Q7", "--engine=duckdb"), "2026-Q1"),
        (("--quarter=2016-Q1", "--engine=duckdb"), "no rulebook is in force"),
        ((*ASK, "--rulebook=wan-2017-50"), "Choose from: wan-2017-49"),
        ((*ASK, "--readings=score.steps=ceil"), "unknown reading"),
        ((*ASK, "--readings=score.step=half"), "floor, ceil, prorata"),
        ((*ASK, "--readings=score.dedupe"), "score.dedupe"),
        ((*ASK, "--out=sheets.xlsx"), "neither .parquet nor .csv"),
    ],
)
def test_what_is_refused_with_one_line(facts, words, told):
    message = refused("assess", f"--facts={facts}", *words)
    assert message.startswith("yichuang assess: ")
    assert told in message


def test_a_folder_without_facts(tmp_path):
    assert "holds no .parquet file" in refused("assess", *ASK, f"--facts={tmp_path}")


def test_facts_are_made_into_an_empty_folder(facts):
    assert "no empty folder" in refused("make_facts", "--quarter=2026-Q1", f"--out={facts}")


@pytest.mark.django_db
class TestExport:
    def test_a_hall_writes_its_facts_and_they_are_scored(self, cast, tmp_path):
        cast.a_case(at=State.COMPLETED)
        quarter = str(Quarter(cast.now.year, (cast.now.month + 2) // 3))
        for _ in range(2):
            told = said("export_facts", f"--quarter={quarter}", f"--out={tmp_path}", "--hall=township")
        assert f"facts of {quarter}" in told
        assert (tmp_path / "cases" / f"township-{quarter}.parquet").is_file()
        scored = said("assess", f"--quarter={quarter}", "--engine=duckdb", f"--facts={tmp_path}")
        assert ", 0 findings" in scored

    def test_every_hall_when_none_is_named(self, cast, tmp_path):
        assert cast.hall.name in said("export_facts", "--quarter=2026-Q1", f"--out={tmp_path}")

    def test_counted_findings_go_with_the_facts(self, cast, tmp_path):
        a_finding(cast, "5.2")
        a_finding(cast, "5.2", state="draft")
        said("export_facts", "--quarter=2026-Q1", f"--out={tmp_path}", "--hall=township")
        assert ", 1 findings" in said("assess", *ASK, f"--facts={tmp_path}")

    def test_an_unknown_hall(self, cast, tmp_path):
        message = refused("export_facts", "--quarter=2026-Q1", f"--out={tmp_path}", "--hall=nowhere")
        assert "no hall 'nowhere' is loaded here" in message

    def test_a_place_that_cannot_be_written(self, cast, tmp_path):
        (tmp_path / "file").write_text("")
        assert "cannot be written" in refused("export_facts", "--quarter=2026-Q1", f"--out={tmp_path / 'file'}")
