"""Laws, rules, standards, plans and statistics that values rest on (法律文件)."""

from __future__ import annotations

from datetime import date
from typing import Literal, Self

from pydantic import Field, model_validator

from zhiquan.knowledge.shapes import Definition, Grounded, Shape, Text

InstrumentKind = Literal[
    "law",
    "regulation",
    "rule",
    "local_regulation",
    "judicial_interpretation",
    "standard",
    "plan",
    "notice",
    "statistics",
    "guide",
]


class InForce(Shape):
    """A period in which an instrument stands; ``to`` is the first day after it (施行期间).

    ``verified`` speaks of the two days, not of the text.
    """

    from_: date = Field(alias="from")
    to: date | None = None
    replaced_by: str | None = None
    verified: bool = True

    @model_validator(mode="after")
    def _is_a_period(self) -> Self:
        if self.to is not None and self.to <= self.from_:
            raise ValueError("to 须晚于 from / to must be later than from")
        return self


class Instrument(Definition):
    """A text that decides something: law, regulation, standard, plan, official statistic (法律文件).

    Attributes:
        number: number of issue as printed, such as ``国务院令第769号``; empty when not seen.
        issuer: who issued it.
        in_force: periods in force; empty when no date was seen, and then no date check is possible.
        source: where its text was read, in a few words; short names are those of ``data/source_keys.yaml``.
        verified: false when its title, its number or the part used was not seen in an opened source;
            ``source_note`` then says which.
    """

    kind: InstrumentKind
    number: str = ""
    issuer: str = ""
    in_force: tuple[InForce, ...] = ()
    verified: bool = True
    source: str = Field(min_length=1)
    source_note: Text | None = None

    @model_validator(mode="after")
    def _says_what_was_not_seen(self) -> Self:
        if not self.verified and self.source_note is None:
            raise ValueError("verified: false 须写 source_note / verified: false needs a source_note")
        return self

    @property
    def is_verified(self) -> bool:
        """True when its text and every day of its periods were seen."""
        return self.verified and all(period.verified for period in self.in_force)

    def is_in_force(self, day: date) -> bool | None:
        """Whether it stands on one day; ``None`` when its dates are not known."""
        if not self.in_force:
            return None
        return any(period.from_ <= day and (period.to is None or day < period.to) for period in self.in_force)

    def grounded(self) -> tuple[Grounded, ...]:
        """Nothing: an instrument is what others rest on."""
        return ()
