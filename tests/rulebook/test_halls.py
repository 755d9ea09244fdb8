import shutil
from datetime import date
from pathlib import Path

import pytest

from yichuang.rulebook.catalog import load_catalog
from yichuang.rulebook.defects import defects
from yichuang.rulebook.errors import RulebookError
from yichuang.rulebook.hall_values import ADMINISTRATORS, HallLevel, Role, StaffLine
from yichuang.rulebook.halls import hall_slugs, load_hall
from yichuang.rulebook.paths import rules_dir

TOWNSHIP_WINDOWS = ["财政服务", "劳动保障", "民政救济", "党员服务", "村镇建设", "计生服务"]
TOWNSHIP_DEPARTMENTS = {"党政办公室", "综治办公室", "民政办", "统计站", "财政所", "计生服务所", "合作医疗管理站"}
COUNTY_NAMED = {"创业就业", "社会保险", "劳动维权", "婚姻登记", "小额信贷", "就业处", *TOWNSHIP_WINDOWS}


@pytest.fixture
def copied_rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for folder in ("halls", "catalog"):
        shutil.copytree(rules_dir() / folder, tmp_path / folder)
    monkeypatch.setenv("YICHUANG_RULES", str(tmp_path))
    return tmp_path


def rewrite(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) >= 1, f"the table names a text that the file no longer holds: {old}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_two_sample_halls_are_found():
    assert hall_slugs() == ("county", "township")


def test_township_has_the_six_windows_and_seven_departments():
    hall = load_hall("township")
    assert [window.name for window in hall.windows] == TOWNSHIP_WINDOWS
    assert [(window.code, window.number, window.queue) for window in hall.windows] == [
        (f"w{number}", number, letter) for number, letter in enumerate("ABCDEF", start=1)
    ]
    assert {department.name for department in hall.departments} == TOWNSHIP_DEPARTMENTS
    assert len(hall.departments) == 7
    assert (hall.office.queue, hall.office.name) == ("G", "大厅办公室")
    assert hall.office not in hall.windows


@pytest.mark.parametrize(
    ("department", "duties"),
    [("dangzheng", 5), ("zongzhi", 9), ("minzheng", 5), ("tongji", 4), ("caizheng", 7), ("jisheng", 9), ("heyi", 4)],
)
def test_every_department_states_all_duties_of_the_regulations(department, duties):
    assert len(load_hall("township").department(department).duties) == duties


def test_township_settings():
    hall = load_hall("township")
    assert (hall.phone("report"), hall.phone("complaint")) == ("3571201", "6798022")
    assert (hall.queue.priority_ratio, hall.queue.normal_max_wait_minutes) == (3, 30)
    assert [each.code for each in hall.queue.classes] == ["normal", "priority", "appointment"]
    assert [(each.name, each.favourable) for each in hall.rating_grades] == [
        ("好", True),
        ("较好", True),
        ("一般", False),
        ("差", False),
    ]
    assert [each.text for each in hall.slogans if each.placement == "indoor"] == [
        "以民为本 为民服务 便民、规范、高效、廉洁"
    ]
    assert hall.level is HallLevel.TOWNSHIP
    assert hall.baseline is None


def test_county_has_31_windows_and_34_people_besides_the_administrators():
    hall = load_hall("county")
    assert len(hall.windows) == 31
    assert {window.name for window in hall.windows} >= COUNTY_NAMED
    assert not any(window.sample for window in hall.windows if window.name in COUNTY_NAMED)
    assert hall.established_staff == 34
    assert sum(person.counted for person in hall.staff) == 34
    uncounted = [person for person in hall.staff if not person.counted]
    assert {role for person in uncounted for role in person.roles} == ADMINISTRATORS
    assert len(hall.staff) == 37


def test_village_agents_are_samples_each_of_a_village():
    agents = load_hall("township").village_agents
    assert [one.village for one in agents] == ["样坪村", "样河村", "样岭村"]
    assert all(one.sample and one.name.startswith("样例") for one in agents)
    assert load_hall("county").village_agents == ()


def test_county_profile_teams_and_baselines():
    hall = load_hall("county")
    assert (hall.opened, hall.area_m2) == (date(2012, 3, 1), 2694)
    assert hall.baseline is not None
    assert (hall.baseline.visits, hall.baseline.approvals, hall.baseline.mediations) == (21000, 3200, 580)
    assert len(hall.teams) == 7
    named = [team.name for team in hall.teams if not team.sample]
    assert named == ["就业创业服务队", "社会保障服务队", "志愿者服务队"]


