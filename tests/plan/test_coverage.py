"""Every clause of a plan with what serves it, and what nothing serves."""

from __future__ import annotations

import pytest

from zhiquan.basics.errors import BadDefinition
from zhiquan.knowledge.catalogue import load_knowledge
from zhiquan.knowledge.plans import Plan
from zhiquan.plan.coverage import coverage, served

KNOWLEDGE = load_knowledge()
CHANGSHOU = KNOWLEDGE.get(Plan, "changshou-2021-2025")


def test_every_clause_is_told_once_in_its_order() -> None:
    told = coverage(CHANGSHOU, KNOWLEDGE)
    assert [one.clause for one in told] == [clause.number for clause in CHANGSHOU.clauses]
    assert told[1].clause == "一"
    assert {one.id for one in told[1].served_by} >= {"invention_patents_per_10k", "pledge_amount"}


def test_all_text_of_a_clause_is_in_its_passages() -> None:
    for one in coverage(CHANGSHOU, KNOWLEDGE):
        assert "".join(part.text for part in one.passages) == one.text


def test_a_passage_is_served_by_what_serves_its_words() -> None:
    (clause,) = [one for one in coverage(CHANGSHOU, KNOWLEDGE) if one.clause == "四（三）"]
    (passage,) = [part for part in clause.passages if "专用标志企业运用比例" in part.text]
    assert ("indicator", "gi_mark_use_rate") in {(one.kind, one.id) for one in passage.served_by}


def test_promises_that_nothing_serves_stay_visible() -> None:
    bare = [part.text for one in coverage(CHANGSHOU, KNOWLEDGE) for part in one.promises if not part.served_by]
    assert any("双随机" in text for text in bare)


@pytest.mark.parametrize("plan", KNOWLEDGE.all(Plan), ids=lambda plan: plan.id)
def test_every_plan_shipped_names_only_what_exists(plan: Plan) -> None:
    assert coverage(plan, KNOWLEDGE)


@pytest.mark.parametrize("name", ["indicator:none_such", "register:none_such", "nothing", "mechanism:magic"])
def test_a_plan_that_names_what_is_not_there_is_refused(name: str) -> None:
    with pytest.raises(BadDefinition, match=name.partition(":")[0]):
        served(name, KNOWLEDGE, "changshou-2021-2025")
