"""How well a plan is read, measured against labels made by reading it (解读评分)."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from zhiquan.plan.reading.shapes import PlanText, Target

Label = dict[str, Any]


@dataclass(slots=True)
class Score:
    """Counts of one document or several: right, given by the reader, wanted by the labels."""

    right: int = 0
    given: int = 0
    wanted: int = 0
    missed: list[str] = field(default_factory=list)
    invented: list[str] = field(default_factory=list)

    @property
    def f1(self) -> float:
        """1 when nothing was wanted and nothing given."""
        return 2 * self.right / (self.given + self.wanted) if self.given + self.wanted else 1.0

    def __add__(self, other: Score) -> Score:
        return Score(self.right + other.right, self.given + other.given, self.wanted + other.wanted)


def labels_of(text_file: Path) -> Label:
    """The labels beside a text."""
    label: Label = json.loads(text_file.with_suffix(".targets.json").read_text("utf-8"))
    return label


def squeezed(text: str) -> str:
    """Without white space, so that wrapped lines compare equal."""
    return re.sub(r"\s+", "", text)


def heading_score(plan: PlanText, label: Label) -> Score:
    """Headings with level, number and text right."""
    given = Counter((one.level, one.number, squeezed(one.text)) for one in plan.headings)
    wanted = Counter((one["level"], one["number"], squeezed(one["text"])) for one in label["headings"])
    right = given & wanted
    return Score(
        right.total(),
        given.total(),
        wanted.total(),
        [str(key) for key in (wanted - right)],
        [str(key) for key in (given - right)],
    )


def target_score(plan: PlanText, label: Label) -> Score:
    """Targets with value, top of range, unit, year and comparison right, in the same words of the same clause."""
    left = list(label["targets"])
    score = Score(wanted=len(left))
    for target in plan.targets:
        hit = next((one for one in left if _is_hit(target, one)), None)
        if hit is not None:
            left.remove(hit)
            score.right += 1
        elif any(_near(target.text, one["text"]) for one in label["optional"]):
            continue
        else:
            score.invented.append(
                f"{target.clause} {target.text} = {target.value} {target.unit} {target.cmp} {target.by}"
            )
        score.given += 1
    score.missed = [
        f"{one['clause']} {one['text']} = {one['value']} {one['unit']} {one['cmp']} {one['by']}" for one in left
    ]
    return score


def _is_hit(target: Target, label: Label) -> bool:
    top = float(target.value_max) if target.value_max is not None else None
    return (
        float(target.value) == float(label["value"])
        and top == label.get("value_max")
        and (target.unit, target.by, target.cmp) == (label["unit"], label["by"], label["cmp"])
        and target.clause == label["clause"]
        and _near(target.text, label["text"])
    )


def _near(one: str, other: str) -> bool:
    """Whether two clauses are the same words, one perhaps with an opening more."""
    left, right = squeezed(one), squeezed(other)
    if left in right or right in left:
        return True
    shared = SequenceMatcher(None, left, right, autojunk=False).find_longest_match()
    return shared.size >= 0.6 * min(len(left), len(right))
