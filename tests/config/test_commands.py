"""The commands of whoever keeps the machine: verify, create-admin, load-hall, due, the schedule."""

import io
import json
import os
import subprocess
import sys
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from tests.apps.attachments.sending import an_upload, stored
from tests.integrations.scans import samples
from yichuang.apps.attachments import store
from yichuang.apps.audit.models import Entry
from yichuang.apps.cases import commands as cases
from yichuang.apps.organization.models import Staff
from yichuang.config import schedule, selfcheck
from yichuang.core.lifecycle import State


def said(*words):
    out = io.StringIO()
    call_command(*words, stdout=out)
    return out.getvalue()


@pytest.mark.django_db
class TestVerify:
    def test_a_whole_chain(self, cast):
        cast.a_case(at=State.COMPLETED)
        assert f"township: {Entry.objects.count()} entries, every link holds" in said("verify")

    def test_names_the_first_broken_entry(self, cast):
        cast.a_case(at=State.COMPLETED)
        with connection.cursor() as cursor:
            cursor.execute("DROP TRIGGER audit_entry_no_update")
            cursor.execute("UPDATE audit_entry SET actor = 'staff:99' WHERE sequence = 5")
        with pytest.raises(CommandError, match="1 broken"):
            said("verify", "township")

    def test_a_chain_without_its_head_is_broken_too(self, cast):
        cast.a_case()
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM audit_chainhead")
        with pytest.raises(CommandError, match="1 broken"):
            said("verify")

    def test_a_hall_whose_whole_chain_is_gone_is_broken(self, cast):
        with connection.cursor() as cursor:
            cursor.execute("DROP TRIGGER audit_entry_no_delete")
            cursor.execute("DELETE FROM audit_chainhead")
            cursor.execute("DELETE FROM audit_entry")
        with pytest.raises(CommandError, match="1 broken"):
            said("verify")

    def test_a_damaged_scan_is_named(self, cast, now, settings, tmp_path):
        settings.ATTACHMENTS = tmp_path / "attachments"
        case = cast.a_case()
        uploads = [an_upload(now), an_upload(now, samples.pdf())]
        scan, paper = cases.add_scans(case=case, uploads=uploads, by=cast.clerk, now=now)
        assert "township: 2 attachments, every file is whole" in said("verify")
        stored()[paper.digest].write_bytes(b"x")
        out = io.StringIO()
        with pytest.raises(CommandError, match="0 broken chain.* 1 missing or damaged"):
            call_command("verify", stdout=out)
        assert f"DAMAGED {paper.ref} of {case.ref}" in out.getvalue() and scan.ref not in out.getvalue()

    def test_an_unknown_hall_is_named_with_those_there_are(self, cast):
        with pytest.raises(CommandError, match="there are: township"):
            said("verify", "nowhere")


@pytest.mark.django_db
class TestCreateAdmin:
    def test_the_password_is_told_once_and_must_be_changed(self, hall):
        told = said("create_admin", "township", "keeper", "样例管理员")
        staff = Staff.objects.get(username="keeper")
        assert staff.check_password(told.split(": ")[1].strip())
        assert staff.must_change_password and staff.roles == "sysadmin"

    @pytest.mark.parametrize(("hall_slug", "username"), [("nowhere", "keeper"), ("township", "minzheng.a")])
    def test_refused_in_words_and_nothing_made(self, hall, hall_slug, username):
        before = Staff.objects.count()
        with pytest.raises(CommandError):
            said("create_admin", hall_slug, username, "样例管理员")
        assert Staff.objects.count() == before


@pytest.mark.django_db
def test_loading_again_changes_nothing(cast):
    people, entries = Staff.objects.count(), Entry.objects.count()
    assert "样乡便民服务大厅" in said("load_hall", "township")
    assert Staff.objects.count() == people
    assert Entry.objects.count() == entries + 3
    assert json.loads(Entry.objects.order_by("-id").first().detail)["new"] == 0


@pytest.mark.django_db
def test_an_unknown_hall_is_refused(hall):
    with pytest.raises(CommandError, match="nowhere"):
        said("load_hall", "nowhere")


@pytest.mark.django_db
def test_both_sample_halls_load(hall):
    from yichuang.apps.organization.models import Hall

    said("load_hall", "county")
    county = Hall.objects.get(slug="county")
    assert county.windows.exclude(code="office").count() == 31
    assert county.staff.exclude(roles__contains="admin").count() == county.settings["established_staff"] == 34
    assert len(county.settings["teams"]) == 7


