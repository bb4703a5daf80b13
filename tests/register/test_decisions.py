"""A person's decision is kept, works at once, and goes with its batch."""

from __future__ import annotations

from pathlib import Path

import pytest

from factory import actor, application, digests, load, register, right, rows_of, said
from zhiquan.basics.errors import BadInput
from zhiquan.register.decisions import Decision, decide


def test_a_decided_value_wins_and_undoing_it_restores_the_stated_one(tmp_path: Path) -> None:
    made = register(tmp_path / "lake")
    load(made, {"rights": [{"app_no": application(1), "title": "旧"}]})
    before = digests(made)
    decided = decide(made, Decision("value", right(1), "新", "对照证书", field="title"), actor=actor(3))
    assert rows_of(made, "rights")[0]["title"] == "新"
    assert rows_of(made, "decisions")[0]["reason"] == "对照证书"
    made.undo(decided.batch, actor=actor(4))
    assert digests(made) == before


@pytest.mark.parametrize(
    ("decision", "word"),
    [
        (Decision("value", right(1), "昨天", "看过", field="filed_on"), "filed_on"),
        (Decision("value", right(1), "甲、乙", "看过", field="applicants"), "lists as"),
        (Decision("value", right(1), "x", "看过", field="batch"), "cannot be decided"),
        (Decision("value", right(1), "x", " ", field="title"), "reason"),
        (Decision("same_party", "甲", "甲 ", "看过"), "the same"),
    ],
)
def test_what_cannot_be_decided_is_refused_and_nothing_is_stored(decision: Decision, word: str, tmp_path: Path) -> None:
    made = register(tmp_path / "lake")
    before = made.home.current().id
    with pytest.raises(BadInput) as refused:
        decide(made, decision, actor=actor())
    assert word in said(refused)
    assert made.home.current().id == before
