"""The town an address names once its district is known."""

from __future__ import annotations

import pytest

from zhiquan.register.places.towns import town_in


def town(text: str) -> tuple[str, bool] | None:
    found = town_in(text, 0, code="500115", overlay=None)
    return None if found is None else (found.code[-3:], found.is_alone)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("晏家街道演示路", ("002", True)),
        ("晏家演示路", ("002", True)),
        ("演示路晏家", None),  # a short name counts right after the district only
        ("演示路晏家街道", ("002", True)),
        ("晏家大道", None),
        ("晏家工业园演示路", None),
        ("晏家组团", None),
        ("经开区晏家演示路", ("002", True)),  # or right after a zone
        ("向阳路", ("001", True)),
        ("葛兰镇向阳路", ("132", True)),
        ("晏家街道凤城街道", ("002", False)),
        ("双龙镇路", None),
        ("", None),
    ],
)
def test_full_names_count_anywhere_and_short_ones_in_their_place(text: str, found: tuple[str, bool] | None) -> None:
    assert town(text) == found


def test_a_district_without_towns_has_none() -> None:
    assert town_in("景山街道", 0, code="110101", overlay=None) is None
