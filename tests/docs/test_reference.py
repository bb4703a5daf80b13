"""The generated reference is what the code says, and leaves nothing out (参考手册)."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import click

from zhiquan.basics.settings import environment_names
from zhiquan.cli.main import program
from zhiquan.knowledge.catalogue import load_knowledge
from zhiquan.knowledge.kinds import KINDS
from zhiquan.knowledge.tables import table_ids
from zhiquan.register.tables import RIGHT_KINDS, TABLES

ROOT = Path(__file__).parents[2]


def _generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("reference", ROOT / "tools" / "reference.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _page(name: str) -> str:
    return (ROOT / "docs" / "reference" / name).read_text("utf-8")


def _commands(group: click.Group, path: str) -> Iterator[tuple[str, click.Command]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None, name
        yield f"{path} {name}", command
        if isinstance(command, click.Group):
            yield from _commands(command, f"{path} {name}")


def test_the_reference_is_as_the_code_says() -> None:
    assert _generator().stale_pages() == [], "run make reference"


def test_every_command_and_option_is_listed_with_a_meaning() -> None:
    page = _page("commands.md")
    for path, command in _commands(program, "zhiquan"):
        assert command.help, path
        _, heading, rest = page.partition(f"# {path}\n")
        assert heading, path
        section = rest.partition("\n## ")[0]
        for option in command.params:
            if isinstance(option, click.Option):
                assert f"`{option.opts[0]}`" in section, f"{path} {option.opts[0]}"
                assert option.help, f"{path} {option.opts[0]}"


def test_every_command_that_prints_facts_takes_json() -> None:
    silent = {"zhiquan demo", "zhiquan serve", "zhiquan worker", "zhiquan accounts demo"}
    for path, command in _commands(program, "zhiquan"):
        if not isinstance(command, click.Group) and path not in silent:
            assert "--json" in [name for option in command.params for name in option.opts], path


def test_every_table_column_and_kind_of_right_is_listed() -> None:
    page = _page("tables.md")
    for kind in RIGHT_KINDS:
        assert f"| {kind} |" in page
    for shape in TABLES.values():
        section = page.partition(f"\n## {shape.name}\n")[2].partition("\n## ")[0]
        assert section, shape.name
        for column in shape.columns:
            assert column.says.zh, f"{shape.name}.{column.name}"
            assert column.says.en, f"{shape.name}.{column.name}"
            assert f"`{column.name}`" in section or "then those of" in section, f"{shape.name}.{column.name}"


def test_every_setting_the_code_reads_is_listed() -> None:
    page = _page("settings.md")
    for name in environment_names():
        assert f"`{name}`" in page
    sources = [file for folder in ("src", "tests") for file in (ROOT / folder).rglob("*.py")]
    named = {name for file in sources for name in re.findall(r"ZHIQUAN_[A-Z_]+[A-Z]", file.read_text("utf-8"))}
    for name in sorted(named):
        assert name in page, f"{name} is used but not in docs/reference/settings.md"


def test_every_data_file_is_listed() -> None:
    page = _page("data-files.md")
    known = load_knowledge()
    for kind in KINDS:
        for name in known.ids(kind):
            assert f"| `{name}` |" in page, f"{kind}/{name}"
    for name in table_ids():
        assert f"\n### codes/{name}\n" in page
