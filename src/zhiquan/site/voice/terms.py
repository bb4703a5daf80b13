"""Time limits and measured times of each kind of question, for the form (来件时限)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from zhiquan.basics.words import Words
from zhiquan.knowledge.catalogue import Knowledge
from zhiquan.site.voice.clock import service_of
from zhiquan.site.voice.queries import Measured
from zhiquan.site.voice.words import KINDS


@dataclass(frozen=True, slots=True)
class KindTerm:
    """One kind of question with its promise and what it took so far (时限与实际用时)."""

    kind: str
    label: Words
    service: str
    within: Words | None
    measured: Measured | None


def terms_of(knowledge: Knowledge, day: date, measured: Mapping[str, Measured]) -> list[KindTerm]:
    """Every kind of question in order."""
    found = []
    for kind, label in KINDS.items():
        service = service_of(knowledge, kind)
        within = service.at(day).within
        found.append(KindTerm(kind, label, service.id, within.words if within else None, measured.get(kind)))
    return found
