"""A definition as its page shows it: every value, version by version, with what it rests on (定义页)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from zhiquan.basics.errors import NotFound
from zhiquan.basics.words import Words
from zhiquan.knowledge.catalogue import Knowledge
from zhiquan.knowledge.indicators import Indicator, IndicatorVersion
from zhiquan.knowledge.kinds import KINDS
from zhiquan.knowledge.outline import Line, outline
from zhiquan.knowledge.plans import Plan
from zhiquan.knowledge.shapes import Definition, Shape, Version, Versioned
from zhiquan.site.portal.formulas import Use, formula_of, uses_of
from zhiquan.site.shell.speech import language_now, say
from zhiquan.site.shell.templatetags.zhiquan import quoted
from zhiquan.site.voice.citing import CitePlace, cited

PUBLIC = (
    "indicators", "parameters", "plans", "services", "appraisals", "sheets", "fees", "reliefs", "terms", "instruments",
    "holder_kinds", "industries",
)  # fmt: skip
"""Kinds of definitions that have a public page, in the order of the list."""

_CHINESE = re.compile("[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class LineShown:
    """One value with what it rests on (一行): ``value`` is marked Chinese where an English page quotes Chinese."""

    label: str
    value: str
    cites: tuple[CitePlace, ...]
    is_verified: bool
    source_note: str


@dataclass(frozen=True, slots=True)
class VersionShown:
    """One version (版本): its days, its formula for indicators, its lines."""

    first: date | None
    end: date | None
    is_now: bool
    first_is_verified: bool
    formula: Words | None
    lines: tuple[LineShown, ...]

    @property
    def anchor(self) -> str:
        """Its place on the page: ``from-2021-06-01``."""
        return f"from-{self.first}"


@dataclass(frozen=True, slots=True)
class DefinitionShown:
    """A definition's page (定义页)."""

    kind: str
    kind_label: Words
    id: str
    label: Words
    is_verified: bool
    is_own: bool
    is_demo: bool
    lines: tuple[LineShown, ...]
    versions: tuple[VersionShown, ...]
    uses: tuple[Use, ...]

    @property
    def is_grounded(self) -> bool:
        """True when some value outside the versions has a ground or is marked unverified."""
        return any(line.cites or not line.is_verified for line in self.lines)


def definition_shown(knowledge: Knowledge, kind: str, name: str, *, day: date, district: str) -> DefinitionShown:
    """One definition as it stands, for everybody.

    Raises:
        NotFound: there is none, it is of a kind without public pages, or a plan not confirmed yet.
    """
    if kind not in PUBLIC:
        raise _nothing(kind, name)
    found = knowledge.definition(kind, name)
    if isinstance(found, Plan) and found.status != "confirmed":
        raise _nothing(kind, name)
    plans = [one for one in knowledge.all(Plan) if one.status == "confirmed" and one.place == district]
    return DefinitionShown(
        kind=kind,
        kind_label=KINDS[kind].label,
        id=found.id,
        label=found.label,
        is_verified=found.is_verified,
        is_own=knowledge.files(kind)[name].is_own,
        is_demo=isinstance(found, Plan) and found.is_demo,
        lines=_lines(knowledge, found),
        versions=_versions(knowledge, found, day),
        uses=tuple(uses_of(name, plans)) if isinstance(found, Indicator) else (),
    )


@dataclass(frozen=True, slots=True)
class Listed:
    """One definition in the list (条目)."""

    id: str
    label: Words
    is_verified: bool


@lru_cache(maxsize=4)
def lists(knowledge: Knowledge) -> tuple[tuple[str, Words, tuple[Listed, ...]], ...]:
    """The definitions with public pages by kind; plans that are drafts are left out."""
    found = []
    for kind in PUBLIC:
        held = [knowledge.definition(kind, name) for name in knowledge.ids(kind)]
        shown = [one for one in held if not isinstance(one, Plan) or one.status == "confirmed"]
        listed = tuple(Listed(one.id, one.label, one.is_verified) for one in shown)
        found.append((kind, KINDS[kind].label, listed))
    return tuple(found)


def _versions(knowledge: Knowledge, found: Definition, day: date) -> tuple[VersionShown, ...]:
    if not isinstance(found, Versioned):
        return ()
    return tuple(_version(knowledge, found, version, day) for version in reversed(found.versions))


def _version(knowledge: Knowledge, found: Definition, version: Version, day: date) -> VersionShown:
    later = [one.from_ for one in found.versions if one.from_ > version.from_] if isinstance(found, Versioned) else []
    is_figure = isinstance(found, Indicator) and isinstance(version, IndicatorVersion)
    return VersionShown(
        first=version.from_,
        end=version.to or min(later, default=None),
        is_now=version.is_in_force(day) and not any(first <= day for first in later),
        first_is_verified=version.from_verified,
        formula=formula_of(found, version, knowledge) if is_figure else None,  # type: ignore[arg-type] # both checked
        lines=_lines(knowledge, version),
    )


def _lines(knowledge: Knowledge, part: Shape) -> tuple[LineShown, ...]:
    def name_of(kind: str, name: str) -> Words:
        return knowledge.definition(kind, name).label

    return tuple(_line(knowledge, one) for one in outline(part, name_of))


def _line(knowledge: Knowledge, line: Line) -> LineShown:
    return LineShown(
        label=_marked(line.label),
        value=_marked(line.value),
        cites=tuple(cited(knowledge, one.citation()) for one in line.cites),
        is_verified=line.is_verified,
        source_note=line.source_note,
    )


def _marked(words: Words) -> str:
    """The words in the page's language; Chinese on an English page is marked as quoted."""
    told = say(words)
    return quoted(told) if language_now() == "en" and _CHINESE.search(told) else told


def _nothing(kind: str, name: str) -> NotFound:
    return NotFound(
        Words("没有这项定义", "there is no such definition"),
        where={"kind": kind, "id": name},
        remedy=Words("到“数据与方法”看全部定义。", "See data and methods for all of them."),
    )
