"""Layouts in which other reporting systems want our figures: columns, rows, what fills each cell (报表样式)."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from zhiquan.knowledge.shapes import Shape, Text, Version, Versioned

Each = Literal["line", "town", "pledge", "title", "duty"]
"""What one row is: a listed indicator, a town of the district, a pledge, a title or award, a duty of the plan."""

At = Literal["day", "month_before", "year_before"]
"""Which day a figure is of: the day asked, the last day of the month before, the same day a year before."""

Form = Literal["text", "number", "day"]

_FIELDS: dict[str, tuple[str, ...]] = {
    "line": (),
    "town": ("name", "code"),
    "pledge": ("number", "pledgor", "pledgee", "amount", "registered_on", "ended_on", "right_numbers", "right_kind"),
    "title": ("holder", "holder_code", "name", "kind", "level", "number", "from", "to", "issuer"),
    "duty": ("number", "clause", "text", "lead", "helpers", "due_on", "state", "evidence", "gap", "late_days"),
}
"""Kind of row to the fields of it a column may take."""


class LayoutColumn(Shape):
    """One column (列): exactly one of ``takes``, ``field``, ``indicator`` and ``needs`` fills its cells.

    Attributes:
        heading: as the other system prints it.
        takes: ``number`` (1, 2, ...), ``label`` or ``unit`` of the row's indicator, ``value`` of it, or ``change`` of
            it since ``at``.
        field: a field of the row's record.
        indicator: for towns, the statistic whose rows of the town are counted.
        at: day of ``value`` and ``indicator``; for ``change`` the day it is since.
        needs: what nobody can compute yet; the cell stays empty for a person, and is counted as such.
        form: how the cell is written.
    """

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9_]*$")
    heading: Text
    takes: Literal["number", "label", "unit", "value", "change", ""] = ""
    field: str = ""
    indicator: str = ""
    at: At = "day"
    needs: Text | None = None
    form: Form = "text"

    @model_validator(mode="after")
    def _is_one_of_four(self) -> Self:
        told = [bool(self.takes), bool(self.field), bool(self.indicator), self.needs is not None]
        if sum(told) != 1:
            raise ValueError(
                "takes、field、indicator、needs 须写且只写一个 / one of takes, field, indicator and needs, not more"
            )
        if self.takes == "change" and self.at == "day":
            raise ValueError("change 须写 at，说明与哪天相比 / change needs at: the day it is since")
        return self


class LayoutLine(Shape):
    """One listed row (指标行): an indicator under the label the other system uses."""

    indicator: str
    label: Text | None = None


class LayoutVersion(Version):
    """The layout from one day on (报表样式版本).

    Attributes:
        each: what one row is.
        lines: the rows, for ``line``.
        window: of pledges, titles and duties those of the month, the year, or all up to the day.
        title: heading above the table.
    """

    each: Each
    lines: tuple[LayoutLine, ...] = ()
    window: Literal["month", "year", "all"] = "all"
    title: Text
    columns: tuple[LayoutColumn, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if (self.each == "line") != bool(self.lines):
            raise ValueError("each 为 line 时须写 lines，其余不写 / lines are for each: line, and needed there")
        ids = [column.id for column in self.columns]
        if len(set(ids)) != len(ids):
            raise ValueError("编号重复 / two columns have the same id")
        for column in self.columns:
            if column.field and column.field not in _FIELDS[self.each]:
                raise ValueError(f"{self.each} 没有字段 {column.field} / {self.each} has no field {column.field}")
            if column.indicator and self.each != "town":
                raise ValueError("indicator 列只用于 town / a column with an indicator is for towns")
            if column.takes in {"label", "unit", "value", "change"} and self.each != "line":
                raise ValueError(f"{column.takes} 只用于 line / {column.takes} is for listed indicators")
        return self


class SheetLayout(Versioned[LayoutVersion]):
    """One layout of a report to another system (报表样式)."""