@pytest.mark.parametrize("slug", ["township", "county"])
def test_every_role_is_held_and_administrators_hold_one_role_alone(slug):
    hall = load_hall(slug)
    assert [role for role in Role if not hall.with_role(role)] == []
    for role in ADMINISTRATORS:
        assert [person.roles for person in hall.with_role(role)] == [(role,)]
    assert all(person.sample and person.name.startswith("样例·") for person in hall.staff)


@pytest.mark.parametrize("slug", ["township", "county"])
def test_every_window_has_a_post_with_a_and_another_b_and_a_head_of_its_department_s_people(slug):
    hall = load_hall(slug)
    for point in hall.points:
        posts = [post for post in hall.posts if post.window == point.code]
        assert posts, point.name
        assert all(post.b not in (None, post.a) for post in posts)
        assert Role.WINDOW_HEAD in hall.person(point.head).roles


def test_one_person_stands_in_at_several_windows():
    hall = load_hall("township")
    assert {post.window for post in hall.posts if post.b == "dangyuan.b"} == {"w4", "w5"}


def test_county_line_is_kept():
    assert load_hall("township").person("caizheng.head").line is StaffLine.COUNTY
    assert load_hall("township").person("minzheng.a").line is StaffLine.TOWNSHIP


@pytest.mark.parametrize("slug", ["township", "county"])
def test_sample_halls_have_no_defects(slug):
    assert defects(load_hall(slug), load_catalog()) == ()


REFUSED = [
    ('source = "D2, D3, D4.3, D5.6"\n', "", "source", "is missing"),
    ("effective = 2017-02-13\n", "", "effective", "is missing"),
    ("effective = 2017-02-13", 'effective = "2017-02-13"', "effective", "is str"),
    ("effective = 2017-02-13", "effective = 2017-02-13T08:00:00", "effective", "has a time of day"),
    ('slug = "township"', 'slug = "village"', "slug", "in the file of 'township'"),
    ('slug = "township"', 'slug = "township"\ncolour = "red"', "colour", "is not a known key"),
    ('slug = "township"', "slug = ", "file", "is not valid TOML"),
    ('level = "township"', 'level = "province"', "level", "'province' is unknown"),
    ('name = "样乡便民服务大厅"', 'name = " "', "name", "is empty"),
    ("established_staff = 26", "established_staff = 27", "established_staff", "26 of the staff are counted"),
    ("established_staff = 26", "established_staff = true", "established_staff", "is bool"),
    ("priority_ratio = 3", "priority_ratio = 0", "queue.priority_ratio", "is 0"),
    ('code = "w2", number = 2', 'code = "w1", number = 2', "points", "'w1' stands twice"),
    ('code = "w2", number = 2', 'code = "w2", number = 1', "points.number", "'1' stands twice"),
    ('queue = "B"', 'queue = "A"', "points.queue", "'A' stands twice"),
    ('queue = "B"', 'queue = "b"', "points.w2.queue", "is 'b'"),
    ('kind = "office"', 'kind = "window"', "points", "exactly one office"),
    (
        'department = "caizheng", head',
        'department = "guihua", head',
        "points.w1.department",
        "'guihua' is no department",
    ),
    ('head = "caizheng.b"', 'head = "caizheng.a"', "points.w1.head", "lacks the role WH"),
    ('head = "caizheng.b"', 'head = "nobody"', "points.w1.head", "'nobody' is no member"),
    ('head = "heyi.head"', 'head = "heyi.tail"', "departments.heyi.head", "'heyi.tail' is no member"),
    ('username = "caizheng.b"', 'username = "caizheng.a"', "staff", "'caizheng.a' stands twice"),
    ('b = "minzheng.b"', 'b = "minzheng.a"', "posts.p-minzheng.b", "would stand in for himself"),
    ('b = "minzheng.b"', 'b = "minzheng.head"', "posts.p-minzheng.b", "lacks the role CLK"),
    ('groups = ["guotu"]', 'groups = ["haiyang"]', "posts.p-cunzhen.groups", "'haiyang' is no function group"),
    ('groups = ["guotu"]', 'groups = ["heyi"]', "posts.groups", "'heyi' stands twice"),
    ('code = "guotu", window = "w5"', 'code = "guotu", window = "w4"', "posts.p-cunzhen.groups", "is served at 'w4'"),
    ('code = "guotu", window = "w5"', 'code = "guotu", window = "w9"', "groups.guotu.window", "'w9' is no window"),
    (
        'roles = ["sysadmin"]',
        'roles = ["sysadmin", "auditadmin"]',
        "staff.admin.system.roles",
        "joins an administrator",
    ),
    ('roles = ["secadmin"]', 'roles = ["secadmin", "CLK"]', "staff.admin.security.roles", "joins an administrator"),
    ('roles = ["INSP"]', 'roles = ["BOSS"]', "roles", "'BOSS' is unknown"),
    ('roles = ["INSP"]', "roles = []", "roles", "has 0 entries"),
    ('code = "complaint", name', 'code = "fax", name', "phones", "'complaint' is no phone"),
    ('placement = "outdoor"', 'placement = "roof"', "slogans.placement", "is 'roof'"),
    (
        'english = "Ordinary", source',
        'english = "Ordinary", grounds = ["老年人"], source',
        "queue.classes",
        "no class open",
    ),
]


