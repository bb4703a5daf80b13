"""Columns of counts, told by their values where something sets them apart (计数列)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from zhiquan.register.intake.understanding import looks
from zhiquan.register.intake.understanding.profiles import Profile, Sure

FEWEST = 40
"""Counts that must be there before the shape of their spread tells anything."""

_FREE_CLAIMS = (10, 20)
"""Claims without a fee for each more: in China 10, in the United States 20; many applications stop there."""


def _claims_count(profile: Profile, known: Mapping[str, Profile]) -> float:
    """Whole numbers that stand at the last claim without a further fee far more often than anywhere else."""
    del known
    counts = [int(number) for text in profile.texts if looks.is_number(text) and (number := float(text)).is_integer()]
    if len(counts) < FEWEST or len(counts) < 0.98 * len(profile.texts) or not _are_of_claims(counts):
        return 0.0
    (most, often), *rest = Counter(counts).most_common(2)
    if most not in _FREE_CLAIMS or not rest or often < 1.8 * rest[0][1] or len(set(counts)) < 6:
        return 0.0
    share = often / len(counts)
    return min(0.4 + 0.4 * share, 0.6) if share >= 0.2 else 0.0


def _are_of_claims(counts: Sequence[int]) -> bool:
    """Hardly any is 0, which an unread text leaves, and none is large."""
    return counts.count(0) <= 0.05 * len(counts) and min(counts) >= 0 and max(counts) <= 500


COUNTS: Sequence[tuple[str, Sure]] = (("claims_count", _claims_count),)
"""The same for counts."""
