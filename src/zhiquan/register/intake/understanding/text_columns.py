"""Columns of titles and longer texts, told by their values (文本列)."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence

from zhiquan.register.intake.understanding import looks
from zhiquan.register.intake.understanding.profiles import ENOUGH, Profile, Sure

_CLAIM = re.compile(
    r"其特征(?:在于|是|为)|特征在于|(?:as claimed in|according to) claim|^\s*1\s*[.、．]", re.IGNORECASE
)
_ABSTRACT = re.compile(
    r"(?:本|该|此)(?:发明|实用新型|公开|申请|专利|外观设计|方案|文)|公开了|提供了|涉及|提出了|包括|"
    r"\b(?:invention|disclos|embodiment|provid|includ|method|apparatus|system|comprising)",
    re.IGNORECASE,
)
_DATED = re.compile(r"(?:19|20)\d{2}[-./年]\d{1,2}[-./月]\d{1,2}")
_EVENT = re.compile(
    r"公开|授权|实质审查|生效|终止|转移|驳回|撤回|放弃|届满|entry into force|publication|grant|examination",
    re.IGNORECASE,
)
_LATIN = re.compile(r"^[\x20-\x7e\u2010-\u2027\u00a0-\u024f]+$")
_DIGITS = re.compile(r"\d{5}")


def _events(profile: Profile, known: Mapping[str, Profile]) -> float:
    del known
    if profile.length < 14 or profile.matching(_DATED) < ENOUGH:
        return 0.0
    return 0.6 if profile.matching(_EVENT) >= ENOUGH else 0.0


def _claims(profile: Profile, known: Mapping[str, Profile]) -> float:
    del known
    return 0.6 if profile.share(looks.is_long) >= ENOUGH and profile.matching(_CLAIM) >= 0.7 else 0.0


def _abstract(profile: Profile, known: Mapping[str, Profile]) -> float:
    """Paragraphs that say what an invention discloses; of several the one of an abstract's length, in Chinese first."""
    del known
    if profile.share(looks.is_long) < ENOUGH or profile.matching(_ABSTRACT) < 0.6 or profile.length > 1_500:
        return 0.0
    nearness = abs(math.log(profile.length / 250))
    return max(0.55 - 0.05 * nearness, 0.4) - (0.0 if profile.chinese > 0.2 else 0.1)


def _title(profile: Profile, known: Mapping[str, Profile]) -> float:
    """Short phrases, nearly all different, Chinese ones first."""
    del known
    share = profile.share(looks.is_title)
    if (
        share < 0.9
        or profile.variety < 0.6
        or not 4 <= profile.length <= 120
        or profile.share(looks.is_person_list) > 0.3
    ):
        return 0.0
    if profile.matching(_DIGITS) > 0.3 or profile.items > 1.3 or profile.share(looks.is_organisation) > 0.5:
        return 0.0
    return (
        0.5 * share + 0.05 * profile.variety + (0.05 if profile.chinese > 0.5 else 0.0) + min(profile.length, 40) / 800
    )


def _title_en(profile: Profile, known: Mapping[str, Profile]) -> float:
    """English phrases beside a Chinese title."""
    if "title" not in known or known["title"].chinese < 0.5 or profile.matching(_LATIN) < 0.9:
        return 0.0
    return 0.5 if _title(profile, {}) and profile.length > 15 else 0.0


TEXTS: Sequence[tuple[str, Sure]] = (
    ("events", _events),
    ("claims", _claims),
    ("abstract", _abstract),
    ("title", _title),
    ("title_en", _title_en),
)
"""The same for texts, sought when all the rest is settled."""
