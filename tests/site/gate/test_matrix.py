"""Every address and every role: the gate answers as the policy says, and no address stands outside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from deep import DEEP
from zhiquan.site.gate.policy import POLICY, SECOND_FACTOR, May, Role
from zhiquan.site.office.house import House

pytestmark = pytest.mark.django_db
IN_SHORT = [Role.PUBLIC, Role.ENTERPRISE, Role.UNIT, Role.OFFICER, Role.HEAD, Role.ADMINISTRATOR]
"""The long run takes every role; these differ most."""
EXAMPLES = {"int": "1", "str": "none-such", "slug": "none-such", "path": "none/such"}


def doors(patterns: list[URLPattern | URLResolver] | None = None) -> Iterator[URLPattern]:
    for one in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(one, URLResolver) and one.namespace:
            continue  # the API has a door and a matrix of its own: tests/site/api/test_matrix.py
        if isinstance(one, URLResolver):
            yield from doors(one.url_patterns)
        else:
            yield one


def address_of(door: URLPattern) -> str:
    route = str(door.pattern)
    for name, converter in door.pattern.converters.items():
        kind = type(converter).__name__.removesuffix("Converter").lower().replace("string", "str")
        route = route.replace(f"<{kind}:{name}>", EXAMPLES[kind]).replace(f"<{name}>", EXAMPLES["str"])
    return "/" + route


def test_every_address_has_a_permission_and_a_name() -> None:
    found = list(doors())
    assert len(found) > 40
    assert [str(one.pattern) for one in found if not isinstance(getattr(one.callback, "needs", None), May)] == []
    names = [one.name for one in found]
    assert None not in names
    assert len(names) == len(set(names))


def test_every_permission_is_given_to_somebody_and_asked_for_somewhere() -> None:
    given = {may for mays in POLICY.values() for may in mays}
    assert given == set(May)
    assert POLICY[Role.PUBLIC] <= set.intersection(*(set(mays) for mays in POLICY.values()))


def test_only_administrators_run_accounts_and_they_see_no_papers_of_the_office() -> None:
    assert [role for role in Role if May.RUN_ACCOUNTS in POLICY[role]] == [Role.ADMINISTRATOR]
    assert POLICY[Role.ADMINISTRATOR].isdisjoint({May.SEE_REGISTER, May.IMPORT, May.PUBLISH, May.DECIDE})
    assert set(Role) - {Role.PUBLIC, Role.ENTERPRISE, Role.UNIT} == SECOND_FACTOR


@pytest.mark.parametrize("role", list(Role) if DEEP else IN_SHORT)
def test_each_role_enters_where_the_policy_lets_it_and_nowhere_else(
    role: Role, client_of: Callable[..., Client], demo_house: House
) -> None:
    client = client_of(role)
    wrong = []
    for door in doors():
        may = door.callback.needs in POLICY[role]  # type: ignore[attr-defined] # set by the gate
        for method in ("get", "post"):
            if may and (method == "post" or door.name in {"sign-out"}):
                continue  # what a permitted writer may send is each page's own test
            answer = getattr(client, method)(address_of(door))
            sent_in = answer.status_code == 302 and answer["Location"].startswith("/sign-in/?next=")
            as_told = (
                (answer.status_code != 403 and not sent_in)
                if may
                else (sent_in if role is Role.PUBLIC else answer.status_code == 403)
            )
            if not as_told:
                wrong.append((door.name, method, answer.status_code))
    assert wrong == []
