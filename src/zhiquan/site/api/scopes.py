"""What a token may be allowed, in few words: each covers some permissions of the one policy (令牌权限)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from zhiquan.basics.words import Words
from zhiquan.site.gate.policy import POLICY, May, Role


@dataclass(frozen=True, slots=True)
class ScopeShown:
    """One scope as people choose it (权限项): its name in requests, what it is called, what it covers."""

    name: str
    label: Words
    mays: frozenset[May]


def _scope(name: str, label: Words, *mays: May) -> ScopeShown:
    return ScopeShown(name, label, frozenset(mays))


SCOPES: dict[str, ScopeShown] = {
    one.name: one
    for one in (
        _scope("published", Words("读已公布的内容", "read what is published"), May.SEE_PUBLISHED, May.VERIFY),
        _scope("ask", Words("提交更正与申诉", "send in corrections and complaints"), May.ASK),
        _scope("register", Words("读登记册（权利、主体）", "read the register: rights and parties"), May.SEE_REGISTER),
        _scope(
            "watch",
            Words("保存检索、读新命中、收进清单", "save searches, read their new hits, collect in own lists"),
            May.WATCH,
        ),
        _scope("origins", Words("读原始文件的行", "read lines of source files"), May.SEE_ORIGIN),
        _scope("board", Words("读未公布的看板与指标", "read board and figures before publication"), May.SEE_BOARD),
        _scope(
            "duties", Words("读任务、经费与考核", "read duties, budget and scores"), May.SEE_DUTIES, May.SEE_ALL_DUTIES
        ),
        _scope("prove", Words("用登记册的行证实任务", "prove duties by rows of the register"), May.PROVE),
        _scope("batches", Words("读导入批次与数据质量", "read batches and data quality"), May.SEE_BATCHES),
        _scope("import", Words("导入文件", "load files"), May.IMPORT),
        _scope("export", Words("把清单取作文件", "take lists as files"), May.EXPORT),
        _scope("questions", Words("读公众来件", "read what the public sent in"), May.ANSWER),
        _scope("jobs", Words("看自己的作业", "follow own jobs"), May.USE_DESK),
        _scope("audit", Words("读审计并校验", "read and check the audit trail"), May.SEE_AUDIT),
    )
}
"""Every scope; a permission is in one of them or in ``NEVER``."""

NEVER = frozenset(
    {
        *(May.SEE_OWN_ACCOUNT, May.DECIDE, May.MAKE_PLAN, May.PUBLISH),
        *(May.JUDGE_SCORES, May.RUN_ACCOUNTS, May.RUN_OFFICE),
    }
)
"""What no token may do: a person decides, publishes, adopts plans, and runs accounts and the office."""


def allowed(role: Role, scopes: Iterable[str]) -> frozenset[May]:
    """What a token may do: what its account's role may, as far as its scopes cover it; unknown scopes cover nothing."""
    covered = frozenset(may for name in scopes if name in SCOPES for may in SCOPES[name].mays)
    return (POLICY[role] & covered) - NEVER


def scopes_for(role: Role) -> list[ScopeShown]:
    """The scopes that would give an account of a role anything."""
    return [one for one in SCOPES.values() if POLICY[role] & one.mays]


def scope_with(may: May) -> str:
    """Name of the scope that covers a permission; empty when none does."""
    return next((one.name for one in SCOPES.values() if may in one.mays), "")
