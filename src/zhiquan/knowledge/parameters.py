"""Choices an office may set where no text decides: each dated, with its reason (参数)."""

from __future__ import annotations

from zhiquan.basics.words import Words
from zhiquan.knowledge.shapes import Shape, Text, Version, Versioned


class ParameterVersion(Version):
    """The value from one day on; what it means is said by ``Parameter.choices`` or the unit (参数值)."""

    value: str


class Choice(Shape):
    """One value a setting may take and what it means (取值)."""

    value: str
    says: Text


class Parameter(Versioned[ParameterVersion]):
    """One setting that changes a figure (参数).

    Attributes:
        unit: unit of the value, where it is a number.
        choices: what each value means, where it is one of a list.
    """

    unit: Text | None = None
    choices: tuple[Choice, ...] = ()

    def meaning(self, value: str) -> Words:
        """What a value says in words. A threshold of ``10000000`` with unit 元 reads ``10000000 元``."""
        for choice in self.choices:
            if choice.value == value:
                return choice.says
        return Words(f"{value} {self.unit.zh}", f"{value} {self.unit.en}") if self.unit else Words(value, value)
