"""The definitions that derivation reads, made ready once per process (推导所用定义)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial
from pathlib import Path

import numpy as np

from zhiquan.basics.errors import NotFound
from zhiquan.basics.words import Words
from zhiquan.kernels.spells import StatusModel
from zhiquan.knowledge.catalogue import Knowledge, load_knowledge
from zhiquan.knowledge.kinds import kind_of
from zhiquan.knowledge.legal_events import EventModel, LegalEvent, LegalStatus
from zhiquan.knowledge.status_words import Reading
from zhiquan.knowledge.terms import Term, TermStart, first_day_after
from zhiquan.knowledge.vocabulary import Vocabulary
from zhiquan.register.places import Place, read_place

RANKS = {"decision": 90, "office": 50, "gazette": 40, "tool": 30, "own": 20}
"""Standing of a source by its authority; of two that disagree, the higher wins, then the later learned."""


PLACE_READING = "1"
"""Number of the rule that reads addresses; a lake derived with another one is to be upgraded."""


@dataclass(frozen=True)
class Rules:
    """Legal-event model, terms, vocabularies and place names, as derivation uses them.

    Args:
        knowledge: the definitions.
        overlay: folder of the office's own, for what is read from code tables and district files.
    """

    knowledge: Knowledge
    overlay: Path | None = None

    @property
    def model(self) -> EventModel:
        """Events, statuses and what leads where."""
        return self.knowledge.event_model

    @cached_property
    def status_model(self) -> StatusModel:
        """The model as the kernel takes it."""
        model = self.model
        return StatusModel(
            transition=np.array(model.transition),
            single=np.array(model.single),
            term=model.event_code("term_end"),
            renewal=model.event_code("renewed"),
            compensation=model.event_code("term_compensated"),
            expiry=model.event_code("term_end"),
        )

    @cached_property
    def codes(self) -> dict[str, int]:
        """Code of each event."""
        return {event: code for code, event in enumerate(self.model.events)}

    @cached_property
    def effects(self) -> dict[str, str]:
        """The day each event takes effect: stated, announced, grant or due_day."""
        return {name: self.knowledge.get(LegalEvent, name).effective for name in self.model.events}

    @cached_property
    def groups(self) -> dict[str, str]:
        """Group of each status: pending, in_force or ended."""
        return dict(zip(self.model.statuses, self.model.groups, strict=True))

    @cached_property
    def event_to(self) -> dict[str, str]:
        """A status to the event that a bare status word then stands for."""
        found: dict[str, str] = {}
        for name in self.model.events:
            event = self.knowledge.get(LegalEvent, name)
            for move in event.moves:
                if not event.computed:
                    found.setdefault(move.to, name)
        return found

    def label(self, word: str) -> Words:
        """The name of a status or event of the model, in both languages; the word itself when it is neither."""
        for model in (LegalStatus, LegalEvent):
            if word in self.knowledge.ids(kind_of(model)):
                return self.knowledge.get(model, word).label
        return Words(word, word)

    @cached_property
    def _vocabulary(self) -> Vocabulary:
        return Vocabulary(self.knowledge)

    def read_word(self, tool: str, word: str) -> Reading | None:
        """What a tool's status word says; None when it is unknown or tells nothing."""
        return self._vocabulary.read(tool, word)

    @cached_property
    def _terms(self) -> dict[str, list[Term]]:
        found: dict[str, list[Term]] = {}
        for term in self.knowledge.all(Term):
            found.setdefault(term.right, []).append(term)
        return found

    def term_end(self, kind: str, days: dict[TermStart, date]) -> date | None:
        """First day after the legal term of a right; None without end, or when the kind has several terms."""
        terms = self._terms.get(kind, [])
        if len(terms) != 1 or terms[0].decided_by not in days:
            return None
        try:
            version = terms[0].at(days[terms[0].decided_by])
        except NotFound:
            return None
        if not any(start in days for start in version.from_event):
            return None
        return first_day_after(version, days)

    @property
    def read_place(self) -> Callable[[str], Place]:
        """The rule that places an address."""
        return partial(read_place, overlay=self.overlay)

    def digests(self) -> dict[str, str]:
        """Hash of the definitions, as a snapshot records it."""
        return {"knowledge": self.knowledge.digest(), "place_reading": PLACE_READING}


def load_rules(overlay: Path | None) -> Rules:
    """The shipped definitions with the office's own laid over them."""
    return Rules(load_knowledge(overlay=overlay), overlay)
