"""Rules that look at a whole row: what a number means depends on the row it stands in (行规则)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, MutableMapping, Sequence
from functools import partial
from typing import Any, TypeAlias

from zhiquan.basics.numbers import normalise_application
from zhiquan.basics.words import Words
from zhiquan.knowledge.columns import heading_key
from zhiquan.knowledge.series_names import series_names, series_of
from zhiquan.register.intake.plan_rules import plan_rules
from zhiquan.register.intake.values import CellProblem
from zhiquan.register.intake.values.figures import unit_size
from zhiquan.register.intake.values.vocabularies import kind_word
from zhiquan.register.tables.records import RECORD_KINDS

Values: TypeAlias = MutableMapping[str, list[Any]]
"""Field to its values in a piece of rows."""

Problems: TypeAlias = dict[int, tuple[str, CellProblem]]
"""Place of a row to the field and problem for which it is left out."""

RowRule: TypeAlias = Callable[[Values, Problems, int], None]
"""Changes values or problems of a piece of rows in place."""

_LARGE_UNIT = re.compile(r"(?:千亿|百亿|十亿|亿|千万|百万|万|千|百)(元|人|户|件|家|个|美元|人民币)")

_EVERYBODY = frozenset(["总体", "全部", "合计", "总计", "全体", "综合", "总分", "平均", "all", "total", "overall"])
_NEW_FORM = len("202010566088.9")
PATENTS = frozenset(["invention_patent", "utility_model", "design_patent"])
_MISSING = Words("缺少必填内容：{}", "a needed value is missing: {}")


def rules_of(kind: str, *, right: str, needed: Sequence[str]) -> list[RowRule]:
    """The rules for rows of one kind, in the order they are asked.

    Args:
        kind: kind of row.
        right: kind of right of all rows, when the file tells.
        needed: fields that must not be empty.
    """
    if kind == "rights":
        return [
            _kind_in_form,
            partial(_right_kind, right=right),
            _numbers_by_kind,
            _patents_abroad,
            _foreign_numbers,
            _says_something,
        ]
    rules: list[RowRule] = [_series_of_group, _whole_units] if kind == "series" else []
    return [*rules, *plan_rules(kind), partial(_needed, kind=kind, needed=needed)]


def _series_of_group(values: Values, problems: Problems, count: int) -> None:
    """The score of one group of respondents is a series of its own, not another value of the whole survey's."""
    del problems
    names, groups = values.get("name"), values.get("group")
    if names is None or groups is None:
        return
    known = series_names()
    for place in range(count):
        name, group = names[place], groups[place]
        if name and group and heading_key(group) not in _EVERYBODY:
            label = known[name].label.zh if name in known else name
            names[place] = series_of(f"{label}（{group}）") or f"{label}（{group}）"


def _whole_units(values: Values, problems: Problems, count: int) -> None:
    """A figure in 万人 or 亿元 becomes one in 人 or 元, so that figures of one series compare."""
    del problems
    units, figures = values.get("unit"), values.get("value")
    if units is None or figures is None:
        return
    for place in range(count):
        found = _LARGE_UNIT.fullmatch(units[place] or "")
        if found and figures[place] is not None:
            figures[place] = (figures[place] * unit_size(units[place])).quantize(figures[place])
            units[place] = found[1]


def _kind_in_form(values: Values, problems: Problems, count: int) -> None:
    """In a list of mixed rights the column 类型 tells the kind, where no other column does."""
    del problems
    forms = values.get("form")
    if forms is not None:
        kinds = values.setdefault("kind", [None] * count)
        for place in range(count):
            if kinds[place] is None and forms[place]:
                kinds[place] = kind_word(forms[place])


def _numbers_by_kind(values: Values, problems: Problems, count: int) -> None:
    """A registration number that is a patent's application number is read as one, unless the row is of another kind."""
    del problems
    numbers = values.get("reg_no")
    if numbers is None:
        return
    applications = values.setdefault("app_no", [None] * count)
    for place in range(count):
        kind = _at(values, "kind", place)
        if numbers[place] and applications[place] is None and (kind is None or kind in PATENTS):
            found = normalise_application(numbers[place])
            if found and (kind is not None or len(found) == _NEW_FORM):
                applications[place] = found


def _right_kind(values: Values, problems: Problems, count: int, *, right: str) -> None:
    """Rows of a sheet of one kind of right are of that kind, unless a column says otherwise."""
    del problems
    if right:
        stated = values.get("kind", [None] * count)
        values["kind"] = [one or right for one in stated]


def _patents_abroad(values: Values, problems: Problems, count: int) -> None:
    """A patent of another office is an overseas patent, whatever the tool calls its kind."""
    del problems
    kinds = values.get("kind")
    if kinds is not None:
        for place in range(count):
            if kinds[place] in PATENTS and _is_abroad(values, place):
                kinds[place] = "overseas_patent"


def _foreign_numbers(values: Values, problems: Problems, count: int) -> None:
    """An application number that would be wrong for China is right where the row is about something else."""
    del count
    for place, (name, _) in list(problems.items()):
        if name == "app_no" and _is_elsewhere(values, place):
            del problems[place]


def _is_elsewhere(values: Mapping[str, list[Any]], place: int) -> bool:
    kind = _at(values, "kind", place)
    return (kind is not None and kind not in PATENTS) or _is_abroad(values, place)


def _is_abroad(values: Mapping[str, list[Any]], place: int) -> bool:
    """By the country stated, else by the letters its publication numbers begin with."""
    country = _at(values, "country", place)
    if country is not None:
        return bool(country != "CN")
    numbers = [number for name in ("pub_no", "grant_no") if (number := _at(values, name, place))]
    return any(re.match(r"(?!CN)[A-Z]{2}", number) for number in numbers)


def _says_something(values: Values, problems: Problems, count: int) -> None:
    """A row without a number, a name or a text is no right."""
    telling = [
        values[name]
        for name in (
            "app_no",
            "pub_no",
            "grant_no",
            "reg_no",
            "title",
            "abstract",
            "announcement",
            "holders",
            "title_en",
        )
        if name in values
    ]
    for place in range(count):
        if place not in problems and not any(column[place] for column in telling):
            problems[place] = ("title", _missing(Words("号码和名称都没有", "neither a number nor a name")))


def _needed(values: Values, problems: Problems, count: int, *, kind: str, needed: Sequence[str]) -> None:
    table = RECORD_KINDS[kind].table
    labels = {column.name: column.says for column in table.columns}
    for name in needed:
        column = values.get(name)
        for place in range(count):
            if place not in problems and (column is None or column[place] in (None, [])):
                problems[place] = (name, _missing(labels.get(name, Words(name, name))))


def _missing(what: Words) -> CellProblem:
    return CellProblem(
        "missing",
        "",
        Words(_MISSING.zh.format(what.zh), _MISSING.en.format(what.en)),
        Words("请补齐后重新导入该行。", "Fill it in and load the row again."),
    )


def _at(values: Mapping[str, list[Any]], name: str, place: int) -> Any:  # noqa: ANN401 - of the column's type
    column = values.get(name)
    return column[place] if column is not None else None
