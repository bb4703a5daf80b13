"""``zhiquan template``: the list, one file, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from zhiquan.cli.main import main


@pytest.fixture(autouse=True)
def _at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ZHIQUAN_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("ZHIQUAN_LANGUAGE", raising=False)
    monkeypatch.setenv("COLUMNS", "200")


def run(*words: str) -> int:
    with pytest.raises(SystemExit) as left:
        main(list(words))
    return int(left.value.code or 0)


def test_the_list_names_every_template(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("template", "--list") == 0
    told = capsys.readouterr().out
    assert all(name in told for name in ("trademark", "pledges", "survey", "商标", "质押登记"))
    assert run("template") == 0
    assert capsys.readouterr().out == told


def test_the_list_for_machines_has_one_template_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("template", "--list", "--json") == 0
    records = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {record["schema"] for record in records} == {"template/1"}
    (marks,) = [record for record in records if record["template"] == "trademark"]
    assert marks["kind"] == "rights"
    assert marks["columns"][0] == {"heading": "申请/注册号", "field": "reg_no", "needed": True}


def test_a_file_is_named_after_the_template_unless_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("template", "trademark") == 0
    assert "商标模板.xlsx" in capsys.readouterr().out
    assert CalamineWorkbook.from_path(str(tmp_path / "商标模板.xlsx")).sheet_names[0] == "商标"
    assert run("--lang", "en", "template", "trademark") == 0
    assert (tmp_path / "trademark-template.xlsx").is_file()
    assert run("template", "质押登记", "-o", "my.xlsx", "--json") == 0
    told = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert (told["template"], told["file"]) == ("pledges", "my.xlsx")
    assert (tmp_path / "my.xlsx").is_file()


def test_an_unknown_template_and_a_file_that_exists_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("template", "trademrk") == 4
    assert "trademark" in capsys.readouterr().err
    (tmp_path / "a.xlsx").write_bytes(b"mine")
    assert run("template", "trademark", "-o", "a.xlsx") == 3
    assert "已存在" in capsys.readouterr().err
    assert (tmp_path / "a.xlsx").read_bytes() == b"mine"


def test_headings_of_the_office_are_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = tmp_path / "own" / "columns" / "pledges.yaml"
    own.parent.mkdir(parents=True)
    own.write_text("id: pledges\nlabel: {zh: 本局, en: ours}\nfields: {amount: {names: [放款额]}}\n", "utf-8")
    monkeypatch.setenv("ZHIQUAN_KNOWLEDGE", str(tmp_path / "own"))
    assert run("template", "pledges", "-o", "a.xlsx") == 0
    rows = CalamineWorkbook.from_path(str(tmp_path / "a.xlsx")).get_sheet_by_index(0).to_python()
    assert "放款额" in rows[0]
