"""The path of one indicator: what it was, where it is expected, what it should reach (走势与预测)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from zhiquan.basics.errors import BadInput
from zhiquan.basics.words import Language, Words
from zhiquan.site.drawing.beam_words import ahead_words, range_words
from zhiquan.site.drawing.markup import finite, number

TARGET = Words("目标", "Target")
"""What a target is called unless the plan compares."""


@dataclass(frozen=True, slots=True)
class DayValue:
    """A value on a day, in the unit of the indicator, decimals as they are to be read (时点数值)."""

    day: date
    value: Decimal

    def __post_init__(self) -> None:
        finite(value=self.value)


@dataclass(frozen=True, slots=True)
class Ahead:
    """A forecast: low, middle and high value on one day (预测)."""

    until: date
    low: Decimal
    mid: Decimal
    high: Decimal

    def __post_init__(self) -> None:
        finite(low=self.low, mid=self.mid, high=self.high)
        if not self.low <= self.mid <= self.high:
            raise BadInput(
                Words("预测的下限、中值、上限次序不对", "low, middle and high of a forecast are out of order"),
                where={"low": self.low, "mid": self.mid, "high": self.high},
            )


@dataclass(frozen=True, slots=True)
class Path:
    """Everything a chart of one indicator shows; equal paths give equal drawings (走势).

    Args:
        label: name of the indicator.
        points: measured values; their order does not matter, of one day the last given stands.
        ahead: the forecast; left out where its day is not after the last point.
        target: value to reach; None when there is none.
        aim_label: what the target is called, such as 全市; by default 目标.
        milestones: values to reach on the way.
    """

    label: Words
    points: tuple[DayValue, ...]
    ahead: Ahead | None = None
    target: Decimal | None = None
    aim_label: Words = TARGET
    milestones: tuple[DayValue, ...] = ()

    def __post_init__(self) -> None:
        finite(target=self.target)

    def history(self) -> tuple[DayValue, ...]:
        """The measured values by day, one a day."""
        held = {point.day: point for point in self.points}
        return tuple(held[day] for day in sorted(held))

    def coming(self) -> Ahead | None:
        """The forecast, when it lies ahead of the last measured day."""
        known = self.history()
        return self.ahead if self.ahead and known and self.ahead.until > known[-1].day else None


def year_ends(history: tuple[DayValue, ...]) -> tuple[DayValue, ...]:
    """The last value of each year, and the newest (年末值)."""
    return tuple({point.day.year: point for point in history}.values())


def path_sentence(path: Path, language: Language) -> str:
    """The path in words, for those who do not see the chart (走势说明).

    Returns:
        ``万人发明专利拥有量：2023年底 16.41，2024年底 18.13，2025年9月30日 19.02；目标 20；2025年底预测 19.3 至 20.2``.
    """
    is_zh = language == "zh"
    told = [f"{_day_words(point.day, language)} {number(point.value)}" for point in year_ends(path.history())]
    parts = [("，" if is_zh else ", ").join(told) or ("尚无数据" if is_zh else "no data yet")]
    if path.target is not None:
        parts.append(aim_words(path, language))
    coming = path.coming()
    if coming:
        parts.append(f"{ahead_words(coming.until, language)} {range_words(coming.low, coming.high, language)}")
    lead, stop = ("：", "；") if is_zh else (": ", "; ")
    return f"{path.label.to(language)}{lead}{stop.join(parts)}"


def aim_words(path: Path, language: Language) -> str:
    """The target with its name: ``目标 20`` (目标)."""
    return f"{path.aim_label.to(language)} {number(path.target)}" if path.target is not None else ""


def path_table(path: Path, language: Language) -> tuple[tuple[str, ...], list[tuple[object, ...]]]:
    """Heads and rows of the table and CSV behind the chart (每期数值).

    Returns:
        Heads ``时点 类别 数值 下限 上限``; a row a measured value, then milestones, target and forecast.
    """
    zh = language == "zh"
    heads = ("时点", "类别", "数值", "下限", "上限") if zh else ("day", "kind", "value", "low", "high")
    words = ("实际", "阶段目标", "预测") if zh else ("actual", "milestone", "forecast")
    rows: list[tuple[object, ...]] = [(point.day, words[0], point.value, None, None) for point in path.history()]
    rows += [(stone.day, words[1], stone.value, None, None) for stone in sorted_stones(path)]
    if path.target is not None:
        rows.append((None, path.aim_label.to(language), path.target, None, None))
    coming = path.coming()
    if coming:
        rows.append((coming.until, words[2], coming.mid, coming.low, coming.high))
    return heads, rows


def sorted_stones(path: Path) -> tuple[DayValue, ...]:
    """The milestones by day (阶段目标)."""
    return tuple(sorted(path.milestones, key=lambda stone: stone.day))


def _day_words(day: date, language: Language) -> str:
    if (day.month, day.day) == (12, 31):
        return f"{day.year}年底" if language == "zh" else f"end of {day.year}"
    return f"{day.year}年{day.month}月{day.day}日" if language == "zh" else f"{day:%Y-%m-%d}"
