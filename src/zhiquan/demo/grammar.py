"""Texts of made-up patents: titles and abstracts from the word lists of an industry (演示文本)."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from zhiquan.basics.words import Words

INDUSTRIES = ("chemicals", "steel", "machinery", "materials", "electronics", "home", "farming")
"""The six leading industries of the district's plan, and farming."""

SHORTEST, LONGEST = 150, 250
"""Characters of an abstract, both included."""

_SLOT = re.compile(r"\{(\w+)(?::([\d.]+):([\d.]+))?\}")
_LISTS = {"m": "materials", "p": "parts", "d": "modules", "a": "acts", "w": "steps", "g": "goods", "x": "troubles"}
_OWN = {"mixture": "m", "device": "p", "system": "a", "process": "w"}
_IN_ORDER = "aw"


@dataclass(frozen=True, slots=True)
class Subject:
    """A thing inventions are about: name, text shape, IPC symbols (main one first), GB/T 4754 code, own words."""

    name: str
    shape: str
    ipc: tuple[str, ...]
    industry: str
    traits: tuple[str, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Industry:
    """Word lists of one industry: trades of firms, subjects, and words by the letter of their slot."""

    id: str
    label: Words
    trades: tuple[str, ...]
    subjects: tuple[Subject, ...]
    lists: Mapping[str, tuple[str, ...]]

    @property
    def devices(self) -> list[Subject]:
        """The subjects a utility model can be about."""
        return [subject for subject in self.subjects if subject.shape == "device"]


@dataclass(frozen=True, slots=True)
class Text:
    """A title with its abstract, symbols (IPC, of designs Locarno), GB/T 4754 code and the subject's name."""

    title: str
    abstract: str
    symbols: tuple[str, ...]
    industry: str
    subject: str


@cache
def industry(name: str) -> Industry:
    """The word lists of one of ``INDUSTRIES``."""
    held = shipped(name)
    subjects = tuple(
        Subject(
            given["name"],
            given["shape"],
            tuple(given["ipc"]),
            given["industry"],
            tuple(given["traits"]),
            tuple(given["words"]),
        )
        for given in held["subjects"]
    )
    lists = {letter: tuple(held[key]) for letter, key in _LISTS.items()}
    return Industry(held["id"], Words(**held["label"]), tuple(held["trades"]), subjects, lists)


def every_industry() -> Sequence[Industry]:
    """All industries in the order of ``INDUSTRIES``."""
    return [industry(name) for name in INDUSTRIES]


def invention_text(chance: random.Random, of: Industry, subject: Subject, *, is_model: bool) -> Text:
    """A title and an abstract of ``SHORTEST`` to ``LONGEST`` characters about a subject (发明摘要).

    Args:
        chance: the stream of chance to draw from.
        of: the industry whose words are used.
        subject: what it is about; for a utility model one of ``of.devices``.
        is_model: true for a utility model.
    """
    words = _Filler(chance, of, subject)
    title = words.filled(chance.choice(shipped("phrases")["titles"][subject.shape]))
    while True:
        abstract = words.abstract(title, is_model=is_model)
        if SHORTEST <= len(abstract) <= LONGEST:
            symbols = subject.ipc[: chance.randint(1, len(subject.ipc))]
            return Text(title, abstract, symbols, subject.industry, subject.name)


def design_text(chance: random.Random) -> Text:
    """A design's name, brief explanation and Locarno class (外观设计简要说明)."""
    held = shipped("phrases")["design"]
    place = chance.randrange(len(held["names"]))
    name = held["names"][place]
    title = name if chance.random() < 0.3 else f"{name}（{chance.choice('ABCDEFGH')}{chance.randrange(1, 60):02d}）"
    use, point, view = (chance.choice(held[key]) for key in ("uses", "points", "views"))
    text = held["text"].format(s=title, use=use, point=point, view=view)
    return Text(title, text, (held["locarno"][place],), "", name)


@cache
def shipped(name: str) -> Any:  # noqa: ANN401 - a shipped YAML file of known shape
    """The content of one file of ``texts``."""
    text = (files("zhiquan.demo") / "texts" / f"{name}.yaml").read_text("utf-8")
    return yaml.safe_load(text)


class _Filler:
    """Fills the slots of patterns; a word comes again only when its list is used up."""

    def __init__(self, chance: random.Random, of: Industry, subject: Subject) -> None:
        self._chance, self._subject = chance, subject
        self._lists = {**of.lists, "q": subject.traits, _OWN[subject.shape]: subject.words}
        self._left: dict[str, list[str]] = {}

    def abstract(self, title: str, *, is_model: bool) -> str:
        chance, phrases = self._chance, shipped("phrases")
        self._left.clear()
        shape = phrases[self._subject.shape]
        opening = chance.choice(phrases["openings_model" if is_model else "openings"])
        start = self.filled(chance.choice(shape["leads"]), o=opening, t=title)
        end = self.filled(chance.choice(shape["ends"]))
        wanted = round(chance.triangular(SHORTEST, LONGEST + 10, LONGEST - 15))
        for pattern in chance.sample(shape["bodies"], k=len(shape["bodies"])):
            if len(start) + len(end) >= wanted:
                break
            added = self.filled(pattern)
            if len(start) + len(added) + len(end) <= LONGEST:
                start += added
        whole = (start[:-1] + "。" if start[-1] in "，；" else start) + end
        return whole.replace("本发明", "本实用新型") if is_model else whole

    def filled(self, pattern: str, **given: str) -> str:
        given = {"s": self._subject.name, **given}
        return _SLOT.sub(lambda found: self._slot(found, given), pattern)

    def _slot(self, found: re.Match[str], given: Mapping[str, str]) -> str:
        name, low, high = found.groups()
        if name in given:
            return given[name]
        if name == "n":
            return str(self._chance.randint(int(low), int(high)))
        if name == "f":
            return f"{self._chance.uniform(float(low), float(high)):.1f}"
        return self._shares() if name == "ml" else self._next(name)

    def _shares(self) -> str:
        lows = [self._chance.randint(1, 40) for _ in range(self._chance.randint(4, 6))]
        return "、".join(f"{self._next('m')}{low}-{low + self._chance.randint(1, 15)}份" for low in lows)

    def _next(self, name: str) -> str:
        if not self._left.get(name):
            words = list(self._lists[name])
            if name in _IN_ORDER:
                words = sorted(self._chance.sample(words, k=-(-len(words) * 3 // 4)), key=words.index, reverse=True)
            else:
                self._chance.shuffle(words)
            self._left[name] = words
        return self._left[name].pop()
