"""Sheets of figures put together for one purpose, such as the business environment (指标表)."""

from __future__ import annotations

from typing import Self

from pydantic import Field, model_validator

from zhiquan.knowledge.shapes import Shape, Text, Version, Versioned


class SheetRow(Shape):
    """One row (指标行): an indicator, or what is still missing to compute it.

    Attributes:
        indicator: id of the statistic; its label stands where ``label`` is left out.
        needs: what the row cannot be computed without; it then has no value, never 0.
    """

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9_]*$")
    label: Text | None = None
    indicator: str = ""
    needs: Text | None = None
    note: Text | None = None

    @model_validator(mode="after")
    def _is_one_of_two(self) -> Self:
        if bool(self.indicator) == (self.needs is not None):
            raise ValueError("indicator 与 needs 须写且只写一个 / one of indicator and needs, not both")
        if self.needs is not None and self.label is None:
            raise ValueError("没有指标的行须写 label / a row without an indicator needs a label")
        return self


class SheetPart(Shape):
    """Some rows under one heading (分组)."""

    label: Text
    rows: tuple[SheetRow, ...] = Field(min_length=1)


class SheetVersion(Version):
    """The sheet from one day on (指标表版本)."""

    parts: tuple[SheetPart, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _ids_differ(self) -> Self:
        ids = [row.id for part in self.parts for row in part.rows]
        if len(set(ids)) != len(ids):
            raise ValueError("编号重复 / two rows have the same id")
        return self


class FigureSheet(Versioned[SheetVersion]):
    """One sheet of figures (指标表)."""
