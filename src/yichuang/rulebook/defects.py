"""What a hall still has to settle: items nobody serves, posts without a stand-in (C-02, D4.3.6, D5.1.6)."""

from collections.abc import Iterator

from yichuang.rulebook.catalog_values import Catalog, Defect, ItemKind, ServiceItemRules
from yichuang.rulebook.hall_values import HallRules

_MATERIAL_KINDS = {ItemKind.INSTANT, ItemKind.PROMISED, ItemKind.FORWARDED}


def defects(hall: HallRules, catalog: Catalog) -> tuple[Defect, ...]:
    """List what hall and catalogue leave open, items first, then posts and people. An empty tuple means none.

    A defect does not stop the hall; it is shown until somebody settles it. Sentences are Chinese domain data.
    """
    found: list[Defect] = []
    for item in catalog.for_level(hall.level):
        if item.active:
            found.extend(_item_defects(hall, item))
    for group in hall.groups:
        if group.code not in {each.code for each in catalog.groups}:
            sentence = f"大厅的事项类别“{group.code}”不在事项目录中"
            found.append(Defect("unknown_group", group.code, sentence, "改正类别代码或在目录中增加该类别", "C-02"))
    found.extend(_hall_defects(hall))
    return tuple(found)


def _item_defects(hall: HallRules, item: ServiceItemRules) -> Iterator[Defect]:
    if not item.bases:
        yield Defect("no_basis", item.code, f"“{item.name}”没有办理依据", "在事项目录中补写依据", "D5.5.1")
    if item.kind in _MATERIAL_KINDS and not item.materials:
        yield Defect("no_materials", item.code, f"“{item.name}”没有材料清单", "在事项目录中补写材料", "D4.3.2")
    group = hall.group(item.group)
    if group is None:
        yield Defect("no_department", item.code, f"“{item.name}”没有承办部门", "在大厅资料中指定部门和窗口", "C-02")
        return
    if item.kind is ItemKind.INTERNAL:
        return
    if group.window is None:
        yield Defect("no_window", item.code, f"“{item.name}”没有受理窗口", "在大厅资料中指定窗口", "D4.3.6")
    post = hall.post_for(item.group)
    if post is None:
        yield Defect("no_post", item.code, f"“{item.name}”没有经办岗位", "设立岗位并指定A角、B角", "D5.1.6")
    elif post.b is None:
        yield Defect("no_b", item.code, f"“{item.name}”没有B角", f"为岗位“{post.name}”指定B角", "D5.1.6")


def _hall_defects(hall: HallRules) -> Iterator[Defect]:
    staffed = {post.window for post in hall.posts}
    for point in hall.points:
        if point.code not in staffed:
            yield Defect("empty_window", point.code, f"{point.name}没有岗位", "为窗口设立岗位", "D5.6.1")
    for post in hall.posts:
        present = sum(person.window == post.window for person in hall.staff)
        if present > post.quota:
            sentence = f"岗位“{post.name}”定员{post.quota}人，窗口现有{present}人"
            yield Defect("over_quota", post.code, sentence, "调整定员或人员", "D5.6.2")
    for person in hall.staff:
        if person.window is not None and not person.phone:
            yield Defect("no_phone", person.username, f"{person.name}没有公开电话", "补录电话", "D1.29")
