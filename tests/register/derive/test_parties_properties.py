"""Whatever order names, codes and decisions come and go in, parties are what a rebuild makes of those that stayed."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

import factory
from deep import times

NAMES = (
    "某某高新科技（重庆）有限公司",
    "某某高新科技(重庆)有限责任公司",
    "某某高新科技重慶有限公司",
    "某某高新科技（重庆）有限公司长寿分公司",
    "永兴机械厂",
    "永興机械厂",
    "王飞",
    "王 飛",
    "Goertek Inc.",
    "GOERTEK INC",
)
CODES = ("915001150000000011", "915001150000000022")
TABLES = {"parties", "party_links", "party_groups", "aliases"}
Batch = tuple[dict[str, list[dict[str, Any]]], dict[str, Any]]


@st.composite
def patents(draw: st.DrawFn) -> dict[str, Any]:
    names = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=2, unique=True))
    standard = st.lists(st.sampled_from(["[某某公司-C]", "某某公司", "永兴"]), min_size=len(names), max_size=len(names))
    codes = st.lists(st.sampled_from(CODES), min_size=len(names), max_size=len(names))
    return {
        "app_no": factory.application(draw(st.integers(1, 6))),
        "applicants": names,
        "region": draw(st.sampled_from(["500115", "500112", None])),
        "holder_codes": draw(st.one_of(st.none(), st.none(), codes)),
        "standard_applicants": draw(st.one_of(st.none(), standard)),
    }


def listed() -> st.SearchStrategy[dict[str, Any]]:
    row = {
        "code": st.sampled_from(CODES),
        "name": st.sampled_from(NAMES),
        "region": st.sampled_from(["500115", None]),
    }
    return st.fixed_dictionaries(row)


@st.composite
def decisions(draw: st.DrawFn) -> dict[str, Any]:
    pair = draw(st.lists(st.sampled_from([*NAMES, *CODES]), min_size=2, max_size=2, unique=True))
    kind = draw(st.sampled_from(["same_party", "different_party", "different_party"]))
    return factory.decision(draw(st.integers(1, 9)), kind, *pair)


@st.composite
def batches(draw: st.DrawFn) -> Batch:
    rows = {
        "rights": draw(st.lists(patents(), max_size=3)),
        "registered_parties": draw(st.lists(listed(), max_size=1)),
        "decisions": draw(st.lists(decisions(), max_size=2)),
    }
    origin = {"authority": draw(st.sampled_from(["office", "tool"])), "day": draw(st.integers(1, 3))}
    return {kind: given for kind, given in rows.items() if given}, origin


@settings(max_examples=times(8, 30), suppress_health_check=list(HealthCheck))
@given(made=st.lists(batches(), min_size=2, max_size=5), data=st.data())
def test_loading_and_taking_back_in_any_order_equals_a_rebuild(made: list[Batch], data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as room:
        register = factory.register(Path(room) / "lake")
        loaded: list[str] = []
        for rows, origin in made:
            if rows:
                name = factory.load(register, rows, **origin).batch
                loaded += [name] if name not in loaded else []
        gone = data.draw(st.lists(st.sampled_from(loaded), max_size=2, unique=True)) if loaded else []
        for name in gone:
            register.undo(name, actor=factory.actor(9))
        _check(register)


def _check(register: Any) -> None:
    before = {name: factory.rows_of(register, name) for name in TABLES}
    digests = factory.digests(register)
    register.rebuild(actor=factory.actor(10))
    differing = factory.differing(digests, factory.digests(register))
    for name in differing:
        note(f"{name}: {before.get(name)} is not {factory.rows_of(register, name)}")
    assert differing == []
    _check_links(before)


def _check_links(tables: dict[str, list[dict[str, Any]]]) -> None:
    """Every link leads to a party, every alias to a party, every party to a name."""
    parties = {row["party"] for row in tables["parties"]}
    assert {row["party"] for row in tables["party_links"]} == parties
    assert {row["id"] for row in tables["aliases"] if row["alias"].startswith("party:")} <= parties
    names = {row["name"] for row in tables["party_links"]}
    assert {row["name"] for row in tables["party_groups"]} <= names
