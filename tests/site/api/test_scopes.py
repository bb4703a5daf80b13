"""Scopes cover the policy: every permission is in one of them or named as never given to a token."""

from __future__ import annotations

from zhiquan.site.api.scopes import NEVER, SCOPES, allowed, scope_with, scopes_for
from zhiquan.site.gate.policy import POLICY, May, Role


def test_every_permission_is_in_one_scope_or_named_as_never() -> None:
    covered = [may for one in SCOPES.values() for may in one.mays]
    assert len(covered) == len(set(covered))
    assert set(covered) | NEVER == set(May), "add a new permission to SCOPES or NEVER in site/api/scopes.py"
    assert NEVER.isdisjoint(covered)


def test_a_token_never_may_more_than_its_role_even_with_every_scope() -> None:
    for role in Role:
        assert allowed(role, SCOPES) == POLICY[role] - NEVER
        assert allowed(role, []) == frozenset()


def test_a_token_may_only_what_its_scopes_cover() -> None:
    assert allowed(Role.OFFICER, ["register"]) == {May.SEE_REGISTER}
    assert allowed(Role.ENTERPRISE, ["register", "audit", "import"]) == {May.SEE_REGISTER}
    assert allowed(Role.OFFICER, ["everything", ""]) == frozenset()


def test_accounts_and_office_are_run_by_people() -> None:
    assert {May.RUN_ACCOUNTS, May.RUN_OFFICE, May.PUBLISH, May.DECIDE} <= NEVER
    assert scope_with(May.RUN_ACCOUNTS) == ""
    assert scope_with(May.SEE_REGISTER) == "register"


def test_people_are_offered_the_scopes_their_role_gains_by() -> None:
    assert {"audit", "jobs"} <= {one.name for one in scopes_for(Role.ADMINISTRATOR)}
    assert "register" not in {one.name for one in scopes_for(Role.ADMINISTRATOR)}
    assert "import" not in {one.name for one in scopes_for(Role.ENTERPRISE)}