def test_due_answers_on_standard_output_and_refuses_with_two():
    def run(text):
        return subprocess.run(
            [sys.executable, "-m", "yichuang.config", "due"], input=text, capture_output=True, check=False
        )

    good = run(b'{"start": "2026-09-24T09:00:00", "limit": {"amount": 10, "unit": "working_day"}, "hall": "township"}')
    assert json.loads(good.stdout)["due"] == "2026-10-15T17:00:00+08:00" and good.returncode == 0
    for bad in (b"", b"{", b"\xff\xfe", b'{"start": "2026-09-24T09:00:00"}'):
        told = run(bad)
        assert (told.returncode, told.stdout) == (2, b"")
        assert told.stderr.count(b"\n") == 1


@pytest.mark.django_db
class TestSchedule:
    def test_each_job_runs_once_a_day_and_not_before_its_hour(self, now):
        midnight = now.replace(hour=0, minute=0)
        daily = [job for job in schedule.JOBS if not job.minutes]
        done = {job.name: job.period(midnight - timedelta(seconds=1)) for job in daily}
        done |= {job.name: job.period(midnight) for job in schedule.JOBS if job.minutes}
        assert [job.name for job in schedule.due_jobs(midnight, done)] == ["close the day"]
        later = [job.name for job in schedule.due_jobs(midnight.replace(hour=3), done) if not job.minutes]
        assert later == ["close the day", "check the chain", "tidy"]
        latest = [job.name for job in schedule.due_jobs(midnight.replace(hour=4), done) if not job.minutes]
        assert latest == ["close the day", "check the chain", "tidy", "sweep the files"]

    def test_some_run_every_few_minutes(self, now):
        job = next(one for one in schedule.JOBS if one.name == "free missed bookings")
        done = {job.name: job.period(now)}
        soon, later = now + timedelta(minutes=4, seconds=59), now + timedelta(minutes=5)
        assert job not in schedule.due_jobs(soon, done) and job in schedule.due_jobs(later, done)

    def test_missed_bookings_free_their_places(self, cast, now):
        made = cast.a_booking(starts_at=now + timedelta(days=1))
        assert schedule.free_places(made.starts_at) == "nobody missed"
        assert schedule.free_places(made.starts_at + timedelta(minutes=16)) == "township: 1 missed"
        made.refresh_from_db()
        assert (made.state, made.seat) == ("no_show", None)

    def test_yesterdays_waiting_expire_and_todays_stay(self, cast, now):
        old, new = cast.a_ticket(now=now - timedelta(days=1)), cast.a_ticket(now=now)
        assert schedule.close_days(now) == "township: 1 expired"
        old.refresh_from_db(), new.refresh_from_db()
        assert (old.state, new.state) == ("expired", "waiting")
        assert schedule.close_days(now) == "nothing left over"

    def test_files_without_a_row_are_swept_after_a_day(self, cast, now, settings, tmp_path):
        settings.ATTACHMENTS = tmp_path / "attachments"
        left, young = an_upload(now), an_upload(now, samples.pdf())
        for one in (left, young):
            store.put(one.digest, one.sealed)
        for digest, hours in ((left.digest, 25), (young.digest, 23)):
            os.utime(stored()[digest], (0, (now - timedelta(hours=hours)).timestamp()))
        assert schedule.sweep_files(now) == "1 files without a row deleted"
        assert stored().keys() == {young.digest}

    def test_a_broken_chain_is_an_error(self, cast, now):
        assert schedule.check_chains(now) == "every audit chain holds"
        with connection.cursor() as cursor:
            cursor.execute("DROP TRIGGER audit_entry_no_update")
            cursor.execute("UPDATE audit_entry SET verb = 'x' WHERE sequence = 2")
        with pytest.raises(RuntimeError, match="township"):
            schedule.check_chains(now)


@pytest.mark.django_db
class TestSelfCheck:
    def test_a_clock_behind_the_last_act_is_told(self, cast, now):
        cast.a_ticket()
        assert not [one for one in selfcheck.problems(now - timedelta(minutes=5)) if "clock" in one]
        assert [one for one in selfcheck.problems(now - timedelta(minutes=5, seconds=1)) if "clock" in one]

    def test_a_lost_key_is_told_and_not_replaced(self, hall, now, settings, tmp_path):
        settings.FIELD_KEY_FILE = tmp_path / "gone.key"
        assert [one for one in selfcheck.problems(now) if "key of the sealed fields is missing" in one]
        assert not settings.FIELD_KEY_FILE.exists()


def test_an_address_in_use_is_refused_before_anything_is_touched(tmp_path):
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        home = tmp_path / "site"
        told = subprocess.run(
            [sys.executable, "-m", "yichuang.config", "run", "--port", port],
            env=os.environ | {"YICHUANG_HOME": str(home)}, capture_output=True, text=True, check=False, timeout=60,
        )  # fmt: skip
    assert told.returncode == 1 and port in told.stderr and "--port" in told.stderr
    assert not (home / "yichuang.sqlite3").exists()
    assert home.stat().st_mode & 0o777 == 0o700
