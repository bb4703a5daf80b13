"""A sheet of figures beside last year's, and the rows that cannot be computed yet."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from pydantic import ValidationError

from factory import load, register
from measure.asking import KNOWLEDGE
from plan.office import PLEDGES, working
from zhiquan.knowledge.sheets import FigureSheet, SheetRow
from zhiquan.plan.sheets import Sheet, line_as_plain, make_sheet

SHEET = "business_environment"


def score(year: int, value: str, sample: int | None) -> dict[str, object]:
    return {
        "name": "ip_protection_satisfaction",
        "place": "500115",
        "as_of": date(year, 12, 31),
        "published": date(year + 1, 1, 20),
        "value": Decimal(value),
        "sample": sample,
        "source": "演示",
    }


def made_on(folder: Path, day: date) -> Sheet:
    made = register(folder / "lake")
    series = [score(2023, "80.20", 1200), score(2024, "81.10", None)]
    load(made, {"series": series, "pledges": PLEDGES}, year=2026)
    with working(made) as work:
        return make_sheet(KNOWLEDGE.get(FigureSheet, SHEET), work.measuring, day)


def test_a_row_tells_value_last_years_value_and_change(tmp_path: Path) -> None:
    sheet = made_on(tmp_path, date(2024, 12, 31))
    rows = {line.id: line for line in sheet.lines}
    # 81.10 - 80.20 = 0.90; pledges 2.10 - 1.50 = 0.60 hundred million yuan
    satisfaction = rows["satisfaction"]
    assert (satisfaction.value, satisfaction.before) == (Decimal("81.10"), Decimal("80.20"))
    assert (satisfaction.change, satisfaction.better) == (Decimal("0.90"), True)
    assert any("not comparable" in note.en for note in satisfaction.notes)
    assert rows["pledge_amount"].change == Decimal("0.60")
    assert sheet.before == date(2023, 12, 31)


def test_what_cannot_be_computed_says_what_it_needs_and_is_never_zero(tmp_path: Path) -> None:
    sheet = made_on(tmp_path, date(2024, 12, 31))
    rows = {line.id: line for line in sheet.lines}
    assert rows["enforcement_on_time"].value is None
    assert [need.en for need in rows["enforcement_on_time"].needs] == ["matters of enforcement"]
    assert rows["fees_kept"].value is None  # no rights are loaded
    assert rows["fees_kept"].needs
    for line in sheet.lines:
        assert (line.value is None) == bool(line.needs)
        assert line.change is None or line.before is not None


def test_a_cumulative_row_is_not_compared_with_a_day_before_the_plan_began(tmp_path: Path) -> None:
    rows = {line.id: line for line in made_on(tmp_path, date(2021, 6, 30)).lines}
    assert rows["pledges"].value == 0
    assert (rows["pledges"].before, rows["pledges"].change) == (None, None)
    assert any("since the plan began" in note.en for note in rows["pledges"].notes)


def test_every_row_carries_its_trace(tmp_path: Path) -> None:
    sheet = made_on(tmp_path, date(2024, 12, 31))
    told = {row["row"]: row for row in (line_as_plain(sheet, line) for line in sheet.lines)}
    assert told["pledge_amount"]["trace"]["numerator"] == 210_000_000
    assert told["pledge_amount"]["value"] == "2.10"
    assert told["mediation_success"]["trace"] is None
    assert told["mediation_success"]["needs"] == [{"zh": "纠纷调解办理事项", "en": "matters of mediation"}]


def test_a_row_has_an_indicator_or_says_what_it_needs_not_both() -> None:
    label, needs = {"zh": "甲", "en": "a"}, {"zh": "乙", "en": "b"}
    for wrong in ({}, {"indicator": "pledges", "needs": needs}, {"needs": needs}):
        with pytest.raises(ValidationError):
            SheetRow.model_validate({"id": "a", **wrong})
    assert SheetRow.model_validate({"id": "a", "label": label, "needs": needs}).indicator == ""


def test_the_shipped_sheet_says_that_its_rows_are_ours_and_names_indicators_that_exist() -> None:
    sheet = KNOWLEDGE.get(FigureSheet, SHEET)
    assert not sheet.is_verified
    named = {row.indicator for version in sheet.versions for part in version.parts for row in part.rows}
    assert named - {""} <= set(KNOWLEDGE.ids("indicators"))
