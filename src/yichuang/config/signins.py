"""Sign-ins of the sample hall: one password of this installation alone, in a file only its owner reads."""

import os
from pathlib import Path

from django.conf import settings
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX, make_password

from yichuang.apps.organization.commands import one_time_password
from yichuang.apps.organization.models import Staff

SHOWN = (
    ("minzheng.a", "窗口工作人员 clerk at the window (A)"),
    ("minzheng.b", "窗口负责人 head of the window (B, reviews)"),
    ("minzheng.head", "部门负责人 head of the department (approves)"),
    ("office.b", "大厅办公室 hall office"),
    ("assessor", "考核人员 assessor (score sheets)"),
    ("leader.charge", "分管领导 leader in charge (second person)"),
    ("leader.principal", "主要领导 principal leader (extensions)"),
    ("admin.system", "系统管理员 accounts"),
    ("admin.security", "安全管理员 roles"),
    ("admin.audit", "审计管理员 audit trail"),
)


def path() -> Path:
    return settings.SITE / "demo-sign-ins.txt"


def nobody_can_sign_in() -> bool:
    """Whether this is a fresh sample hall, or one whose first start was cut off before it had a password."""
    return not Staff.objects.exclude(password__startswith=UNUSABLE_PASSWORD_PREFIX).exists()


def give_sample_people_a_password() -> None:
    """Sets one random password for every sample person and writes the sign-ins down. For demonstrations only."""
    password = one_time_password()
    Staff.objects.filter(sample=True).update(password=make_password(password), must_change_password=False)
    width = max(len(name) for name, _ in SHOWN)
    lines = [f"{name:<{width}}  {password}  {what}" for name, what in SHOWN]
    with os.fdopen(os.open(path(), os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")


def told() -> str:
    """The sign-ins as written down, empty when this is no demonstration."""
    return path().read_text(encoding="utf-8") if path().exists() else ""
