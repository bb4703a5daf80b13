"""``zhiquan due``: one period from options, cases from files, exit codes and messages."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from zhiquan.basics.days.cases import KEYS
from zhiquan.cli.main import main

CASES = Path(__file__).parents[1] / "cases" / "due"
GUIDE = (Path(__file__).parents[2] / "docs" / "legal-days.md").read_text("utf-8")


class Ran:
    """What one run left behind: exit code, lines of both streams."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err

    @property
    def records(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    monkeypatch.setenv("ZHIQUAN_KNOWLEDGE", str(tmp_path / "knowledge"))
    monkeypatch.delenv("ZHIQUAN_LANGUAGE", raising=False)

    def call(*words: str) -> Ran:
        with pytest.raises(SystemExit) as left:
            main(words)
        code = left.value.code
        out, err = capsys.readouterr()
        return Ran(code if isinstance(code, int) else -1, out, err)

    return call


def write(folder: Path, text: str, name: str = "case.yaml") -> str:
    (folder / name).write_text(text, "utf-8")
    return str(folder / name)


def test_options_give_a_day_and_its_reasons(run: Any) -> None:
    ran = run("due", "--from", "2025-09-26", "--length", "15个工作日")
    assert ran.code == 0
    assert ran.out.startswith("届满日 2025 年 10 月 23 日（星期四）\n  1. 起算：2025 年 9 月 26 日")
    assert "国庆节、中秋节放假，不计 [state-council-holidays 国办发明电〔2024〕12号]" in ran.out


def test_json_is_one_object_of_schema_due_1(run: Any) -> None:
    ran = run("--lang", "en", "due", "--from", "2025-09-19", "--length", "15 days", "--json")
    (record,) = ran.records
    assert list(record) == ["schema", "due", "is_final", "because", "cites"]
    assert record["schema"] == "due/1"
    assert record["due"] == "2025-10-09"
    assert record["is_final"] is True
    assert record["because"][0] == "start: 2025-09-19 (Fri), that day does not count"
    assert "civil-code 第二百零三条" in record["cites"]


def test_hours_give_a_moment(run: Any) -> None:
    (record,) = run("due", "--from", "2026-03-02 10:30", "--length", "24小时", "--json").records
    assert record["due"] == "2026-03-03T10:30"


def test_before_and_roll_are_options(run: Any) -> None:
    words = ("--from", "2025-10-20", "--length", "15日", "--before", "--roll", "previous_working_day")
    (record,) = run("due", *words, "--json").records
    assert record["due"] == "2025-09-30"


@pytest.mark.parametrize("file", sorted(CASES.glob("*.yaml")), ids=lambda file: file.stem)
def test_every_case_file_runs_and_agrees(run: Any, file: Path) -> None:
    ran = run("due", "--case", str(file), "--json")
    assert ran.code == 0
    assert all(record["agrees"] for record in ran.records)
    assert all(record["because"] and record["case"] for record in ran.records)


def test_one_case_in_json_form(run: Any, tmp_path: Path) -> None:
    text = json.dumps({"start": "2026-03-02", "length": {"days": 15, "kind": "calendar"}, "cites": ["x 第一条"]})
    (record,) = run("due", "--case", write(tmp_path, text, "case.json"), "--json").records
    assert record["due"] == "2026-03-17"
    assert "x 第一条" in record["cites"]


def test_a_failed_expectation_leaves_with_1(run: Any, tmp_path: Path) -> None:
    file = write(tmp_path, "{case: 甲, start: 2026-03-02, length: 15日, expect: 2026-03-18}")
    ran = run("due", "--case", file)
    assert ran.code == 1
    assert "与预期 2026-03-18 不符" in ran.out


def test_no_schedule_leaves_with_4_and_says_what_to_do(run: Any, tmp_path: Path) -> None:
    ran = run("due", "--from", "2026-12-21", "--length", "9个工作日")
    assert ran.code == 4
    assert ran.out == ""
    assert ran.err.startswith("安排未公布：2027 年放假安排尚未公布")
    assert str(tmp_path / "knowledge" / "holidays" / "2027.yaml") in ran.err


def test_one_case_without_schedule_does_not_hide_the_others(run: Any, tmp_path: Path) -> None:
    text = "- {case: 甲, start: 2026-12-21, length: 9个工作日}\n- {case: 乙, start: 2026-03-02, length: 15日}\n"
    ran = run("due", "--case", write(tmp_path, text), "--json")
    assert ran.code == 4
    assert [record["due"] for record in ran.records] == [None, "2026-03-17"]
    assert ran.records[0]["because"][0].startswith("2027 年放假安排尚未公布")
    assert json.loads(ran.err)["error"] == "NoSchedule"


def test_the_office_adds_2027_and_the_count_goes_on(run: Any, tmp_path: Path) -> None:
    folder = tmp_path / "knowledge" / "holidays"
    folder.mkdir(parents=True)
    (folder / "2027.yaml").write_text(
        "year: 2027\nnotices: [{number: 试, source: test, verified: false}]\n"
        "holidays: [{name: {zh: 元旦, en: New Year}, notice: 试, rest_days: [2027-01-01]}]\n",
        "utf-8",
    )
    (record,) = run("due", "--from", "2026-12-21", "--length", "9个工作日", "--json").records
    assert record["due"] == "2027-01-04"


def test_a_day_that_may_still_move_is_marked(run: Any) -> None:
    ran = run("due", "--from", "2026-12-10", "--length", "30日")
    assert ran.code == 0
    assert ran.out.startswith("届满日 2027 年 1 月 9 日（星期六）（待复核）")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{start: 2026-03-02, lenght: 15日}", "key=lenght"),
        ("{start: 2026-03-02}", "key=length"),
        ("start: [", "案例文件无法读取"),
        ("[]", "案例文件是空的"),
        ("", "键: 值"),
        ("{case: 甲, start: 2026-03-02, length: 15日, roll: up}", "key=roll"),
        ("start: 2026-03-02\nlength: [\n", "line=3"),
        ("- {start: 2026-03-02, length: 15日}\n- start: 2026-03-02\n  length: 15日\n  roll: up\n", "line=4"),
        ("start: 2026-03-02\nlength: 15日\nlength: 30日\n", "同一个键写了两次"),
        ("start: 2026-03-02\nlength: on\n", "line=2"),
    ],
)
def test_a_bad_case_file_leaves_with_3_and_names_itself(run: Any, tmp_path: Path, text: str, says: str) -> None:
    file = write(tmp_path, text)
    ran = run("due", "--case", file)
    assert ran.code == 3
    assert says in ran.err
    assert file in ran.err


