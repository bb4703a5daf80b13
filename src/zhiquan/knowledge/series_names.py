"""What published figures are called, as data: one id for every way to say 常住人口 (统计指标名称)."""

from __future__ import annotations

from functools import cache
from typing import Self

from pydantic import Field, model_validator

from zhiquan.knowledge.columns import heading_key
from zhiquan.knowledge.definition_files import SHIPPED
from zhiquan.knowledge.shapes import Shape, Text
from zhiquan.knowledge.strict_yaml import read_yaml

FILE = SHIPPED / "series_names.yaml"


class SeriesName(Shape):
    """One series (统计指标).

    Attributes:
        unit: unit of the value the register keeps, without 万 or 亿.
        names: how bulletins and tables call it.
    """

    label: Text
    unit: str
    names: tuple[str, ...] = Field(min_length=1)


class SeriesNames(Shape):
    """The file of series (统计指标表)."""

    series: dict[str, SeriesName]

    @model_validator(mode="after")
    def _names_are_unlike(self) -> Self:
        seen: dict[str, str] = {}
        for name, series in self.series.items():
            for spelling in (name, series.label.zh, series.label.en, *series.names):
                if seen.setdefault(heading_key(spelling), name) != name:
                    raise ValueError(f"{spelling}: {seen[heading_key(spelling)]} 与 {name} 都用 / claimed by both")
        return self


@cache
def series_names() -> dict[str, SeriesName]:
    """The series by id."""
    return SeriesNames.model_validate(read_yaml(FILE.read_text("utf-8"), file=FILE.name)).series


def series_of(name: str) -> str | None:
    """The id of the series a name stands for; None when no series is called so.

    ``series_of("年末常住人口（万人）")`` is ``"permanent_residents"``.
    """
    return _by_name().get(heading_key(name))


def series_in(text: str) -> str | None:
    """The id of the series whose Chinese name, the longest there is, stands in a title.

    ``series_in("分镇街市场主体统计表")`` is ``"market_entities"``.
    """
    key = heading_key(text)
    found = [name for name in _by_name() if len(name) > 2 and not name.isascii() and name in key]
    return _by_name()[max(found, key=len)] if found else None


@cache
def _by_name() -> dict[str, str]:
    return {
        heading_key(spelling): name
        for name, series in series_names().items()
        for spelling in (name, series.label.zh, series.label.en, *series.names)
    }
