from __future__ import annotations

import json

import pytest
from click.testing import CliRunner, Result

from zhiquan.basics.numbers import NUMBER_KINDS
from zhiquan.cli.main import program

IDENTITY = "11010519491231002X"
KEYS = ["schema", "kind", "value", "normalised", "valid", "problems", "parts"]


def run(*arguments: str, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(program, ["check-number", *arguments], input=stdin)


def run_english(*arguments: str) -> Result:
    return CliRunner().invoke(program, ["--lang", "en", "check-number", *arguments])


def test_a_valid_number_leaves_with_zero_and_the_keys_promised() -> None:
    result = run("申请号", "ZL 2020 1 0566088.9", "--json")
    assert result.exit_code == 0
    record = json.loads(result.stdout)
    assert list(record) == KEYS
    assert record["schema"] == "check-number/1"
    assert record["kind"] == "application"
    assert record["value"] == "ZL 2020 1 0566088.9"
    assert record["normalised"] == "202010566088.9"
    assert record["valid"] is True
    assert record["problems"] == []
    assert record["parts"]["right_kind"] == "invention_patent"


def test_a_wrong_number_leaves_with_one_and_says_why() -> None:
    result = run("application", "202310123456.7", "--json")
    assert result.exit_code == 1
    record = json.loads(result.stdout)
    assert record["problems"][0] == "校验位是 7，按前面的数字应为 6；号码中有数字输错"
    assert len(record["problems"]) == 2


def test_problems_follow_the_language() -> None:
    record = json.loads(run_english("application", "202310123456.7", "--json").stdout)
    assert record["problems"][0].startswith("the check digit is 7")


def test_warnings_are_told_while_the_number_stays_valid() -> None:
    result = run("uscc", "91350211M0000XUF46", "--json")
    assert result.exit_code == 0
    assert "校验位" in json.loads(result.stdout)["problems"][0]


def test_the_table_for_people_names_the_severity() -> None:
    result = run("application", "202310123456.7")
    assert result.exit_code == 1
    assert "错误：校验位是 7" in result.stdout
    assert "专利类型" in result.stdout
    assert "error: the check digit" in run_english("application", "202310123456.7").stdout


def test_standard_input_is_checked_line_by_line() -> None:
    result = run("patent", "-", "--json", stdin="\ufeff202010566088.9\r\n\n202310123456.7\n")
    records = [json.loads(line) for line in result.stdout.splitlines()]
    assert [record["valid"] for record in records] == [True, False]
    assert records[0]["value"] == "202010566088.9"
    assert result.exit_code == 1


def test_standard_input_makes_one_table() -> None:
    result = run("ipc", "-", stdin="C21D9/00\nH01M10/0525\n")
    assert result.exit_code == 0
    assert result.stdout.count("规范写法") == 1
    assert "H01M 10/0525" in result.stdout


def test_no_lines_are_no_problem() -> None:
    result = run("ipc", "-", "--json", stdin="")
    assert (result.exit_code, result.stdout) == (0, "")


def test_input_in_another_encoding_is_named_by_line() -> None:
    result = run("work", "-", "--json", stdin="国作登字".encode("gb18030"))
    assert result.exception is not None
    assert "UTF-8" in str(result.exception)


@pytest.mark.parametrize("kind", ["identity", "身份证号", "uscc"])
@pytest.mark.parametrize("form", [(), ("--json",)])
def test_an_identity_number_is_never_printed_whole(kind: str, form: tuple[str, ...]) -> None:
    for result in (run(kind, IDENTITY, *form), run(kind, "-", *form, stdin=f"{IDENTITY}\n")):
        assert IDENTITY not in result.output
        assert "19491231" not in result.output
        assert "110105********002X" in result.output


def test_the_list_shows_every_kind() -> None:
    result = run("--list")
    assert result.exit_code == 0
    for name, kind in NUMBER_KINDS.items():
        assert name in result.stdout
        assert kind.label.zh in result.stdout
    assert NUMBER_KINDS["uscc"].label.en in run_english("--list").stdout


def test_the_list_as_json_gives_one_kind_per_line() -> None:
    records = [json.loads(line) for line in run("--list", "--json").stdout.splitlines()]
    assert [record["kind"] for record in records] == list(NUMBER_KINDS)
    assert {record["schema"] for record in records} == {"number-kind/1"}


def test_an_unknown_kind_is_bad_input() -> None:
    result = run("telephone", "1")
    assert getattr(result.exception, "exit_code", None) == 3
    assert "uscc" in str(result.exception)


def test_a_missing_value_is_wrong_usage() -> None:
    result = run("application")
    assert result.exit_code == 2
    assert "--list" in result.output


def test_the_day_taken_as_today_decides_what_is_future(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHIQUAN_TODAY", "2019-12-31")
    assert run("application", "202010566088.9").exit_code == 1
    monkeypatch.setenv("ZHIQUAN_TODAY", "2020-01-01")
    assert run("application", "202010566088.9").exit_code == 0


def test_the_answer_for_people_begins_with_the_kind_and_speaks_one_language() -> None:
    out = run("application", "202010566088.9").stdout
    assert out.startswith("种类")
    assert "发明专利\n" in out
    assert "PCT 进入国家阶段  否\n" in out
    assert "invention_patent" not in out
    english = run_english("uscc", "91500000202852965T").stdout
    assert "market regulation" in english
    assert "市场监督管理" not in english
