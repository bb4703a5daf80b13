"""A draft holds what was read, reads back, and says what is to be checked."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from factory import said
from realdata import real_data
from zhiquan.basics.errors import BadInput
from zhiquan.knowledge.catalogue import load_knowledge
from zhiquan.knowledge.plans import Plan
from zhiquan.plan.adopting import read_draft, rows_of
from zhiquan.plan.drafting import DraftWishes, draft
from zhiquan.plan.naming import indicator_meant
from zhiquan.plan.reading.reading import read_plan, read_plan_text

KNOWLEDGE = load_knowledge()
FILES = (
    "00-changshou",
    "01-chuangxinjucuo",
    "02-cqdianshang",
    "03-cqnongye",
    "04-gxxinneng",
    "05-huanbao125",
    "06-nongjihua",
    "07-tiyujingsai",
    "08-wufeichengshi",
    "09-zhijiao20",
)
PERIOD = (date(2021, 1, 1), date(2025, 12, 31))


def written(folder: Path, name: str, text: str) -> Plan:
    """The draft of a document's text, written and read back."""
    read = read_plan_text(text)
    file = folder / f"{name}.yaml"
    file.write_text(draft(read, DraftWishes("500115", name, PERIOD), KNOWLEDGE), "utf-8")
    return read_draft(file)


@pytest.mark.parametrize("name", FILES)
def test_every_plan_document_becomes_a_draft_that_reads_back(name: str, tmp_path: Path) -> None:
    read = read_plan(real_data(f"plans/{name}.txt"))
    file = tmp_path / f"{name}.yaml"
    file.write_text(draft(read, DraftWishes("500115", name, PERIOD), KNOWLEDGE), "utf-8")
    plan = read_draft(file)
    assert plan.status == "draft"
    assert [target.value for target in plan.targets] == [target.value for target in read.targets]
    assert [clause.title for clause in plan.clauses][1:] == [clause.title for clause in read.clauses][1:]
    assert len(rows_of(plan)["plans"]) == 1 + len(plan.clauses) + len(plan.targets) + len(plan.relative)


def test_the_shipped_plan_is_what_the_reader_makes_of_its_document() -> None:
    read = read_plan(real_data("plans/00-changshou.txt"))
    shipped = KNOWLEDGE.get(Plan, "changshou-2021-2025")
    assert [(one.value, one.cmp, one.clause) for one in shipped.targets] == [
        (one.value, one.cmp, one.clause) for one in read.targets
    ]
    meant = [indicator_meant(one.indicator, KNOWLEDGE) for one in read.targets]
    assert [one.indicator if one else "" for one in meant] == [one.indicator for one in shipped.targets]


def test_words_that_are_a_name_tie_a_target_and_near_ones_are_a_remark(tmp_path: Path) -> None:
    text = "一、目标\n到2025年，万人发明专利拥有量达到20件，万人发明专利拥有数量达到21件。"
    plan = written(tmp_path, "near", text)
    assert [target.indicator for target in plan.targets] == ["invention_patents_per_10k", ""]
    assert "invention_patents_per_10k" in (tmp_path / "near.yaml").read_text("utf-8").partition("id:")[0]


def test_a_document_without_a_period_asks_for_one() -> None:
    read = read_plan_text("一、目标\n拥有量达到20件。")
    with pytest.raises(BadInput) as refused:
        draft(read, DraftWishes("500115", "x"), KNOWLEDGE)
    assert "--from" in said(refused)


def test_an_average_named_is_what_a_relative_goal_compares_with(tmp_path: Path) -> None:
    plan = written(tmp_path, "average", "一、目标\n到2025年，每万人高价值发明专利达全市平均水平。")
    (goal,) = plan.relative
    assert (goal.indicator, goal.versus) == ("high_value_patents_per_10k", "city_average")
