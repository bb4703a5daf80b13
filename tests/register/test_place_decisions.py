"""A person's decision on where an address lies: effect on rights, records and parties, and undoing it."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import factory
from zhiquan.basics.errors import BadInput
from zhiquan.register.batches import Loaded, Register
from zhiquan.register.decisions import Decision, decide

ADDRESS = "重庆市演示路1号"
COMPANY = "演示甲有限公司"
CODE = "915001150000000011"


@pytest.fixture
def made(tmp_path: Path) -> Register:
    register = factory.register(tmp_path / "lake")
    row = {"app_no": factory.application(1), "applicants": [COMPANY], "address": f"401220　{ADDRESS}"}
    factory.load(
        register,
        {
            "rights": [row | {"address": ADDRESS}, row | {"app_no": factory.application(2), "address": None}],
            "registered_parties": [{"code": CODE, "name": COMPANY, "address": "重庆市 演示路1号"}],
            "agencies": [{"number": "50001", "name": "演示代理所", "address": ADDRESS}],
        },
    )
    return register


def decided(made: Register, value: str, *, day: int = 3, address: str = ADDRESS) -> Loaded:
    return decide(made, Decision("place", address, value, "实地核对"), actor=factory.actor(day))


def placed(made: Register, name: str = "rights", serial: int = 1) -> Any:
    rows = factory.rows_of(made, name)
    return next(row for row in rows if name != "rights" or row["right"] == factory.right(serial))


def test_a_decision_places_rights_records_and_holders_at_the_address_and_undoing_it_restores_all(
    made: Register,
) -> None:
    before = factory.digests(made)
    batch = decided(made, "500115002").batch
    right = placed(made)
    assert (right["region"], right["town"]) == ("500115", "500115002")
    assert (right["place_score"], right["place_reason"]) == (Decimal(1), "decision")
    party = placed(made, "registered_parties")
    assert (party["region"], party["town"]) == ("500115", "500115002")
    assert placed(made, "agencies")["region"] == "500115"
    assert placed(made, serial=2)["region"] is None
    assert {row["region"] for row in factory.rows_of(made, "holders")} == {"500115", None}
    made.undo(batch, actor=factory.actor(4))
    assert factory.digests(made) == before


def test_a_decision_has_the_same_effect_after_a_rebuild_and_on_rows_loaded_later(made: Register) -> None:
    decided(made, "500115002")
    factory.load(made, {"rights": [{"app_no": factory.application(3), "address": f" {ADDRESS} "}]}, day=5)
    assert placed(made, serial=3)["town"] == "500115002"
    incremental = factory.digests(made)
    made.rebuild(actor=factory.actor(6))
    assert factory.differing(factory.digests(made), incremental) == []


def test_the_last_decision_on_an_address_counts(made: Register) -> None:
    decided(made, "500115002", day=3)
    later = decided(made, "outside", day=4, address="重庆市　演示路１号").batch
    assert (placed(made)["region"], placed(made)["place_reason"]) == (None, "decision")
    made.undo(later, actor=factory.actor(5))
    assert placed(made)["town"] == "500115002"


def test_a_decision_reaches_a_right_whose_address_a_person_decided(made: Register) -> None:
    value = factory.decision(1, "value", factory.right(2), ADDRESS, field="address")
    factory.decide(made, value, day=2)
    assert placed(made, serial=2)["region"] == "500000"
    before = factory.digests(made)
    batch = decided(made, "500115001").batch
    assert placed(made, serial=2)["town"] == "500115001"
    made.undo(batch, actor=factory.actor(5))
    assert factory.digests(made) == before


def test_a_value_decided_for_one_right_stands_above_a_decision_on_its_address(made: Register) -> None:
    decided(made, "500115002")
    factory.decide(made, factory.decision(1, "value", factory.right(1), "500102", field="region"), day=2)
    right = placed(made)
    assert (right["region"], right["town"], right["place_reason"]) == ("500102", None, "decision")


@pytest.mark.parametrize(
    ("subject", "value", "word"), [(ADDRESS, "599999", "no place has"), ("　", "500115", "missing")]
)
def test_a_code_no_place_has_and_an_empty_address_are_refused(
    made: Register, subject: str, value: str, word: str
) -> None:
    before = made.home.current().id
    with pytest.raises(BadInput) as refused:
        decided(made, value, address=subject)
    assert word in factory.said(refused)
    assert made.home.current().id == before
