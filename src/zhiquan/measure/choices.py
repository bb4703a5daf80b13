"""The settings that change a figure, each with the days it holds (参数取值)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from zhiquan.knowledge.catalogue import Knowledge
from zhiquan.knowledge.parameters import Parameter
from zhiquan.measure.question import FOREVER


@dataclass(frozen=True, slots=True)
class Span:
    """One value of a setting in one half-open period."""

    value: str
    since: date
    until: date


@dataclass(frozen=True)
class Choices:
    """The settings as the data files give them.

    Args:
        knowledge: the definitions.
        overrides: values asked for instead, by setting, for a what-if.
    """

    knowledge: Knowledge
    overrides: Mapping[str, str] = field(default_factory=dict)
    _keys: dict[date, tuple[object, ...]] = field(default_factory=dict, repr=False, compare=False)

    def at(self, name: str, day: date) -> str:
        """The value on one day; the first version stands for earlier days too."""
        spans = self.spans(name)
        return next((span.value for span in reversed(spans) if span.since <= day), spans[0].value)

    def key(self, day: date) -> tuple[object, ...]:
        """All values that matter on one day, to tell whether two questions are the same."""
        if day not in self._keys:
            names = self.knowledge.ids("parameters")
            self._keys[day] = tuple((name, self.at(name, day), *self.spans(name)) for name in names)
        return self._keys[day]

    def spans(self, name: str) -> list[Span]:
        """Every value with its period, the first from the beginning of time."""
        if name in self.overrides:
            return [Span(self.overrides[name], date(1900, 1, 1), FOREVER)]
        versions = self.knowledge.get(Parameter, name).versions
        starts = [date(1900, 1, 1), *(version.from_ for version in versions[1:])]
        ends = [*starts[1:], FOREVER]
        return [Span(one.value, since, until) for one, since, until in zip(versions, starts, ends, strict=True)]