@pytest.mark.parametrize(("old", "new", "key", "problem"), REFUSED)
def test_a_broken_hall_is_refused_by_key_with_a_remedy(copied_rules, old, new, key, problem):
    rewrite(copied_rules / "halls" / "township.toml", old, new)
    with pytest.raises(RulebookError) as caught:
        load_hall("township")
    assert caught.value.file == "halls/township.toml"
    assert caught.value.key.endswith(key)
    assert problem in caught.value.problem
    assert caught.value.remedy in str(caught.value)


def test_an_unknown_hall_is_refused():
    with pytest.raises(RulebookError, match=r"halls/hamlet\.toml: file: is not there"):
        load_hall("hamlet")


OPEN = [
    ('code = "guotu", window = "w5"', 'code = "guotu"', {("no_window", "GT-01"), ("no_window", "GT-02")}),
    (
        'b = "dangyuan.b", quota = 2, duties = "受理',
        'quota = 2, duties = "受理',
        {("no_b", "GT-01"), ("no_b", "GT-02")},
    ),
    ('groups = ["guotu"]', "groups = []", {("no_post", "GT-01"), ("no_post", "GT-02")}),
    ('phone = "3570051", ', "", {("no_phone", "cunzhen.a")}),
    (
        'b = "dangyuan.b", quota = 2, duties = "受理',
        'b = "dangyuan.b", quota = 1, duties = "受理',
        {("over_quota", "p-cunzhen")},
    ),
    (
        'code = "tongji", department',
        'code = "bianzhi", department',
        {("no_department", "TJ-01"), ("unknown_group", "bianzhi")},
    ),
]


@pytest.mark.parametrize(("old", "new", "found"), OPEN)
def test_what_a_hall_leaves_open_is_listed(copied_rules, old, new, found):
    rewrite(copied_rules / "halls" / "township.toml", old, new)
    listed = defects(load_hall("township"), load_catalog())
    assert {(each.code, each.subject) for each in listed} == found
    assert all(each.sentence and each.remedy and each.source for each in listed)


def test_an_empty_window_is_listed(copied_rules):
    path = copied_rules / "halls" / "township.toml"
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if '"p-dangyuan"' not in line]
    path.write_text("\n".join(lines), encoding="utf-8")
    listed = {(each.code, each.subject) for each in defects(load_hall("township"), load_catalog())}
    assert ("empty_window", "w4") in listed
    assert ("no_post", "DY-01") in listed


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ('{ window = "w1", minutes = 30', '{ window = "w9", minutes = 30', "booking.windows"),
        ('{ window = "w1", minutes = 30', '{ window = "w2", minutes = 30', "booking.windows"),
        ('{ window = "w1", minutes = 30', '{ window = "w1", minutes = 0', "booking.windows[0].minutes"),
        ("days_ahead = 14", "days_ahead = 91", "booking.windows[0].days_ahead"),
        ('weekdays = ["2", "4"]', 'weekdays = ["8"]', "booking.windows[5].weekdays"),
        ("grace_minutes = 15", "grace_minutes = -1", "booking.grace_minutes"),
        ('{ code = "weak"', '{ code = "old"', "booking.classes"),
        ("warn_days = 14", "warn_days = 0", "roster.warn_days"),
    ],
)
def test_a_booking_table_that_cannot_be_meant_is_refused_by_name(copied_rules, old, new, named):
    rewrite(copied_rules / "halls" / "township.toml", old, new)
    with pytest.raises(RulebookError, match=named.replace("[", r"\[").replace("]", r"\]").replace(".", r"\.")):
        load_hall("township")
