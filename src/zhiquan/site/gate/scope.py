"""How far a reader's sight of the register reaches (可见范围)."""

from __future__ import annotations

from zhiquan.register.browsing.scope import Scope
from zhiquan.site.gate.policy import May, Role
from zhiquan.site.gate.visitor import Visitor


def scope_of(visitor: Visitor) -> Scope:
    """What of the register a reader sees: everything, one party's rights, one town's, or nothing.

    The same scope is given to list, search, expand, count and export.
    """
    if not visitor.may(May.SEE_REGISTER):
        return Scope.nothing()
    if visitor.role is Role.ENTERPRISE:
        return Scope.of_party(visitor.party) if visitor.party else Scope.nothing()
    if visitor.role is Role.UNIT:
        return Scope.of_place(visitor.town) if visitor.town else Scope.nothing()
    return Scope.everything()
