"""The page on data files: its code runs, its folders and commands are real."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from zhiquan.knowledge.kinds import KINDS
from zhiquan.knowledge.other_kinds import OTHER_KINDS
from zhiquan.knowledge.source_keys import source_keys

PAGE = (Path(__file__).parents[2] / "docs" / "knowledge.md").read_text("utf-8")


PROGRAM = Path(sys.executable).parent / "zhiquan"
EXAMPLES = [
    (command, shown)
    for block in re.findall(r"```console\n(.*?)```", PAGE, re.DOTALL)
    for command, _, shown in (part.partition("\n") for part in block.split("$ ")[1:])
]


@pytest.mark.parametrize(("command", "shown"), EXAMPLES, ids=[command for command, _ in EXAMPLES])
def test_a_command_on_the_page_prints_what_is_shown(command: str, shown: str, tmp_path: Path) -> None:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ZHIQUAN_")}
    done = subprocess.run(
        [PROGRAM, *shlex.split(command)[1:]],
        cwd=tmp_path,
        env={**kept, "ZHIQUAN_HOME": str(tmp_path), "COLUMNS": "110"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    pattern = ".*".join(re.escape(piece.strip()) for piece in shown.split("..."))
    assert re.match(pattern, done.stdout.strip(), re.DOTALL), done.stdout


def test_every_way_to_call_the_command_is_on_the_page() -> None:
    assert {
        shlex.split(command.removeprefix("zhiquan --lang en ").removeprefix("zhiquan "))[1] for command, _ in EXAMPLES
    } == {
        "check",
        "list",
        "show",
    }


def test_every_short_name_of_a_source_is_on_the_page() -> None:
    for key in source_keys():
        assert f"`{key}" in PAGE, key


def test_the_code_on_the_page_runs() -> None:
    blocks = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    assert len(blocks) == 2
    for block in blocks:
        exec(block, {})


def test_every_kind_and_folder_is_on_the_page() -> None:
    for folder in (*(spec.folder for spec in KINDS.values()), *OTHER_KINDS):
        assert f"`{folder}`" in PAGE
