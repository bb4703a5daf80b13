"""Ten real documents with labels: headings, targets, traps; figures per document with ``-s``."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest

from plan.reading.scoring import Score, heading_score, labels_of, squeezed, target_score
from realdata import real_data
from zhiquan.plan.reading.contents import without_contents
from zhiquan.plan.reading.contract import as_contract
from zhiquan.plan.reading.lines import clean_lines, plain_lines
from zhiquan.plan.reading.reading import read_plan
from zhiquan.plan.reading.shapes import PlanText

HELD_OUT_BEFORE_TUNING = {"01": (0, 0, 0), "03": (7, 55, 32), "04": (7, 7, 8), "07": (3, 3, 3), "08": (5, 5, 5)}
"""Right, given and wanted targets of the five documents first read when the rules for the others were done."""


def texts() -> list[Path]:
    return sorted(real_data("plans").glob("*.txt"))


@pytest.fixture(scope="module")
def plans() -> dict[Path, PlanText]:
    return {file: read_plan(file) for file in texts()}


def test_the_heading_trees_are_right(plans: dict[Path, PlanText]) -> None:
    scores = {file: heading_score(plan, labels_of(file)) for file, plan in plans.items()}
    show("headings", scores)
    assert sum(scores.values(), Score()).f1 >= 0.98
    assert min(score.f1 for score in scores.values()) >= 0.95


def test_the_targets_are_right(plans: dict[Path, PlanText]) -> None:
    scores = {file: target_score(plan, labels_of(file)) for file, plan in plans.items()}
    show("targets", scores)
    # The rules hold no fitted number: a document left out scores what it scores here.
    # What five documents scored before anybody had looked at them:
    for name, (right, given, wanted) in HELD_OUT_BEFORE_TUNING.items():
        print(f"  held out, first sight: {name} F1 {Score(right, given, wanted).f1:.3f} ({right}/{given}/{wanted})")  # noqa: T201
    assert sum(scores.values(), Score()).f1 >= 0.90


def show(what: str, scores: dict[Path, Score]) -> None:
    total = sum(scores.values(), Score())
    print(f"\n{what}: all F1 {total.f1:.3f} ({total.right} right of {total.given} given, {total.wanted} wanted)")  # noqa: T201
    for file, score in scores.items():
        print(f"  {file.stem}: F1 {score.f1:.3f} ({score.right}/{score.given}/{score.wanted})")  # noqa: T201
        for line in (*(f"missed {one}" for one in score.missed), *(f"invented {one}" for one in score.invented)):
            print(f"    {line}")  # noqa: T201


def test_no_trap_is_taken_for_a_target(plans: dict[Path, PlanText]) -> None:
    for file, plan in plans.items():
        label = labels_of(file)
        wanted = {squeezed(one["text"]) for one in label["targets"]}
        for trap in map(squeezed, label["traps"]):
            inside = [one.text for one in plan.targets if trap in squeezed(one.text)]
            assert [text for text in inside if squeezed(text) not in wanted] == [], (file.name, trap)


def test_title_issuer_and_number_are_found(plans: dict[Path, PlanText]) -> None:
    for file, plan in plans.items():
        label = labels_of(file)
        assert squeezed(plan.title) == squeezed(label["title"]), file.name
        if label.get("document_number") and label["document_number"] in squeezed(file.read_text("utf-8")):
            assert plan.document_number == label["document_number"], file.name


def test_years_lists_and_bounds_agree_with_the_labels(plans: dict[Path, PlanText]) -> None:
    for file, plan in plans.items():
        for one in labels_of(file)["targets"]:
            key = (float(one["value"]), one["unit"], one["clause"])
            same = [target for target in plan.targets if (float(target.value), target.unit, target.clause) == key]
            assert any(target.bound == one.get("bound", "") for target in same), one["text"]
            assert any(target.approx == one.get("approx", False) for target in same), one["text"]
            assert any(target.strength == one.get("strength", target.strength) for target in same), one["text"]
            assert any(target.per == one.get("per", target.per) for target in same), one["text"]


def test_every_letter_of_the_body_belongs_to_one_clause(plans: dict[Path, PlanText]) -> None:
    for file, plan in plans.items():
        lines, _ = without_contents(clean_lines(plain_lines(file.read_text("utf-8"))))
        body = squeezed("".join(line.text for line in lines))
        assert squeezed("".join(clause.whole for clause in plan.clauses)) == body, file.name


def test_the_relative_targets_of_the_seed_plan_are_read(plans: dict[Path, PlanText]) -> None:
    found = missed = 0
    for file, plan in plans.items():
        for one in labels_of(file)["relative_targets"]:
            hit = any(
                (squeezed(one["text"]) in squeezed(given.text) or squeezed(given.text) in squeezed(one["text"]))
                and given.by == one["by"]
                for given in plan.relative
            )
            found, missed = found + hit, missed + (not hit)
    print(f"\nrelative targets: {found} of {found + missed}")  # noqa: T201
    assert found >= missed * 3


def test_the_contract_is_plain_json(plans: dict[Path, PlanText]) -> None:
    for plan in plans.values():
        out: dict[str, Any] = json.loads(json.dumps(as_contract(plan), allow_nan=False, ensure_ascii=False))
        assert list(out)[:5] == ["title", "headings", "targets", "relative", "duties"]
        keys = ["indicator", "value", "value_max", "unit", "cmp", "by", "clause", "text", "sure"]
        assert all(list(target)[:9] == keys for target in out["targets"])
        assert all(isinstance(target["by"], int | None) for target in out["targets"])
        assert all(0 <= target["sure"] <= 1 for target in out["targets"])


def test_what_is_taken_with_doubt_is_listed_as_unsure(plans: dict[Path, PlanText]) -> None:
    for file, plan in plans.items():
        doubtful = {(one.clause, one.value_text) for one in plan.targets if one.sure < 0.7}
        assert doubtful <= {(one.clause, one.value_text) for one in plan.unsure}, file.name
        for one in plan.unsure:
            assert squeezed(one.value_text) in squeezed(one.text)


def test_one_document_takes_well_under_two_seconds() -> None:
    longest = max(texts(), key=lambda file: file.stat().st_size)
    begun = time.perf_counter()
    read_plan(longest)
    assert time.perf_counter() - begun < 2
