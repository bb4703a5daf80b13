"""Whether a definition fits the others: citations, dates, names (交叉校验)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Protocol

from zhiquan.basics.errors import BadDefinition
from zhiquan.basics.words import Words
from zhiquan.knowledge.appraisals import Appraisal
from zhiquan.knowledge.definition_files import DefinitionFile, refusal
from zhiquan.knowledge.fee_tables import Relief
from zhiquan.knowledge.indicators import Indicator
from zhiquan.knowledge.instruments import Instrument
from zhiquan.knowledge.layouts import SheetLayout
from zhiquan.knowledge.legal_events import ANY, NONE, LegalEvent
from zhiquan.knowledge.plans import Plan
from zhiquan.knowledge.shapes import Cite, Definition, Grounded, Shape, Version
from zhiquan.knowledge.sheets import FigureSheet
from zhiquan.knowledge.status_words import StatusWords
from zhiquan.knowledge.strict_yaml import KeyPath


class Files(Protocol):
    """What the checks need to know of the other files."""

    def files(self, kind: str) -> dict[str, DefinitionFile]:
        """The files of one kind by id."""
        ...

    def unchecked(self, kind: str, id: str) -> Definition:  # noqa: A002
        """One definition as its own file tells it."""
        ...


def check_definition(known: Files, kind: str, definition: Definition) -> None:
    """Nothing when the definition fits the others.

    Raises:
        BadDefinition: it cites an instrument that is not there or was not in force, or names an id of
            another kind that is not there.
    """
    file = known.files(kind)[definition.id]
    for path, cite, day in _citations(definition, (), None):
        _check_citation(known, file, path, cite, day)
    for wanted, path, name in _names(definition):
        if name not in known.files(wanted):
            raise _dangling(file, path, wanted, name)


def _citations(value: object, path: KeyPath, day: date | None) -> Iterator[tuple[KeyPath, Cite, date | None]]:
    """Every citation below a value with its path and the first day it must stand on."""
    if isinstance(value, (tuple, list)):
        for place, item in enumerate(value):
            yield from _citations(item, (*path, place), day)
    if not isinstance(value, Shape):
        return
    day = value.from_ if isinstance(value, Version) else day
    if isinstance(value, Grounded):
        for place, cite in enumerate(value.cites):
            yield (*path, "cites", place), cite, day
    for name, field in type(value).model_fields.items():
        yield from _citations(getattr(value, name), (*path, field.alias or name), day)


def _check_citation(known: Files, file: DefinitionFile, path: KeyPath, cite: Cite, day: date | None) -> None:
    if cite.instrument not in known.files("instruments"):
        raise _dangling(file, (*path, "instrument"), "instruments", cite.instrument)
    instrument = known.unchecked("instruments", cite.instrument)
    stands = instrument.is_in_force(day) if day and isinstance(instrument, Instrument) else None
    if stands is False and not cite.transitional:
        raise refusal(
            file,
            (*path, "instrument"),
            Words(
                f"{day} 当日 {instrument.label.zh} 不在施行期内",
                f"{instrument.label.en} was not in force on {day}",
            ),
            value=cite.instrument,
            remedy=Words(
                "请引用当日有效的文件，或改版本的 from；过渡适用的写 transitional: true。",
                "Cite what was in force, change from, or mark the citation transitional: true.",
            ),
        )


def _names(definition: Definition) -> Iterator[tuple[str, KeyPath, str]]:
    """Every id of another kind that a definition names: kind, path, id."""
    for model, names in _NAMES.items():
        if isinstance(definition, model):
            yield from names(definition)


def _of_instrument(found: Instrument) -> Iterator[tuple[str, KeyPath, str]]:
    for place, period in enumerate(found.in_force):
        if period.replaced_by:
            yield "instruments", ("in_force", place, "replaced_by"), period.replaced_by


def _of_event(found: LegalEvent) -> Iterator[tuple[str, KeyPath, str]]:
    for place, move in enumerate(found.moves):
        yield "legal_statuses", ("moves", place, "to"), move.to
        for seat, status in enumerate(move.from_):
            if status not in (ANY, NONE):
                yield "legal_statuses", ("moves", place, "from", seat), status


def _of_words(found: StatusWords) -> Iterator[tuple[str, KeyPath, str]]:
    for word, reading in found.words.items():
        if reading.status:
            yield "legal_statuses", ("words", word, "status"), reading.status
        if reading.event:
            yield "legal_events", ("words", word, "event"), reading.event


def _of_relief(found: Relief) -> Iterator[tuple[str, KeyPath, str]]:
    for place, version in enumerate(found.versions):
        for seat, fee in enumerate(version.fees):
            yield "fees", ("versions", place, "fees", seat), fee


def _of_appraisal(found: Appraisal) -> Iterator[tuple[str, KeyPath, str]]:
    for place, version in enumerate(found.versions):
        for seat, item in enumerate(version.items):
            if item.indicator:
                yield "indicators", ("versions", place, "items", seat, "indicator"), item.indicator


def _of_sheet(found: FigureSheet) -> Iterator[tuple[str, KeyPath, str]]:
    for place, version in enumerate(found.versions):
        for part, section in enumerate(version.parts):
            for seat, row in enumerate(section.rows):
                if row.indicator:
                    path: KeyPath = ("versions", place, "parts", part, "rows", seat, "indicator")
                    yield "indicators", path, row.indicator


def _of_layout(found: SheetLayout) -> Iterator[tuple[str, KeyPath, str]]:
    for place, version in enumerate(found.versions):
        named = {
            "lines": [line.indicator for line in version.lines],
            "columns": [column.indicator for column in version.columns],
        }
        for part, ids in named.items():
            for seat, indicator in enumerate(ids):
                if indicator:
                    yield "indicators", ("versions", place, part, seat, "indicator"), indicator


def _of_plan(found: Plan) -> Iterator[tuple[str, KeyPath, str]]:
    named = {
        "targets": [goal.indicator for goal in found.targets],
        "relative": [goal.indicator for goal in found.relative],
        "milestones": [mark.indicator for mark in found.milestones],
    }
    for part, ids in named.items():
        for place, indicator in enumerate(ids):
            if indicator:
                yield "indicators", (part, place, "indicator"), indicator
    if found.instrument:
        yield "instruments", ("instrument",), found.instrument


def _of_indicator(found: Indicator) -> Iterator[tuple[str, KeyPath, str]]:
    for place, version in enumerate(found.versions):
        if version.numerator.setting:
            yield "parameters", ("versions", place, "numerator", "setting"), version.numerator.setting


_NAMES: dict[type[Definition], Callable[..., Iterator[tuple[str, KeyPath, str]]]] = {
    Instrument: _of_instrument,
    LegalEvent: _of_event,
    StatusWords: _of_words,
    Relief: _of_relief,
    Appraisal: _of_appraisal,
    FigureSheet: _of_sheet,
    SheetLayout: _of_layout,
    Plan: _of_plan,
    Indicator: _of_indicator,
}


def _dangling(file: DefinitionFile, path: KeyPath, kind: str, name: str) -> BadDefinition:
    return refusal(
        file,
        path,
        Words(f"{kind} 中没有 {name}", f"there is no {name} among {kind}"),
        value=name,
        remedy=Words(f"请改正编号，或补上 {kind}/{name}.yaml。", f"Correct it or add {kind}/{name}.yaml."),
    )
