"""The bodies that owe a task, in brackets of any kind and behind labels (责任单位)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from zhiquan.knowledge.plan_words import one_of, plan_words

_WORDS = plan_words()
_HELPS = one_of(_WORDS.help_labels)
_LABELS = one_of((*_WORDS.lead_labels, *_WORDS.help_labels))
_OTHERS = one_of(_WORDS.other_labels)
BODY_ENDS = one_of(_WORDS.body_ends)
"""Words the names of bodies end with."""

OPEN, CLOSE = "（([【〔［﹝〖", "）)]】〕］﹞〗"
_VERBS = one_of((*_WORDS.deliver, *_WORDS.weak, "完善", "畅通", "健全", "优化", "强化", "加强", "协调"))
_LABELLED = re.compile(
    rf"(?P<label>{_LABELS})\s*[:：]\s*(?P<bodies>[^:：]*?)"
    rf"(?=(?:[;；。，,]|\s)?\s*(?:{_LABELS}|{_OTHERS})\s*[:：]|[{re.escape(CLOSE)}。]|$)"
)
_DONE_BY = re.compile(
    r"^(?P<lead>.+?)牵头(?:抓总|总抓|负责|落实|实施|组织)*"
    r"(?:[，,;；、]?\s*(?P<help>.+?)(?:负责落实|具体落实|抓好落实|组织实施|具体实施|协同推进|协同配合|协同|共同参与|配合|参与|协助|参加|等?按照?(?:各自)?职责分?工?(?:分别)?(?:负责|落实|配合)|负责|推进)?)?$"
)
_OWED = re.compile(
    r"^(?P<bodies>.+?)(?:等)?(?:(?:按照?|依)(?:各自)?职责(?:分工)?)?(?:共同|分别|按职责分工)?"
    r"(?P<role>负责|指导|落实|配合|参与|实施|分工负责|承担|组织实施)"
)
_LIMIT = re.compile(
    r"(?:19|20)\d\d年|\d{1,2}月(?:\d{1,2}日|底|末)|年底前|底前|^(?:长期|持续|常态|立即|每年|全年|分年度|按年度)[^局委办厅部]{0,10}$"
)
_NO_BODY = re.compile(rf"^(?:对|在|从|以|将|把|使|让|尚|现有|全面|积极|加快|{_VERBS})(?!.{{0,9}}[委局部厅办署院]$)|的")
_BODY = re.compile(rf"(?:{BODY_ENDS}|等|单位|部门|各[一-鿿]{{1,8}})$")


# Brackets within the name of a body, 县（市、区）政府, are held apart while the ones around it are looked for.
_HELD = "\ue000\ue001"
_NESTED = re.compile(r"（([^（）()：:。；]{1,12})）(?=[一-鿿])")


@dataclass(frozen=True, slots=True)
class Owed:
    """Bodies found behind a task (责任单位).

    Attributes:
        lead, help: the bodies, as printed.
        start: where their bracket or first label begins in the text.
        limited: a day or year stands beside them.
    """

    lead: tuple[str, ...]
    help: tuple[str, ...]
    start: int
    limited: bool


def owed_behind(text: str) -> Owed | None:
    """The bodies that close a paragraph; None when it closes otherwise.

    ``owed_behind("建平台。【区甲局牵头，区乙局配合，2027年底前】")`` is led by 区甲局, helped by 区乙局, and limited.
    """
    text = _NESTED.sub(lambda found: f"{_HELD[0]}{found[1]}{_HELD[1]}", text)
    labelled = list(_LABELLED.finditer(text))
    if labelled:
        lead: list[str] = []
        helping: list[str] = []
        for place, found in enumerate(labelled):
            owes = re.fullmatch(_HELPS, found["label"]) or (place and "牵头" in labelled[0]["label"])
            (helping if owes else lead).extend(bodies(found["bodies"]))
        start = _opened(text, labelled[0].start())
        limited = bool(re.search(rf"{_OTHERS}\s*[:：]", text[start:]) or _LIMIT.search(text[start:]))
        return Owed(tuple(lead), tuple(helping), start, limited) if lead or helping else None
    opened = _bracket(text)
    return _bracketed(text, opened) if opened is not None else None


def _opened(text: str, start: int) -> int:
    """The bracket that opens right before a label, or before another label in front of it."""
    found = re.search(rf"[{re.escape(OPEN)}](?:{_OTHERS}\s*[:：][^{re.escape(OPEN + CLOSE)}]*)?$", text[:start])
    return found.start() if found else start


def _bracket(text: str) -> int | None:
    """Where the bracket opens that closes a text."""
    plain = text.rstrip("。；;. \t")
    if not plain or plain[-1] not in CLOSE:
        return None
    depth = 0
    for at in range(len(plain) - 1, -1, -1):
        depth += (plain[at] in CLOSE) - (plain[at] in OPEN)
        if depth == 0:
            return at
    return None


def _bracketed(text: str, start: int) -> Owed | None:
    whole = text[start + 1 :].rstrip("。；;. \t")[:-1]
    parts = [part.strip() for part in re.split(r"[，,；;。]", re.split(r"。", whole)[0])]
    inside = "，".join(part for part in parts if part and not _LIMIT.search(part))
    limited = any(map(_LIMIT.search, parts))
    led = _DONE_BY.match(inside)
    if led and all_bodies(led["lead"]):
        return Owed(bodies(led["lead"]), bodies(led["help"] or ""), start, limited)
    owed = _OWED.match(inside)
    if owed and all_bodies(owed["bodies"]):
        names = bodies(owed["bodies"])
        helps = owed["role"] in ("配合", "参与", "指导")
        return Owed((), names, start, limited) if helps else Owed(names, (), start, limited)
    names = bodies(inside)
    if (len(names) >= 2 or (limited and names)) and all_bodies(inside):
        return Owed(names, (), start, limited)
    return None


def bodies(text: str) -> tuple[str, ...]:
    """Bodies of a list; 等 and what follows it is dropped, brackets stay with their body, days are no bodies.

    ``bodies("区甲局、区乙局（区丙办）等")`` is ``("区甲局", "区乙局（区丙办）")``.
    """
    text = text.replace(_HELD[0], "（").replace(_HELD[1], "）")
    names, depth, current = [], 0, ""
    for letter in re.sub(r"(?<=[局委办厅部会署院府])(?:会同|和|及|与)", "、", text.strip(" ：:。；;，,")):
        depth += (letter in OPEN) - (letter in CLOSE)
        if letter in "、,，;；\u3000 " and depth <= 0:
            names.append(current)
            current = ""
        else:
            current += letter
    names.append(current)
    plain = (re.sub(r"(?:等部门|等单位|等有关部门|等)$", "", name.strip()) for name in names)
    return tuple(name for name in plain if 2 <= len(name) <= 40 and not _LIMIT.search(name))


def all_bodies(text: str) -> bool:
    """Whether a list names nothing but bodies: False for ``"含个体工商户"``."""
    names = bodies(text)
    plain = [re.sub(r"[（(][^（）()]*[）)]", "", name) for name in names]
    return bool(plain) and all(_BODY.search(name) and not _NO_BODY.search(name) for name in plain)
