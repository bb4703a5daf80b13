"""The one permission policy: what each role may see and do (权限规则)."""

from __future__ import annotations

from enum import StrEnum

from zhiquan.basics.words import Words


class Role(StrEnum):
    """A kind of reader (角色)."""

    PUBLIC = "public"
    ENTERPRISE = "enterprise"
    UNIT = "unit"
    OFFICER = "officer"
    HEAD = "head"
    LEADER = "leader"
    ANALYST = "analyst"
    OVERSIGHT = "oversight"
    ADMINISTRATOR = "administrator"


ROLE_WORDS: dict[Role, Words] = {
    Role.PUBLIC: Words("公众", "public"),
    Role.ENTERPRISE: Words("企业", "enterprise"),
    Role.UNIT: Words("镇街或部门", "town or department"),
    Role.OFFICER: Words("经办人", "officer"),
    Role.HEAD: Words("科室负责人", "head of section"),
    Role.LEADER: Words("领导", "leader"),
    Role.ANALYST: Words("分析员", "analyst"),
    Role.OVERSIGHT: Words("监督", "oversight"),
    Role.ADMINISTRATOR: Words("管理员", "administrator"),
}
"""What each role is called on screen."""


class May(StrEnum):
    """One thing a reader may do; an address asks for exactly one (许可)."""

    SEE_PUBLISHED = "see_published"
    """Published figures, their rows, clauses, services, questions and answers."""
    ASK = "ask"
    """Ask for a correction or complain, and read the answer by its number."""
    USE_DESK = "use_desk"
    """Enter the workbench."""
    SEE_OWN_ACCOUNT = "see_own_account"
    """The own account: password, second factor, sessions."""
    SEE_BOARD = "see_board"
    """The plan's board and figures as of now, before they are published."""
    SEE_REGISTER = "see_register"
    """Rights and parties, as far as the scope reaches."""
    WATCH = "watch"
    """Save searches of one's own, be told of new hits, collect in own lists, as far as the scope reaches."""
    SEE_ORIGIN = "see_origin"
    """The line of a file a value was read from."""
    SEE_DUTIES = "see_duties"
    """Duties, budget and scores, as far as the scope reaches."""
    SEE_ALL_DUTIES = "see_all_duties"
    """Duties of every unit."""
    PROVE = "prove"
    """Prove a duty from the register, as far as the scope reaches; object to the own score."""
    JUDGE_SCORES = "judge_scores"
    """Decide objections to scores; urge overdue duties."""
    SEE_BATCHES = "see_batches"
    """What was loaded, and how good it is."""
    IMPORT = "import"
    """Load files, correct rows, take batches back."""
    DECIDE = "decide"
    """Decide on links of parties, places and values."""
    MAKE_PLAN = "make_plan"
    """Read a plan document and take it into use."""
    PUBLISH = "publish"
    """Freeze a board for everybody to see."""
    ANSWER = "answer"
    """Answer what the public asked."""
    EXPORT = "export"
    """Take lists away as files."""
    VERIFY = "verify"
    """Recompute what was published; take its evidence."""
    SEE_AUDIT = "see_audit"
    """The audit trail and its check."""
    RUN_ACCOUNTS = "run_accounts"
    """Make, change and close accounts."""
    RUN_OFFICE = "run_office"
    """Settings and upkeep of the register, jobs of everybody."""


_EVERYBODY = frozenset({May.SEE_PUBLISHED, May.ASK, May.VERIFY})
_SIGNED_IN = _EVERYBODY | {May.USE_DESK, May.SEE_OWN_ACCOUNT}
_STAFF = _SIGNED_IN | {
    May.SEE_BOARD, May.SEE_REGISTER, May.WATCH, May.SEE_ORIGIN, May.SEE_DUTIES, May.SEE_ALL_DUTIES, May.SEE_BATCHES,
    May.EXPORT,
}  # fmt: skip
_OFFICER = _STAFF | {May.IMPORT, May.DECIDE, May.ANSWER, May.PROVE}

POLICY: dict[Role, frozenset[May]] = {
    Role.PUBLIC: _EVERYBODY,
    Role.ENTERPRISE: _SIGNED_IN | {May.SEE_REGISTER, May.WATCH, May.EXPORT},
    Role.UNIT: _SIGNED_IN | {May.SEE_BOARD, May.SEE_REGISTER, May.WATCH, May.SEE_DUTIES, May.EXPORT, May.PROVE},
    Role.OFFICER: _OFFICER,
    Role.HEAD: _OFFICER | {May.MAKE_PLAN, May.PUBLISH, May.JUDGE_SCORES},
    Role.LEADER: _STAFF | {May.PUBLISH},
    Role.ANALYST: _STAFF,
    Role.OVERSIGHT: _STAFF - {May.EXPORT} | {May.SEE_AUDIT},
    Role.ADMINISTRATOR: _SIGNED_IN | {May.SEE_AUDIT, May.RUN_ACCOUNTS, May.RUN_OFFICE},
}
"""What each role may do; a page, partial, export or job asks only here."""

SECOND_FACTOR = frozenset({Role.OFFICER, Role.HEAD, Role.LEADER, Role.ANALYST, Role.OVERSIGHT, Role.ADMINISTRATOR})
"""Roles that sign in with a time code besides the password."""


def roles_that(may: May) -> tuple[Role, ...]:
    """The roles that may do something, in order of the policy."""
    return tuple(role for role in Role if may in POLICY[role])
