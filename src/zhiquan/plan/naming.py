"""Which indicator a plan's words mean (指标对应)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rapidfuzz import fuzz

from zhiquan.knowledge.catalogue import Knowledge
from zhiquan.knowledge.indicators import Indicator

_SURE = 100.0
_LIKELY = 85.0
_NOISE = re.compile(r"[\s“”\"'、,，（）()\[\]【】《》]+|^(?:力争|确保|实现|全区|全市|全县|全省|本区|我区)+")
_ENDS = re.compile(r"(?:达到|达|为|至|到)$")


@dataclass(frozen=True, slots=True)
class Meant:
    """An indicator a plan's words may mean; ``score`` is 0 to 100, and 100 only when a known name is used."""

    indicator: str
    name: str
    score: float

    @property
    def is_sure(self) -> bool:
        """True when the words are one of the indicator's own names."""
        return self.score >= _SURE


def indicator_meant(words: str, knowledge: Knowledge) -> Meant | None:
    """The indicator whose names are nearest to some words; None when none is near.

    ``全区万人发明专利拥有量`` is one of the names of ``invention_patents_per_10k`` once the district is left away.
    """
    wanted = bare(words)
    best: Meant | None = None
    for definition in knowledge.all(Indicator):
        for name in (definition.label.zh, *definition.names):
            own = bare(name)
            score = _SURE if own == wanted else min(fuzz.ratio(own, wanted), _SURE - 1)
            if best is None or score > best.score:
                best = Meant(definition.id, name, score)
    return best if best is not None and best.score >= _LIKELY else None


def bare(words: str) -> str:
    """Words without blanks, marks, the district in front and the verb behind."""
    return _ENDS.sub("", _NOISE.sub("", _NOISE.sub("", words)))
