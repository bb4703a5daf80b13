"""The audit chain goes on with another algorithm after a line that says so, and holds from first line to last."""

from __future__ import annotations

from typing import Any

import pytest

import factory
from zhiquan.basics.digests import hex_digest
from zhiquan.register.batches import Register
from zhiquan.register.publications import publication, publish
from zhiquan.site.audit.actions import write_line
from zhiquan.site.audit.chain import CHANGED_DIGEST
from zhiquan.site.audit.models import Head, Line
from zhiquan.site.audit.queries import check_trail
from zhiquan.site.gate.policy import Role
from zhiquan.site.gate.visitor import Visitor
from zhiquan.site.office.house import House

pytestmark = pytest.mark.django_db
CLERK = Visitor(Role.OFFICER, "clerk", "某人（演示）")


@pytest.fixture
def chain(own_house: House, settings: Any) -> House:
    """Three lines by SHA-256, three by SM3, two by SHA-256 again."""
    for file in own_house.lake.shelf.folder.glob("*.json"):
        file.unlink()
    for digest, lines in (("sha256", 3), ("sm3", 3), ("sha256", 2)):
        settings.DIGEST = digest
        for number in range(lines):
            write_line("import.loaded", f"{digest}-{number}", by=CLERK, detail={"n": number})
    return own_house


def told() -> list[tuple[str, str]]:
    return list(Line.objects.order_by("number").values_list("digest", "action"))


def test_each_line_names_its_algorithm_and_the_change_is_a_line(chain: House) -> None:
    one, change = "import.loaded", CHANGED_DIGEST
    assert told() == [
        ("sha256", one), ("sha256", one), ("sha256", one), ("sha256", change),
        ("sm3", one), ("sm3", one), ("sm3", one), ("sm3", change), ("sha256", one), ("sha256", one),
    ]  # fmt: skip
    checked = check_trail(chain.lake)
    assert checked.breaks == ()
    assert (checked.digest, checked.lines) == ("sha256", 10)


@pytest.mark.parametrize("number", range(1, 11))
@pytest.mark.parametrize("change", [
    {"subject": "forged"}, {"hash": "0" * 64}, {"digest": "sm3"}, {"digest": "sha256"}, {"action": "import.undone"},
])  # fmt: skip
def test_a_change_of_any_line_its_algorithm_included_is_found(
    chain: House, number: int, change: dict[str, Any]
) -> None:
    line = Line.objects.get(number=number)
    if all(getattr(line, name) == value for name, value in change.items()):
        return  # it says so already
    Line.objects.filter(number=number).update(**change)
    assert number in {one.number for one in check_trail(chain.lake).breaks}


def test_the_line_of_the_change_taken_out_is_found(chain: House) -> None:
    Line.objects.filter(number=4).delete()
    assert not check_trail(chain.lake).is_whole
    for number in range(5, 11):  # one by one: a database may update many in any order, where two have one number
        Line.objects.filter(number=number).update(number=number - 1)
    Head.objects.update(number=9)
    assert not check_trail(chain.lake).is_whole


def test_what_is_published_by_sm3_is_whole_and_by_sha256_stays_so(own_house: House) -> None:
    made = own_house.register()
    by, old = factory.actor(5), own_house.current()
    publish(made, id="old", what="demo", content={"n": 1}, actor=by, snapshot_id=old)
    other = Register(made.home, made.rules, memory=300, digest="sm3")
    publish(other, id="new", what="demo", content={"n": 2}, actor=by, snapshot_id=old)
    with factory.read(made) as reader:
        one, two = publication(reader, "old"), publication(reader, "new")
    assert (one.is_whole, two.is_whole) == (True, True)
    assert one.digest == "sha256:" + one.sha256
    assert two.digest == two.sha256 == "sm3:" + hex_digest(two.text.encode(), "sm3")
