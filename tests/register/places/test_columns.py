"""Many rows at once: decided value, decided address, stated, read."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pyarrow as pa

from zhiquan.register.places import decided_place, read_place
from zhiquan.register.places.columns import PlaceRule, placed

ADDRESS = "重庆市长寿区晏家街道演示路1号"


def one(
    region: str | None, town: str | None, address: str | None, *, decided: str | None = None, by_person: bool = False
) -> tuple[str | None, str | None, Decimal | None, str | None]:
    rule = PlaceRule(read_place, {} if decided is None else {ADDRESS: decided_place(decided)})
    texts = [pa.array([value], pa.string()) for value in (region, town, address)]
    found = placed(region=texts[0], town=texts[1], address=texts[2], is_decided=np.array([by_person]), rule=rule)
    return (found.region[0].as_py(), found.town[0].as_py(), found.score[0].as_py(), found.reason[0].as_py())


def test_an_address_fills_what_no_source_states() -> None:
    assert one(None, None, ADDRESS) == ("500115", "500115002", Decimal("0.98"), "district")
    assert one("", "", ADDRESS) == ("500115", "500115002", Decimal("0.98"), "district")
    assert one(None, None, None) == (None, None, None, None)
    assert one(None, None, "") == (None, None, None, None)


def test_what_a_source_states_wins_over_the_address() -> None:
    assert one("500102", None, ADDRESS) == ("500102", None, Decimal(1), "stated")
    assert one("500115", None, ADDRESS) == ("500115", "500115002", Decimal(1), "stated")
    assert one("500115", "500115001", ADDRESS) == ("500115", "500115001", Decimal(1), "stated")
    assert one(None, "500102011", ADDRESS) == ("500102", "500102011", Decimal(1), "stated")


def test_a_decided_address_wins_over_a_source_and_a_decided_value_over_both() -> None:
    decided = ("500115", "500115001", Decimal(1), "decision")
    assert one(None, None, ADDRESS, decided="500115001") == decided
    assert one("500102", None, ADDRESS, decided="500115001") == decided
    assert one(None, None, ADDRESS, decided="500115") == ("500115", None, Decimal(1), "decision")
    assert one(None, None, ADDRESS, decided="outside") == (None, None, Decimal(1), "decision")
    by_value = one("500102", None, ADDRESS, decided="500115001", by_person=True)
    assert by_value == ("500102", None, Decimal(1), "decision")


def test_the_decision_holds_for_every_spelling_of_the_address() -> None:
    assert one(None, None, f" {ADDRESS[:3]} {ADDRESS[3:]}", decided="500115001")[1] == "500115001"
