"""One doubtful link or place that a person should decide (待复核事项)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from zhiquan.basics.words import Words


@dataclass(frozen=True, slots=True)
class Doubt:
    """A question for a person, with what the register would have done and why it did not.

    Args:
        id: stays the same while the question does: ``same_party:<hash>`` or ``place:<hash>``.
        kind: ``same_party``: are ``subject`` and ``value`` one party; ``place``: does the address lie at ``value``.
        subject: cleaned name, or the address as printed.
        value: the other name, or the code of the likeliest district or town; empty when there is no guess.
        shown: the value for people: the other name as printed, or the name of the place.
        score: 0 to 1.
        reason: why it is likely and why it is doubtful.
        rights: how many rights hang on it; the list is ordered by it.
    """

    id: str
    kind: Literal["same_party", "place"]
    subject: str
    value: str
    shown: str
    score: Decimal
    reason: Words
    rights: int
