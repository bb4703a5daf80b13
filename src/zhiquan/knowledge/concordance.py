"""Concordances between the IPC and industries or technologies (分类参照关系表).

A patent touches a rule when one of its symbols is in a range of the rule and not in the exclusions of that
same row. Whether the rule's keywords are met is told apart and never mixed with touching by symbol alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Literal

from zhiquan.basics.errors import BadInput, NotFound
from zhiquan.basics.words import Words
from zhiquan.knowledge.concordance_index import Revision, Revisions, Route, RouteIndex, build_index
from zhiquan.knowledge.concordance_keywords import fold
from zhiquan.knowledge.concordance_rules import Rule, read_rules
from zhiquan.knowledge.ipc import ipc_scheme, normalise
from zhiquan.knowledge.tables_open import open_table

HitKind = Literal["ipc_only", "ipc_and_keywords", "ipc_but_keywords_unmet", "ipc_keywords_not_checkable"]

CONCORDANCES = ("sei", "green", "xinsanyang", "digital")
"""Names a concordance can be loaded by."""

_STRENGTH: dict[Revision, int] = {"none": 0, "moved": 1, "split": 2}


@dataclass(frozen=True, slots=True)
class Hit:
    """One patent touching one rule, with the reason (命中).

    Attributes:
        kind: ``ipc_only``: the rule has no keywords and the symbol decides; ``ipc_and_keywords``: keywords
            met; ``ipc_but_keywords_unmet``; ``ipc_keywords_not_checkable``: no text, or a condition that
            cannot be matched.
        via_revision: ``none``: the table names the place; ``moved``: its content moved there whole;
            ``split``: only part of it did, so a person decides.
        symbol: the patent's symbol, compact; pattern: the table's range that led to it.
        keywords: the words found, as the table writes them.
        coverage: see ``Rule``; a ``partial`` hit is a candidate for a person.
    """

    rule: str
    industry: str
    field: str
    kind: HitKind
    via_revision: Revision
    symbol: str
    pattern: str
    keywords: tuple[str, ...]
    coverage: str

    @property
    def needs_a_person(self) -> bool:
        """True when the hit must not be counted before somebody looked: split place or partial range."""
        return self.via_revision == "split" or self.coverage == "partial"


@dataclass(frozen=True, slots=True)
class Concordance:
    """One concordance, ready to be asked about many patents (参照关系表).

    Attributes:
        rules: by id, in the order of the document.
        is_complete: False when rows of the official document are known to be missing.
    """

    name: str
    rules: dict[str, Rule]
    is_complete: bool
    _index: RouteIndex
    _found: dict[str, tuple[tuple[str, Route], ...]] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def load(cls, name: str, overlay: Path | None = None, *, with_revisions: bool = True) -> Concordance:
        """The concordance of that name, kept for the life of the process (加载参照关系表).

        Args:
            name: one of ``CONCORDANCES``.
            overlay: the office's own data folder; its tables take the place of the shipped ones.
            with_revisions: also follow places that later editions of the IPC moved or divided.

        Raises:
            NotFound: there is no such concordance.
            BadDefinition: a table behind it is wrong.
        """
        return _load(name, overlay, with_revisions=with_revisions)

    def hits(self, ipcs: Sequence[str], text: str | None) -> tuple[Hit, ...]:
        """The rules a patent touches, one hit per rule, in the order of the document (命中的规则).

        Args:
            ipcs: the patent's symbols as registers print them. What is not an IPC symbol (a Locarno
                class of a design, a CPC-only Y symbol) touches nothing.
            text: title and abstract; None or blank when there is none.

        Returns:
            Per rule the strongest way: a place the table names before a moved one before a divided one.
            ``["G06F11/36"]`` does not touch rule 1.1-01 of ``sei``: its row takes 11/36 away.
        """
        best: dict[str, tuple[str, Route]] = {}
        for written in ipcs:
            for symbol, route in self._routes(written):
                held = best.get(route.rule)
                if held is None or _STRENGTH[route.via] < _STRENGTH[held[1].via]:
                    best[route.rule] = (symbol, route)
        folded = fold(text) if text and text.strip() else None
        return tuple(self._hit(rule, *best[rule], folded) for rule in self.rules if rule in best) if best else ()

    def _routes(self, written: str) -> tuple[tuple[str, Route], ...]:
        found = self._found.get(written)
        if found is None:
            found = self._found[written] = tuple(self._look_up(written))
        return found

    def _look_up(self, written: str) -> Iterator[tuple[str, Route]]:
        try:
            symbol = normalise(written)
        except BadInput:
            return
        for route in self._index.routes(symbol):
            yield symbol, route

    def _hit(self, rule_id: str, symbol: str, route: Route, folded: str | None) -> Hit:
        rule = self.rules[rule_id]
        kind, words = _judged(rule, folded)
        return Hit(rule_id, rule.industry, rule.field, kind, route.via, symbol, route.pattern, words, rule.coverage)


@cache
def _load(name: str, overlay: Path | None, *, with_revisions: bool) -> Concordance:
    if name not in CONCORDANCES:
        raise NotFound(
            Words(f"没有名为 {name} 的参照关系表", f"there is no concordance {name}"),
            remedy=Words("可用：" + "、".join(CONCORDANCES), "Use one of: " + ", ".join(CONCORDANCES)),
        )
    scheme = ipc_scheme(overlay)
    table, patterns = open_table(name, overlay), open_table(f"{name}_patterns", overlay)
    revisions = None
    if with_revisions:
        moves = open_table("ipc_revisions", overlay)
        revisions = Revisions(moves, scheme, written_in=patterns.sheet.ipc_edition)
    return Concordance(
        name,
        read_rules(table, open_table("concordance_labels", overlay)),
        table.sheet.complete,
        build_index(patterns, scheme, revisions),
    )


def _judged(rule: Rule, folded: str | None) -> tuple[HitKind, tuple[str, ...]]:
    if not rule.needs_keywords:
        return "ipc_only", ()
    if rule.keywords is None or folded is None:
        return "ipc_keywords_not_checkable", ()
    words = rule.keywords.met_in(folded)
    return ("ipc_but_keywords_unmet", ()) if words is None else ("ipc_and_keywords", words)
