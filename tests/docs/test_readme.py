"""Every shell example of the two READMEs runs and prints what is shown (使用说明)."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROGRAM = Path(sys.executable).parent / "zhiquan"
PAGES = ("README.md", "README.zh.md")
_LINK = re.compile(r"\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)")


def _examples(page: str) -> list[tuple[str, str]]:
    """Commands of the ``console`` blocks, each with the output shown below it."""
    text = (ROOT / page).read_text("utf-8")
    found = []
    for block in re.findall(r"```console\n(.*?)```", text, re.DOTALL):
        for part in block.split("$ ")[1:]:
            command, _, shown = part.partition("\n")
            found.append((command, shown))
    return found


@pytest.mark.parametrize(
    ("command", "shown"),
    [example for page in PAGES for example in _examples(page)],
    ids=lambda text: text.splitlines()[0][:60] if text else "nothing shown",
)
def test_example_prints_what_is_shown(command: str, shown: str, tmp_path: Path) -> None:
    words = shlex.split(command)
    assert words[0] == "zhiquan", "examples are short calls of the program"
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ZHIQUAN_")}
    done = subprocess.run(
        [PROGRAM, *words[1:]],
        cwd=tmp_path,
        env={**kept, "ZHIQUAN_HOME": str(tmp_path), "COLUMNS": "110"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    pattern = ".*".join(re.escape(piece.strip()) for piece in shown.split("..."))
    assert re.match(pattern, done.stdout.strip(), re.DOTALL), done.stdout


def test_both_readmes_show_examples_of_the_same_commands() -> None:
    english, chinese = ([command.split()[-1] for command, _ in _examples(page)] for page in PAGES)
    assert english == chinese


@pytest.mark.parametrize("page", [*PAGES, "CONTRIBUTING.md", "CHANGELOG.md"])
def test_links_of_the_front_pages_lead_somewhere(page: str) -> None:
    dead = [link for link in _LINK.findall((ROOT / page).read_text("utf-8")) if not (ROOT / link).exists()]
    assert dead == []


def test_links_of_the_documents_lead_somewhere() -> None:
    dead = [
        f"{file.relative_to(ROOT)}: {link}"
        for file in (ROOT / "docs").rglob("*.md")
        for link in _LINK.findall(file.read_text("utf-8"))
        if not (file.parent / link).exists()
    ]
    assert dead == []


def test_every_room_is_in_both_readmes() -> None:
    rooms = [folder.name for folder in (ROOT / "src" / "zhiquan").iterdir() if (folder / "__init__.py").is_file()]
    for page in PAGES:
        text = (ROOT / page).read_text("utf-8")
        assert [room for room in rooms if f"`{room}`" not in text] == []
