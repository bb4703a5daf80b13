"""The accounts of the made-up district, one for each role (演示账号)."""

from __future__ import annotations

from dataclasses import dataclass

from axes.utils import reset
from django.db import transaction

from zhiquan.site.accounts.models import Account
from zhiquan.site.audit.actions import write_line
from zhiquan.site.gate.policy import Role
from zhiquan.site.gate.visitor import Visitor

PASSWORD = "Demo-2026-zhiquan"  # noqa: S105 - accounts of a made-up district on this machine


@dataclass(frozen=True, slots=True)
class Cast:
    """Whom the made-up accounts act for: ids found in the demo register."""

    party: str
    unit: str
    town: str


@transaction.atomic
def make_demo_accounts(cast: Cast) -> list[Account]:
    """One account for each role, all with ``PASSWORD``; existing ones are set back.

    They need no second factor, so that a visitor gets in; the pages say so.
    """
    told = {
        "officer": (Role.OFFICER, "经办人甲（演示）", "知识产权科"),
        "head": (Role.HEAD, "科长乙（演示）", "知识产权科"),
        "leader": (Role.LEADER, "分管领导丙（演示）", ""),
        "analyst": (Role.ANALYST, "分析员丁（演示）", "知识产权科"),
        "unit": (Role.UNIT, "镇街干部戊（演示）", ""),
        "enterprise": (Role.ENTERPRISE, "企业联系人己（演示）", ""),
        "oversight": (Role.OVERSIGHT, "监督员庚（演示）", ""),
        "admin": (Role.ADMINISTRATOR, "管理员辛（演示）", ""),
    }
    made = []
    for username, (role, name, section) in told.items():
        account = Account.objects.filter(username=username).first() or Account(username=username, is_demo=True)
        if not account.is_demo:
            continue  # somebody's own account of that name stays as it is
        account.role, account.name, account.section = role.value, name, section
        account.unit = cast.unit if role is Role.UNIT else ""
        account.town = cast.town if role is Role.UNIT else ""
        account.party = cast.party if role is Role.ENTERPRISE else ""
        account.is_demo, account.is_active, account.must_change_password = True, True, False
        account.set_password(PASSWORD)
        account.save()
        reset(username=username)
        made.append(account)
    write_line("account.demo_made", "demo", by=Visitor(account="zhiquan"))
    return made
