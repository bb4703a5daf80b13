"""What every definition shares: labels, citations, versions by date (定义的通用结构)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from itertools import pairwise
from typing import Annotated, Generic, Literal, Self, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer, model_validator

from zhiquan.basics.errors import NotFound
from zhiquan.basics.evidence import Citation
from zhiquan.basics.words import Words

RightKind = Literal[
    "invention_patent",
    "utility_model",
    "design_patent",
    "overseas_patent",
    "trademark",
    "madrid_registration",
    "geographical_indication",
    "gi_mark_user",
    "plant_variety",
    "ic_layout",
    "software_copyright",
    "work_copyright",
    "trade_secret_filing",
]
"""Kinds of rights a definition may speak of; those of the register but ``document``, a row without a number."""


def _words(value: object) -> object:
    if isinstance(value, Words):
        return value
    if not isinstance(value, dict) or set(value) != {"zh", "en"}:
        raise ValueError("需要 {zh: …, en: …} / need {zh: ..., en: ...}")
    if not all(isinstance(text, str) and text.strip() for text in value.values()):
        raise ValueError("两种语言都要写 / both languages are needed")
    return Words(value["zh"], value["en"])


def _amount(value: object) -> object:
    if isinstance(value, Decimal):
        return value
    try:
        if isinstance(value, str) and (amount := Decimal(value)).is_finite():
            return amount
    except InvalidOperation:
        pass
    raise ValueError('金额或比率须为加引号的数字，例如 "900" / a quoted number is needed, for example "900"')


def _fixed(value: object) -> object:
    """The lists of a parsed file as tuples, at any depth."""
    if isinstance(value, dict):
        return {key: _fixed(item) for key, item in value.items()}
    return tuple(_fixed(item) for item in value) if isinstance(value, list) else value


Text = Annotated[Words, BeforeValidator(_words), PlainSerializer(lambda words: {"zh": words.zh, "en": words.en})]
"""A text in both languages, written ``{zh: ..., en: ...}``."""

Amount = Annotated[Decimal, BeforeValidator(_amount), PlainSerializer(str)]
"""An amount or rate, written as a quoted string."""


class Shape(BaseModel):
    """A piece of a data file: unknown keys and loose types are refused, values cannot change.

    What checks one is built with the first piece of its kind: most commands need few kinds.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, defer_build=True)

    @model_validator(mode="before")
    @classmethod
    def _lists_cannot_change(cls, value: object) -> object:
        return _fixed(value)


class Cite(Shape):
    """One place in a law (法律依据).

    ``transitional`` marks a text that no longer, or does not yet, stand on the day of the version citing it.
    """

    instrument: str
    place: str = ""
    transitional: bool = False

    def citation(self) -> Citation:
        """The place as evidence."""
        return Citation(instrument=self.instrument, place=self.place)


class Grounded(Shape):
    """A value with what it rests on: cited, or stated to be unverified (有据).

    ``verified: false`` means no source was opened for it; ``source_note`` then says where it comes from.
    """

    cites: tuple[Cite, ...] = ()
    verified: bool = True
    source_note: str = ""

    @model_validator(mode="after")
    def _is_grounded(self) -> Self:
        if not self.cites and (self.verified or not self.source_note):
            raise ValueError(
                "缺少依据 cites；未核实的值须写 verified: false 与 source_note / "
                "no cites; an unverified value needs verified: false and a source_note"
            )
        if not self.verified and not self.source_note:
            raise ValueError("verified: false 须写 source_note / verified: false needs a source_note")
        return self

    def citations(self) -> tuple[Citation, ...]:
        """The places it rests on."""
        return tuple(cite.citation() for cite in self.cites)


class Version(Grounded):
    """What a definition says from one day on (版本).

    ``from_verified: false`` means the values are checked but the first day is not.
    """

    from_: date = Field(alias="from")
    to: date | None = None
    from_verified: bool = True
    note: Text | None = None

    def is_in_force(self, day: date) -> bool:
        """True from ``from`` up to, not including, ``to``."""
        return self.from_ <= day and (self.to is None or day < self.to)


V = TypeVar("V", bound=Version)


class Definition(Shape):
    """One data file; its ``id`` is the file's name without the ending (定义)."""

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9_-]*$")
    label: Text
    note: Text | None = None

    @property
    def is_verified(self) -> bool:
        """True when every value in the file was seen in an opened source."""
        return all(part.verified for part in self.grounded())

    def grounded(self) -> Sequence[Grounded]:
        """Every part of the file that rests on law, at any depth."""
        return tuple(_grounded(self))

    def instruments(self) -> tuple[str, ...]:
        """Ids of the instruments the file cites, sorted."""
        return tuple(sorted({cite.instrument for part in self.grounded() for cite in part.cites}))


def _grounded(value: object) -> list[Grounded]:
    if isinstance(value, (tuple, list)):
        return [part for item in value for part in _grounded(item)]
    if isinstance(value, dict):
        return [part for item in value.values() for part in _grounded(item)]
    if not isinstance(value, Shape):
        return []
    own = [value] if isinstance(value, Grounded) else []
    return own + [part for name in type(value).model_fields for part in _grounded(getattr(value, name))]


class Versioned(Definition, Generic[V]):
    """A definition that changes with the law (按日期分版本的定义)."""

    versions: tuple[V, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        for place, (earlier, later) in enumerate(pairwise(self.versions), 1):
            if later.from_ <= earlier.from_:
                raise ValueError(f"versions[{place}].from 须晚于前一版本 / must be later than the one before")
            if earlier.to is not None and earlier.to > later.from_:
                raise ValueError(f"versions[{place}] 与前一版本重叠 / overlaps the one before")
        return self

    def at(self, day: date) -> V:
        """The version in force on one day.

        Raises:
            NotFound: nothing was in force that day; the message names the first day known.
        """
        found = [version for version in self.versions if version.from_ <= day]
        if found and found[-1].is_in_force(day):
            return found[-1]
        first = self.versions[0].from_
        raise NotFound(
            Words(f"{self.label.zh}在 {day} 没有生效的版本", f"{self.label.en}: nothing in force on {day}"),
            where={"id": self.id, "day": day},
            remedy=Words(
                f"最早的版本自 {first} 起；可在本单位知识目录补充更早的版本。",
                f"The first version starts {first}; add an earlier one in the office's own data files.",
            ),
        )
