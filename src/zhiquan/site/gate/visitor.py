"""Who reads: role, unit and party of the request's account (访问者)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, cast

from django.http import HttpRequest

from zhiquan.site.gate.policy import POLICY, May, Role


class HasRole(Protocol):
    """What the gate reads of an account."""

    username: str
    name: str
    role: str
    unit: str
    town: str
    party: str
    is_active: bool


@dataclass(frozen=True, slots=True)
class Visitor:
    """A reader as the gate knows them (访问者).

    Args:
        role: the role; everybody who is not signed in is ``Role.PUBLIC``.
        account: name of the account; empty for the public.
        name: name shown.
        unit: id of the unit of the organisation tree, of a town or department.
        town: code of the town whose rights a unit sees; empty for a department.
        party: id of the party an enterprise account acts for.
    """

    role: Role = Role.PUBLIC
    account: str = ""
    name: str = ""
    unit: str = ""
    town: str = ""
    party: str = ""

    def may(self, what: May) -> bool:
        """True when the policy lets this reader do it."""
        return what in POLICY[self.role]

    @property
    def is_public(self) -> bool:
        """True for readers without an account."""
        return self.role is Role.PUBLIC


def visitor_behind(account: HasRole) -> Visitor:
    """An account as the gate knows it."""
    return Visitor(Role(account.role), account.username, account.name, account.unit, account.town, account.party)


def visitor_of(request: HttpRequest) -> Visitor:
    """The reader behind a request; worked out once per request.

    An account that still owes its second factor or a new password is nobody until it has given it.
    """
    kept = getattr(request, "zhiquan_visitor", None)
    if isinstance(kept, Visitor):
        return kept
    user = getattr(request, "user", None)
    found = Visitor()
    if user is not None and user.is_authenticated and not getattr(request, "owes_factor", False):
        found = visitor_behind(cast("HasRole", user))
    request.zhiquan_visitor = found  # type: ignore[attr-defined] # Django requests take attributes
    return found
