"""The whole description, tried with made-up requests: no server error, no answer it does not state."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import schemathesis
from django.conf import settings as limits
from django.core.wsgi import get_wsgi_application
from django.test import override_settings
from hypothesis import HealthCheck, Phase, settings
from schemathesis.config import SchemathesisConfig
from schemathesis.core.result import Err

from deep import DEEP, times
from zhiquan.site.gate.policy import Role
from zhiquan.site.office.house import House

pytestmark = pytest.mark.django_db
IN_SHORT = [Role.PUBLIC, Role.ENTERPRISE, Role.OFFICER]
ROLES = list(Role) if DEEP else IN_SHORT
CONFIG: dict[str, Any] = {
    "seed": 20261122,
    # A day that has not come, or a vocabulary nobody has, is well-formed and still refused.
    "checks": {"positive_data_acceptance": {"expected-statuses": ["2xx", 401, 403, 404, 409, 413, 422, 429]}},
}
EXAMPLES = times(3, 6)


@pytest.mark.parametrize("role", ROLES)
def test_every_operation_keeps_to_its_description(
    role: Role, own_published: House, token_of: Callable[..., str]
) -> None:
    reach = {Role.ENTERPRISE: {"party": "party:none"}, Role.UNIT: {"town": "500115001"}}.get(role, {})
    headers = {"Authorization": token_of(role, **reach)} if role is not Role.PUBLIC else {}
    wrong: list[str] = []
    with override_settings(API_PER_MINUTE=dict.fromkeys(limits.API_PER_MINUTE, 10**9), ALLOWED_HOSTS=["*"]):
        config = SchemathesisConfig.from_dict(CONFIG)
        schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application(), config=config)
        for found in schema.get_all_operations():
            assert not isinstance(found, Err)
            wrong += _tried(found.ok(), headers)
    assert wrong == []


def _tried(operation: Any, headers: dict[str, str]) -> list[str]:
    """What fails when one operation is tried."""
    from hypothesis import given  # noqa: PLC0415 - beside what it decorates

    wrong: list[str] = []

    @settings(
        max_examples=EXAMPLES, deadline=None, derandomize=True, database=None, phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(case=operation.as_strategy())
    def tried(case: Any) -> None:
        try:
            case.call_and_validate(headers=headers)
        except schemathesis.errors.FailureGroup as failures:
            wrong.extend(f"{operation.label}: {one} {case.path_parameters} {case.query}" for one in failures.exceptions)

    tried()
    return wrong