def test_a_missing_file_leaves_with_3(run: Any, tmp_path: Path) -> None:
    ran = run("due", "--case", str(tmp_path / "none.yaml"))
    assert ran.code == 3
    assert "没有这个案例文件" in ran.err
    assert "none.yaml" in ran.err


def test_a_file_in_another_encoding_leaves_with_3(run: Any, tmp_path: Path) -> None:
    (tmp_path / "case.yaml").write_bytes("case: 甲".encode("gb18030"))
    ran = run("--lang", "en", "due", "--case", str(tmp_path / "case.yaml"))
    assert ran.code == 3
    assert "the case file is not UTF-8" in ran.err


@pytest.mark.parametrize(
    ("start", "length", "says"),
    [("x", "15日", "不是有效日期 [--from=x]"), ("2026-03-02", "x", "看不懂的期限长度 [--length=x]")],
)
def test_a_bad_option_is_named(run: Any, start: str, length: str, says: str) -> None:
    ran = run("due", "--from", start, "--length", length)
    assert ran.code == 3
    assert says in ran.err
    assert "file=" not in ran.err


def test_an_empty_line_stands_between_answers_only(run: Any, tmp_path: Path) -> None:
    assert not run("due", "--from", "2026-03-02", "--length", "15日").out.endswith("\n\n")
    case = "{start: 2026-03-02, length: 15日}"
    out = run("due", "--case", write(tmp_path, f"[{case}, {case}]")).out
    assert out.count("\n\n") == 1
    assert not out.endswith("\n\n")


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("--from", "2026-03-02"),
        ("--length", "15日"),
        ("--case", "a", "--length", "15日"),
        ("--case", "a", "--before"),
    ],
)
def test_half_a_question_is_wrong_usage(run: Any, words: tuple[str, ...]) -> None:
    ran = run("due", *words)
    assert ran.code == 2
    assert "give either --case FILE" in ran.err


def test_the_sample_in_the_guide_is_what_the_command_prints(run: Any) -> None:
    command, _, printed = GUIDE.split("```console\n$ zhiquan ")[1].split("\n```")[0].partition("\n")
    assert run(*command.split()).out.strip() == printed


def test_the_file_for_2027_in_the_guide_can_be_used_as_it_stands(run: Any, tmp_path: Path) -> None:
    folder = tmp_path / "knowledge" / "holidays"
    folder.mkdir(parents=True)
    sample = next(block for block in GUIDE.split("```yaml\n")[1:] if block.startswith("year: 2027"))
    write(folder, sample.split("```")[0], "2027.yaml")
    (record,) = run("due", "--from", "2026-12-31", "--length", "1个工作日", "--json").records
    assert record["due"] == "2027-01-04"


@pytest.mark.parametrize("key", KEYS)
def test_every_key_of_a_case_is_in_the_guide(key: str) -> None:
    assert f"`{key}`" in GUIDE
