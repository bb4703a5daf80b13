"""Whatever was loaded and taken back, the register is what the batches that stayed make it."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

import factory
from deep import times

Batch = tuple[dict[str, list[dict[str, Any]]], dict[str, Any]]

SERIALS = (1, 2, 3)
NAMES = ("重庆甲有限公司", "重庆 甲 有限公司", "重庆乙有限公司", "重庆丙（集团）有限公司")
CODES = ("915001150000000011", "915001150000000022", "915001150000000033")
PUBLICATIONS = {1: ("CN111639036A", "CN111639036B"), 2: ("CN111700000A", "CN111700000B"), 3: ("CN111800000A", None)}
ADDRESSES = ("重庆市演示路1号", "重庆市长寿区晏家街道演示路", None)
WORDS = ("授权", "未缴年费", "实质审查", "失效", "驳回", None)
DAYS = ("2020-03-01", "2021-05-06", "2022-07-08", None)


@st.composite
def patents(draw: st.DrawFn) -> dict[str, Any]:
    serial = draw(st.sampled_from(SERIALS))
    said = draw(st.sampled_from(["application", "publication", "both", "other"]))
    publication = draw(st.sampled_from([number for number in PUBLICATIONS[serial] if number]))
    owner = serial if said != "other" else draw(st.sampled_from(SERIALS))
    row: dict[str, Any] = {
        "app_no": factory.application(owner) if said != "publication" else None,
        "pub_no": publication if said != "application" else None,
        "title": draw(st.sampled_from(["电池", "钢材", None])),
        "region": draw(st.sampled_from(["500115", "", None])),
        "address": draw(st.sampled_from(ADDRESSES)),
        "status_word": draw(st.sampled_from(WORDS)),
    }
    names = draw(st.lists(st.sampled_from(NAMES), max_size=2, unique=True))
    row["applicants"] = names or None
    row["holder_codes"] = draw(st.lists(st.sampled_from(CODES), min_size=len(names), max_size=len(names))) or None
    row["ipc"] = draw(st.sampled_from([["H01M10/00", "C21D9/00"], ["C21D9/00"], None]))
    return row


@st.composite
def marks(draw: st.DrawFn) -> dict[str, Any]:
    return {
        "kind": "trademark",
        "reg_no": draw(st.sampled_from(["4409718", "4409719"])),
        "nice": draw(st.sampled_from([["31"], ["31", "29"], None])),
        "title": draw(st.sampled_from(["长寿沙田柚", "长寿湖"])),
        "holders": [draw(st.sampled_from(NAMES))],
        "holder_codes": draw(st.sampled_from([None, [CODES[0]], [CODES[1]]])),
        "status_word": draw(st.sampled_from([None, "注销", "撤销"])),
    }


def pledges() -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        {
            "number": st.sampled_from(["P1", "P2"]),
            "pledgor": st.sampled_from([*NAMES, None]),
            "region": st.sampled_from(["500115", None]),
        }
    )


def listed_parties() -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        {
            "code": st.sampled_from(CODES),
            "name": st.sampled_from(NAMES),
            "region": st.sampled_from(["500115", None]),
            "address": st.sampled_from(ADDRESSES),
        }
    )


@st.composite
def decisions(draw: st.DrawFn) -> dict[str, Any]:
    kind = draw(st.sampled_from(["value", "same_party", "same_party", "different_party", "place"]))
    number = draw(st.integers(1, 9))
    if kind == "place":
        address = draw(st.sampled_from([text for text in ADDRESSES if text]))
        return factory.decision(number, kind, address, draw(st.sampled_from(["500115001", "500102", "outside"])))
    if kind == "value":
        subject = draw(st.sampled_from([factory.right(1), "patent:CN111639036", "trademark:CN4409718/31"]))
        field, value = draw(st.sampled_from([("title", "人工名称"), ("applicants", f'["{NAMES[3]}"]')]))
        return factory.decision(number, kind, subject, value, field=field)
    one, other = draw(st.lists(st.sampled_from([*NAMES, *CODES]), min_size=2, max_size=2, unique=True))
    return factory.decision(number, kind, one, other)


@st.composite
def batches(draw: st.DrawFn) -> Batch:
    rows = {
        "rights": draw(st.lists(st.one_of(patents(), patents(), marks()), max_size=3)),
        "pledges": draw(st.lists(pledges(), max_size=1)),
        "registered_parties": draw(st.lists(listed_parties(), max_size=1)),
        "decisions": draw(st.lists(decisions(), max_size=1)),
    }
    origin = {
        "authority": draw(st.sampled_from(["office", "tool", "own"])),
        "day": draw(st.integers(1, 3)),
        "tool": draw(st.sampled_from(["incopat", "general"])),
    }
    if rows["decisions"]:
        origin["authority"] = "decision"
    return {kind: listed for kind, listed in rows.items() if listed}, origin


@settings(max_examples=times(6, 30), suppress_health_check=list(HealthCheck))
@given(made=st.lists(batches(), min_size=2, max_size=5), data=st.data())
def test_taking_batches_back_equals_never_having_loaded_them(made: list[Batch], data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as room:
        register = factory.register(Path(room) / "lake")
        fresh = factory.register(Path(room) / "fresh")
        _check(register, fresh, made, data)


def _check(register: Any, fresh: Any, made: list[Batch], data: st.DataObject) -> None:
    loaded: dict[str, Batch] = {}
    for rows, origin in made:
        loaded.setdefault(factory.load(register, rows, **origin).batch, (rows, origin))
    gone = data.draw(st.lists(st.sampled_from(sorted(loaded)), min_size=1, max_size=2, unique=True))
    for name in gone:
        register.undo(name, actor=factory.actor(9))
    kept = data.draw(st.permutations([batch for name, batch in loaded.items() if name not in gone]))
    for rows, origin in kept:
        factory.load(fresh, rows, **origin)
    undone, never = factory.digests(register), factory.digests(fresh)
    for name in factory.differing(undone, never):
        note(f"{name}: {factory.rows_of(register, name)} is not {factory.rows_of(fresh, name)}")
    assert factory.differing(undone, never) == []
    register.rebuild(actor=factory.actor(10))
    assert factory.differing(factory.digests(register), never) == []
