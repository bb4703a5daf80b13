"""A place in a law by the names people know (法律依据的写法)."""

from __future__ import annotations

from dataclasses import dataclass

from zhiquan.basics.evidence import Citation
from zhiquan.basics.words import Words
from zhiquan.knowledge.catalogue import Knowledge


@dataclass(frozen=True, slots=True)
class CitePlace:
    """An instrument by name, and the place in it as printed (依据)."""

    instrument: str
    label: Words
    place: str


def cited(knowledge: Knowledge, cite: Citation) -> CitePlace:
    """A citation with the instrument's name; its id where no file of it is held."""
    if cite.instrument not in knowledge.ids("instruments"):
        return CitePlace("", Words(cite.instrument, cite.instrument), cite.place)
    return CitePlace(cite.instrument, knowledge.unchecked("instruments", cite.instrument).label, cite.place)
