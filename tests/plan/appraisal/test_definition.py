"""The formula as data: what it may rest on and what it refuses."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import get_args

import pytest

from zhiquan.basics.errors import BadDefinition
from zhiquan.knowledge.appraisals import Appraisal, EvidenceName
from zhiquan.knowledge.catalogue import load_knowledge
from zhiquan.knowledge.definition_files import SHIPPED
from zhiquan.plan.appraisal.evidence import EVIDENCE

SHIPPED_FORMULA = (SHIPPED / "appraisals" / "units.yaml").read_text("utf-8")
Refused = Callable[[str, str], str]


@pytest.fixture
def refused(tmp_path: Path) -> Refused:
    """What is said of the shipped formula with one text changed."""

    def said(old: str, new: str) -> str:
        assert old in SHIPPED_FORMULA
        folder = tmp_path / "appraisals"
        folder.mkdir()
        (folder / "units.yaml").write_text(SHIPPED_FORMULA.replace(old, new, 1), "utf-8")
        with pytest.raises(BadDefinition) as found:
            load_knowledge(overlay=tmp_path).get(Appraisal, "units")
        return found.value.to("en")

    return said


def test_every_name_of_evidence_has_its_function() -> None:
    assert set(EVIDENCE) == set(get_args(EvidenceName))


def test_the_shipped_formula_says_that_it_is_ours_and_adds_up_to_a_hundred() -> None:
    formula = load_knowledge().get(Appraisal, "units")
    assert not formula.is_verified
    (version,) = formula.versions
    assert version.kinds() == ("department", "town", "park")
    for kind in version.kinds():
        assert sum(weight for _, weight in version.weights(kind)) == Decimal(100)


def test_evidence_that_has_no_function_is_refused(refused: Refused) -> None:
    said = refused("evidence: duties_proved", "evidence: page_views")
    assert "duties_on_time" in said
    assert "units.yaml" in said


@pytest.mark.parametrize("name", ["平台登录次数", "点击量", "签到打卡", "转发点赞数", "daily logins"])
def test_clicks_logins_and_check_ins_cannot_be_items(refused: Refused, name: str) -> None:
    assert "cannot be inputs" in refused("names: [任务落实率,", f"names: [{name},")


def test_weights_that_do_not_add_up_are_refused(refused: Refused) -> None:
    assert "department add up to 99" in refused('{department: "15", town: "20", park: "20"}',
                                                '{department: "14", town: "20", park: "20"}')  # fmt: skip


def test_a_weight_below_zero_and_a_cap_of_zero_are_refused(refused: Refused) -> None:
    assert "positive" in refused('weights: {department: "15"}', 'weights: {department: "-15"}')


def test_a_bonus_without_a_cap_is_refused(refused: Refused) -> None:
    assert "cap" in refused('cap: "3"', 'cap: "0"')


def test_growth_needs_to_say_what_gives_all_points(refused: Refused) -> None:
    assert "full_at" in refused('        full_at: "5"\n', "")


def test_two_items_of_one_id_are_refused(refused: Refused) -> None:
    assert "same id" in refused("- id: duties_proved", "- id: duties_on_time")
