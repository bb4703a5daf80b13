"""Rules for rows of the plan's work: numbers left out, kinds told by words, what no score may read (规划行规则)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, MutableMapping, Sequence
from typing import Any, TypeAlias

from zhiquan.basics.words import Words
from zhiquan.knowledge.appraisal_words import barred_count, kind_of_input
from zhiquan.register.intake.values import CellProblem

Values: TypeAlias = MutableMapping[str, list[Any]]
Problems: TypeAlias = dict[int, tuple[str, CellProblem]]
PlanRule: TypeAlias = Callable[[Values, Problems, int], None]

_BARRED = Words("点击、登录、签到等计数不得作为考核依据", "clicks, logins and check-ins cannot be inputs")
_WAY_OUT = Words("请改填成果或佐证材料；该行不参与评分。", "State a result and its proof; the row counts for nothing.")

_NAMED_BY: Mapping[str, tuple[str, Sequence[str]]] = {
    "plans": ("item", ("clause", "indicator", "title", "text")),
    "duties": ("number", ("clause", "text")),
    "meetings": ("item", ("decision",)),
}
"""Kind to the number that tells its rows apart, and the columns that do when a file has none."""


def plan_rules(kind: str) -> list[PlanRule]:
    """The rules for rows of one kind of the plan's work, asked before needed values are looked for."""
    rules: Mapping[str, list[PlanRule]] = {
        "plans": [_kind_of_item, _words_of_item, _number_of("plans")],
        "organisations": [_number_by_name],
        "duties": [_number_of("duties")],
        "meetings": [_meeting_by_day, _number_of("meetings")],
        "appraisal_inputs": [_kind_of_input, _nothing_counted],
    }
    return rules.get(kind, [])


def _number_of(kind: str) -> PlanRule:
    """Rows without a number are known by what they say, so that the same list loaded again tells of the same rows."""
    name, telling = _NAMED_BY[kind]

    def rule(values: Values, problems: Problems, count: int) -> None:
        del problems
        numbers = values.setdefault(name, [None] * count)
        for place in range(count):
            said = [str(_at(values, column, place) or "") for column in telling]
            if not numbers[place] and any(said):
                numbers[place] = "~" + hashlib.blake2b("\x1f".join(said).encode(), digest_size=5).hexdigest()

    return rule


def _kind_of_item(values: Values, problems: Problems, count: int) -> None:
    """Where no column tells: a number makes a target, something to compare with a relative one, a day a milestone."""
    del problems
    kinds = values.setdefault("kind", [None] * count)
    for place in range(count):
        if kinds[place] is None:
            told = [("target", "value"), ("relative", "versus"), ("milestone", "by")]
            kinds[place] = next((kind for kind, name in told if _at(values, name, place) is not None), "clause")


def _words_of_item(values: Values, problems: Problems, count: int) -> None:
    """A row of a table of targets has no sentence: its heading or indicator stands for one."""
    del problems
    texts = values.setdefault("text", [None] * count)
    for place in range(count):
        texts[place] = texts[place] or _at(values, "title", place) or _at(values, "indicator", place)


def _number_by_name(values: Values, problems: Problems, count: int) -> None:
    """A unit without a number is known by its name."""
    del problems
    numbers = values.setdefault("number", [None] * count)
    values["number"] = [numbers[place] or _at(values, "name", place) for place in range(count)]


def _meeting_by_day(values: Values, problems: Problems, count: int) -> None:
    """A meeting without a number is known by its day, else by its name."""
    del problems
    numbers = values.setdefault("number", [None] * count)
    for place in range(count):
        held = _at(values, "held_on", place)
        numbers[place] = numbers[place] or (held.isoformat() if held else _at(values, "title", place))


def _kind_of_input(values: Values, problems: Problems, count: int) -> None:
    """Where no column tells, the item's words do; what a unit says of itself is a claim."""
    del problems
    kinds = values.setdefault("kind", [None] * count)
    for place in range(count):
        kinds[place] = kinds[place] or kind_of_input(_at(values, "item", place) or "")


def _nothing_counted(values: Values, problems: Problems, count: int) -> None:
    """A row whose item or rule counts clicks, logins or check-ins is left out."""
    for place in range(count):
        for name in ("item", "rule"):
            found = barred_count(_at(values, name, place) or "")
            if found and place not in problems:
                problems[place] = (name, CellProblem("barred_count", found, _BARRED, _WAY_OUT))


def _at(values: Mapping[str, list[Any]], name: str, place: int) -> Any:  # noqa: ANN401 - of the column's type
    column = values.get(name)
    return column[place] if column is not None else None
