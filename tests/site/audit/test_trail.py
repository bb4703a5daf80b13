"""The audit trail holds, and says where it does not."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhiquan.register.batches import Actor
from zhiquan.register.decisions import Decision, decide
from zhiquan.register.trail import broken_trail, leave_line, read_trail
from zhiquan.site.audit.actions import write_line
from zhiquan.site.audit.chain import Link, Said, breaks, hash_of
from zhiquan.site.audit.collecting import collect
from zhiquan.site.audit.models import Head, Line
from zhiquan.site.audit.queries import check_trail
from zhiquan.site.gate.policy import Role
from zhiquan.site.gate.visitor import Visitor
from zhiquan.site.office.house import House

CLERK = Visitor(Role.OFFICER, "clerk", "某人（演示）")
AT = datetime(2026, 11, 22, 9, tzinfo=UTC)


def chain_of(subjects: list[str]) -> list[Link]:
    links: list[Link] = []
    for number, subject in enumerate(subjects, start=1):
        said = Said(AT, "clerk", "officer", "site", "import.loaded", subject, {"n": number})
        previous = links[-1].hash if links else ""
        links.append(Link(number, said, previous, hash_of(number, said, previous)))
    return links


@given(st.lists(st.text(min_size=1, max_size=5), min_size=1, max_size=8), st.data())
def test_any_one_line_changed_or_taken_out_is_found(subjects: list[str], data: st.DataObject) -> None:
    links = chain_of(subjects)
    length, end = len(links), links[-1].hash
    assert breaks(links, length=length, end=end) == []
    place = data.draw(st.integers(0, len(links) - 1))
    one = links[place]
    said = Said(
        one.said.at, one.said.account, one.said.role, one.said.source, one.said.action, one.said.subject + "x", {}
    )
    changed = [*links[:place], Link(one.number, said, one.previous, one.hash), *links[place + 1 :]]
    assert [found.number for found in breaks(changed, length=length, end=end)] == [one.number]
    assert breaks([*links[:place], *links[place + 1 :]], length=length, end=end) != []


@given(st.lists(st.text(max_size=3), min_size=2, max_size=6))
def test_a_line_rewritten_with_a_fitting_hash_breaks_the_next(subjects: list[str]) -> None:
    links = chain_of(subjects)
    said = Said(AT, "nobody", "", "site", "import.loaded", "forged", {})
    forged = Link(1, said, "", hash_of(1, said, ""))
    found = breaks([forged, *links[1:]], length=len(links), end=links[-1].hash)
    assert [one.number for one in found] == [2]


@pytest.mark.django_db
def test_writes_of_the_command_line_are_in_the_trail_once(own_house: House) -> None:
    assert collect(own_house.lake) > 0
    assert collect(own_house.lake) == 0
    made = decide(
        own_house.register(),
        Decision("different_party", "演示甲公司", "演示乙公司", "演示：名称相近但不是一家"),
        actor=Actor("clerk", AT),
    )
    leave_line(own_house.lake.root, at=AT, by="clerk", action="export", subject="rights", detail={"rows": 3})
    assert collect(own_house.lake) == 2
    told = Line.objects.filter(source="register").order_by("number").last()
    assert told is not None
    assert (told.subject, told.account) == (made.snapshot, "clerk")
    assert check_trail(own_house.lake).is_whole


@pytest.mark.django_db
def test_a_write_to_the_register_nobody_recorded_is_named(own_house: House) -> None:
    collect(own_house.lake)
    Line.objects.filter(source="register").order_by("number").first()
    last = Line.objects.order_by("-number").first()
    assert last is not None
    subject = last.subject
    Head.objects.filter(id=1).update(number=last.number - 1, hash=last.previous)
    last.delete()
    found = check_trail(own_house.lake)
    assert [(one.kind, one.detail) for one in found.breaks] == [("unrecorded", subject)]


@pytest.mark.django_db
def test_a_changed_line_is_named_by_its_number(own_house: House) -> None:
    collect(own_house.lake)
    write_line("import.loaded", "batch-1", by=CLERK)
    number = Line.objects.count() - 1
    Line.objects.filter(number=number).update(account="somebody else")
    assert [one.number for one in check_trail(own_house.lake).breaks] == [number]


def test_a_line_of_the_commands_changed_on_disk_is_found(tmp_path: Path) -> None:
    root = tmp_path
    for number in range(3):
        leave_line(root, at=AT, by="clerk", action="export", subject=f"table{number}")
    assert broken_trail(root) == []
    file = root / "trail.jsonl"
    file.write_text(file.read_text("utf-8").replace("table1", "tableX"), "utf-8")
    assert broken_trail(root) == [2]


def test_a_line_cut_off_by_a_crash_was_never_left(tmp_path: Path) -> None:
    leave_line(tmp_path, at=AT, by="clerk", action="export", subject="rights")
    with (tmp_path / "trail.jsonl").open("a", encoding="utf-8") as handle:
        handle.write('{"at": "2026')
    leave_line(tmp_path, at=AT, by="clerk", action="export", subject="events")
    assert [one.subject for one in read_trail(tmp_path)] == ["rights", "events"]
    assert broken_trail(tmp_path) == []
