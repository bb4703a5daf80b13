"""The core's own answers to the question of a page, for comparing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from zhiquan.plan.duties import Progress, duties_on
from zhiquan.site.duties.asking import asked_by
from zhiquan.site.duties.keeping import measuring


@pytest.fixture
def core_duties() -> Callable[..., list[Progress]]:
    """A function that gives the default plan's duties straight from the core, on a day told."""

    def duties(asof: str = "") -> list[Progress]:
        asked = asked_by({"asof": asof} if asof else {})
        with measuring(asked) as (figures, units):
            return duties_on(asked.plan, figures, asked.day, units)

    return duties
