"""Corporate groups follow from tools, branches and cores, and tie names without making them one party."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import factory
from zhiquan.register.batches import Register


@pytest.fixture
def made(tmp_path: Path) -> Register:
    return factory.register(tmp_path / "lake")


def held(serial: int, *names: str, standard: list[str] | None = None) -> dict[str, Any]:
    row: dict[str, Any] = {"app_no": factory.application(serial), "applicants": list(names)}
    return row | ({"standard_applicants": standard} if standard else {})


def groups(made: Register) -> set[tuple[str, str, str]]:
    return {(row["name"], row["label"], row["reason"]) for row in factory.rows_of(made, "party_groups")}


def test_a_tools_standard_applicants_go_with_the_applicants_in_their_place(made: Register) -> None:
    batch = factory.load(made, {"rights": [held(1, "甲 子公司", "乙公司", standard=["[丰田公司-C]", "乙公司"])]}).batch
    assert groups(made) == {("甲子公司", "丰田公司", "tool"), ("乙公司", "乙公司", "tool")}
    assert len(factory.rows_of(made, "parties")) == 2
    made.undo(batch, actor=factory.actor(2))
    assert groups(made) == set()


def test_the_label_given_most_often_counts_and_the_smallest_of_equals(made: Register) -> None:
    rows = [held(1, "甲公司", standard=["丙"]), held(2, "甲公司", standard=["乙"])]
    factory.load(made, {"rights": rows})
    assert groups(made) == {("甲公司", min("乙", "丙"), "tool")}
    more = factory.load(made, {"rights": [held(3, "甲公司", standard=["[丙]"]), held(4, "甲公司", standard=["[乙]-C"]),
                                          held(5, "甲公司", standard=["丙"])]}, day=2)  # fmt: skip
    assert groups(made) == {("甲公司", "丙", "tool")}
    made.undo(more.batch, actor=factory.actor(3))
    assert groups(made) == {("甲公司", min("乙", "丙"), "tool")}


def test_lists_of_other_lengths_tell_nothing(made: Register) -> None:
    factory.load(made, {"rights": [held(1, "甲公司", "乙公司", standard=["丙"])]})
    assert groups(made) == set()


def test_a_branch_and_its_enterprise_are_two_parties_of_one_group(made: Register) -> None:
    main, branch = "重庆甲乙化工有限公司", "重庆甲乙化工有限公司长寿分公司"
    factory.load(made, {"rights": [held(1, main), held(2, branch)]})
    assert len(factory.rows_of(made, "parties")) == 2
    assert groups(made) == {(branch, main, "branch")}
