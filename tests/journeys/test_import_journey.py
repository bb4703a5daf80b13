"""A clerk's day at the command line: try a file, load it, look, mend what was left out, take it back."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import factory
from register.intake.office import HEAD, csv_file, patents
from zhiquan.cli.main import main


@dataclass(frozen=True)
class Printed:
    """What one call of the program printed, and its exit code."""

    code: int
    stdout: str
    stderr: str

    @property
    def lines(self) -> list[dict[str, Any]]:
        """Its JSON lines."""
        return [json.loads(line) for line in self.stdout.splitlines()]


Run = Callable[..., Printed]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the program in a home of its own."""
    monkeypatch.setenv("ZHIQUAN_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("ZHIQUAN_TODAY", "2024-06-01")
    monkeypatch.chdir(tmp_path)

    def call(*words: str) -> Printed:
        capsys.readouterr()
        with pytest.raises(SystemExit) as left:
            main(list(words))
        printed = capsys.readouterr()
        return Printed(int(left.value.code or 0), printed.out, printed.err)

    return call


def test_a_list_goes_in_and_answers(run: Run, tmp_path: Path) -> None:
    file = csv_file(tmp_path / "清单.csv", [HEAD, *patents(8)], encoding="gb18030")
    trial = run("import", "--dry-run", "--json", str(file))
    assert (trial.code, trial.lines[0]["loaded"], trial.lines[0]["is_trial"]) == (0, 8, True)
    done = run("import", "--json", str(file))
    assert (done.code, done.lines[0]["encoding"], done.lines[0]["loaded"]) == (0, "gb18030", 8)
    assert len(run("rights", "--json").lines) == 8
    shown = run("show", factory.application(3), "--json")
    assert "清单.csv" in shown.stdout
    again = run("--lang", "en", "import", str(file))
    assert again.code == 0
    assert "nothing changed" in again.stdout
    assert run("undo", done.lines[0]["batch"], "--json").code == 0
    assert run("rights", "--json").stdout == ""


def test_rows_left_out_come_back_through_the_repair_file(run: Run, tmp_path: Path) -> None:
    rows = patents(4)
    rows[1][0] = "202310123456.7"
    rows[2][3] = "2020-13-45"
    file = csv_file(tmp_path / "清单.csv", [HEAD, *rows])
    done = run("import", "--json", str(file))
    said = done.lines[0]
    assert (done.code, said["loaded"], said["quarantined"]) == (1, 2, 2)
    assert {(one["line"], one["column"]) for one in said["reasons"]} == {(3, "申请号"), (4, "申请日")}
    assert [one["count"] for one in run("quality", "--json").lines if one["check"] == "left_out"] == [2]

    book = openpyxl.load_workbook(said["repair"])
    sheet = book.worksheets[0]
    headings = [cell.value for cell in sheet[1]]
    assert headings[:5] == HEAD
    sheet.cell(2, 1).value = factory.application(2)
    sheet.cell(3, 4).value = "2020-03-04"
    book.save(tmp_path / "改正.xlsx")
    mended = run("import", "--json", str(tmp_path / "改正.xlsx"))
    assert (mended.code, mended.lines[0]["loaded"], mended.lines[0]["quarantined"]) == (0, 2, 0)
    assert [one["count"] for one in run("quality", "--json").lines if one["check"] == "left_out"] == [0]
    assert len(run("rights", "--json").lines) == 4


def test_exit_codes_tell_all_in_some_left_out_and_all_refused(run: Run, tmp_path: Path) -> None:
    good = csv_file(tmp_path / "good.csv", [HEAD, *patents(2)])
    (tmp_path / "empty.csv").touch()
    assert run("import", str(good)).code == 0
    mixed = run("import", "--json", str(good), str(tmp_path / "empty.csv"))
    assert (mixed.code, [line.get("refused", False) for line in mixed.lines]) == (1, [False, True])
    refused = run("--lang", "en", "import", str(tmp_path / "empty.csv"))
    assert refused.code == 2
    assert "empty.csv" in refused.stderr
    assert "What to do" in refused.stderr


def test_a_table_of_no_known_kind_is_told_with_its_remedy(run: Run, tmp_path: Path) -> None:
    survey = csv_file(tmp_path / "满意度.csv", [["问题", "评分"], ["您对维权援助是否满意", "9"]])
    zh = run("import", str(survey))
    assert zh.code == 1
    assert "未装载" in zh.stdout
    assert "zhiquan template" in zh.stdout
    assert run("rights", "--json").lines == []


def test_a_person_sees_columns_confidence_account_and_reasons(run: Run, tmp_path: Path) -> None:
    rows = patents(3)
    rows[0][0] = "202310123456.7"
    file = csv_file(tmp_path / "清单.csv", [[*HEAD, "自编分组"], *([*row, "甲"] for row in rows)])
    zh = run("import", "--dry-run", str(file)).stdout
    en = run("--lang", "en", "import", "--dry-run", str(file)).stdout
    assert "申请号 app_no" in zh
    assert "3 行 = 新增 2 + 合并 0 + 未变 0 + 无号 0 + 隔离 1" in zh
    assert "试运行：未作任何改动" in zh
    assert "kept" in en
    assert "3 rows = 2 loaded + 0 merged + 0 unchanged + 0 unidentified + 1 quarantined" in en


@pytest.mark.parametrize("kind", ["trademark", "pledges", "registered_parties", "series"])
def test_a_template_imports_as_it_is_without_its_example(run: Run, tmp_path: Path, kind: str) -> None:
    file = tmp_path / f"{kind}.xlsx"
    assert run("template", kind, "-o", str(file)).code == 0
    done = run("import", "--json", str(file))
    assert (done.code, done.lines[0]["rows"]) == (0, 0)


def test_a_mapping_can_be_saved_corrected_and_used_again(run: Run, tmp_path: Path) -> None:
    file = csv_file(tmp_path / "a.csv", [["编码", "事项"], *([factory.application(n), f"名{n}"] for n in range(1, 6))])
    mapping = tmp_path / "对应.yaml"
    assert run("import", "--dry-run", "--save-mapping", str(mapping), str(file)).code == 0
    mapping.write_text("columns: {编码: app_no, 事项: title}\n", "utf-8")
    done = run("import", "--json", "--mapping", str(mapping), str(file))
    assert [(one["source"], one["field"]) for one in done.lines[0]["columns"]] == [
        ("编码", "app_no"),
        ("事项", "title"),
    ]
    assert done.lines[0]["loaded"] == 5
