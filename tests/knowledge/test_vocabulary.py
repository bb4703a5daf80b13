"""Status words of every tool, read in the one model; real exports word by word."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from realdata import real_data
from zhiquan.knowledge.catalogue import load_knowledge
from zhiquan.knowledge.status_words import StatusWords, ways_to_read
from zhiquan.knowledge.vocabulary import Vocabulary, read_word

LAW = load_knowledge()
WORDS = Vocabulary(LAW)


@pytest.mark.parametrize(
    ("tool", "word", "status", "event"),
    [
        ("incopat", "未缴年费", "lapsed_fee", "lapsed_fee"),
        ("incopat", "有效", "in_force", None),
        ("incopat", "审中", "pending", None),
        ("patentics", "无效", "ended", "ended_stated"),
        ("cnipa_patent", "无效", "invalidated", "invalidated_full"),
        ("cnipa_patent", "专利权的终止（未缴年费专利权终止）", "lapsed_fee", "lapsed_fee"),
        ("cnipa_patent", "避免重复授予专利权", "abandoned", "abandoned"),
        ("cnipa_patent", "专利申请权、专利权的转移 专利权的转移", None, "transferred"),
        ("cnipa_patent", "专利权质押合同登记的生效、变更及注销 专利权质押合同登记的注销", None, "pledge_released"),
        ("cnipa_trademark", "初审公告", "pending", "preliminarily_published"),
        ("cnipa_trademark", "已注册", "in_force", "registered"),
        ("innojoy", "有权-审定授权", "in_force", "granted"),
        ("derwent", "Dead", "ended", "ended_stated"),
        ("inpadoc_cn", "SE01 ", "pending", "examination_entered"),
        ("inpadoc_cn", "CF01", "lapsed_fee", "lapsed_fee"),
        ("uspto_trademark", "700", "in_force", None),
        ("uspto_trademark", "602", "deemed_withdrawn", "deemed_withdrawn"),
    ],
)
def test_what_a_word_says(tool: str, word: str, status: str | None, event: str | None) -> None:
    found = WORDS.read(tool, word)
    assert found is not None
    assert (found.status, found.event) == (status, event)


def test_an_unknown_tool_reads_with_the_general_words() -> None:
    found = read_word(LAW, tool="some_new_tool", word=" 驳 回 ")
    assert found is not None
    assert found.status == "refused"
    assert WORDS.read("some_new_tool", "无效") is None


def test_an_unknown_word_is_none_and_one_left_out_on_purpose_is_listed() -> None:
    assert WORDS.read("incopat", "从未见过") is None
    assert not WORDS.is_listed("incopat", "从未见过")
    assert WORDS.read("incopat", "PCT-有效期满") is None
    assert WORDS.is_listed("incopat", "PCT-有效期满")


def test_a_word_used_for_several_things_is_not_certain() -> None:
    found = WORDS.read("incopat", "撤回")
    assert found is not None
    assert not found.certain


def test_forms_of_a_word() -> None:
    assert ways_to_read("Ｄｅａｄ") == ["dead"]
    assert ways_to_read("公开 公开") == ["公开公开", "公开"]
    assert ways_to_read("有效（2023-01）") == ["有效(2023-01)", "有效"]
    assert ways_to_read("  ") == []


def test_words_of_one_tool_stay_unlike_once_cleaned() -> None:
    for words in LAW.all(StatusWords):
        assert len(words.by_cleaned_word()) == len(words.words) + len(words.unmapped_on_purpose)


EXPORTS = {
    "incopat_22col_toyota.xlsx": ("incopat", ("专利有效性", "当前法律状态")),
    "incopat_25col_iflytek.xlsx": ("incopat", ("专利有效性",)),
    "patentics_31col_drone_us.xlsx": ("patentics", ("法律状态",)),
    "patentics_36col_banma.xlsx": ("patentics", ("法律状态",)),
    "patentics_75col_thundersoft.xlsx": ("patentics", ("法律状态",)),
    "patentics_24col_apollo.csv": ("patentics", ("法律状态",)),
    "patentics_24col_aurora_global.csv": ("patentics", ("法律状态",)),
    "patentics_24col_vr_cn.csv": ("patentics", ("法律状态",)),
    "patentics_24col_waymo_global.csv": ("patentics", ("法律状态",)),
}


def rows_of(file: Path, *, banner: int = 0) -> Iterator[dict[str, str]]:
    """Rows of a CSV or workbook by header; the first of equal headers counts."""
    if file.suffix == ".csv":
        with file.open(encoding="utf-8-sig", newline="") as lines:
            cells: list[list[Any]] = list(csv.reader(lines))
    else:
        calamine = pytest.importorskip("python_calamine", reason="python-calamine is not installed")
        book = calamine.CalamineWorkbook.from_path(str(file))
        cells = book.get_sheet_by_name(book.sheet_names[0]).to_python()[banner:]
    head = [str(cell) for cell in cells[0]]
    for row in cells[1:]:
        yield {name: str(cell) for name, cell in reversed(list(zip(head, row, strict=False)))}


def share_listed(found: set[tuple[str, str]]) -> float:
    missing = sorted(pair for pair in found if not WORDS.is_listed(*pair))
    mapped = sum(WORDS.read(*pair) is not None for pair in found)
    print(  # noqa: T201 - the share is the point of the test
        f"{len(found)} words of tools, {mapped} mapped, {len(found) - mapped - len(missing)} left out on purpose"
    )
    assert missing == []
    return 1 - len(missing) / len(found)


def test_every_status_word_of_the_real_exports_is_listed() -> None:
    folder = real_data("cn_patent_exports")
    found = {
        (tool, row[column])
        for name, (tool, columns) in EXPORTS.items()
        for row in rows_of(folder / name)
        for column in columns
        if row.get(column, "").strip()
    }
    dump = (folder / "mysql_dump_61col_11rows.sql").read_text("utf-8")
    found |= {("innojoy", word) for word in re.findall(r"'((?:有权|审中|无权)-[^']*)'", dump)}
    assert len(found) > 20
    assert share_listed(found) == 1.0


def test_every_event_line_of_a_real_legal_description_is_listed() -> None:
    file = real_data("cn_patent_exports/patentics_75col_thundersoft.xlsx")
    lines = [line for row in rows_of(file) for line in row["法律描述"].splitlines()]
    stated = (re.match(r"(?:\d+\s+)*\d{4}\.\d\d\.\d\d\s+(\S.*)$", line.strip()) for line in lines)
    found = {("cnipa_patent", event[1]) for event in stated if event}
    assert len(found) >= 15
    assert share_listed(found) == 1.0


def test_every_status_and_code_of_a_real_derwent_export_is_listed() -> None:
    rows = list(rows_of(real_data("cn_patent_exports/derwent_132col_bannerrow.xls"), banner=1))
    found = {("derwent", row["失效/有效"]) for row in rows}
    for row in rows:
        office = "inpadoc_wo" if "WO" in row["公开号"] else "inpadoc_cn"
        found |= {(office, code) for code in row["INPADOC 法律状态代码"].split("|") if code.strip()}
    assert share_listed(found) == 1.0


def test_every_code_of_china_in_the_office_list_is_listed() -> None:
    rows = rows_of(real_data("patent_xml/epo_legal_code_descriptions_202417.xlsx"))
    codes = {("inpadoc_cn", row["Event-code"]) for row in rows if row["Authority"] == "CN"}
    assert len(codes) == 110
    assert share_listed(codes) == 1.0


def test_every_code_of_us_marks_is_listed() -> None:
    rows = list(rows_of(real_data("patent_xml/uspto_tm_status_codes.csv")))
    assert share_listed({("uspto_trademark", row["code"]) for row in rows}) == 1.0
    for row in rows:
        found = WORDS.read("uspto_trademark", row["code"])
        if found and found.status and row["live_dead_indicator"].startswith("Live/Reg"):
            assert found.status == "in_force"


def test_the_merged_table_is_listed_too() -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    table = parquet.read_table(real_data("cn_patents_merged/cn_patents.parquet"), columns=["src", "validity", "legal"])
    found = {
        ("incopat" if row["src"].startswith("incopat") else "patentics", row[column])
        for row in table.to_pylist()
        for column in ("validity", "legal")
        if row[column]
    }
    assert share_listed(found) == 1.0
