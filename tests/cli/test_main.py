"""The program lists its commands without loading them, and the list says what the commands say."""

from __future__ import annotations

import click
import pytest

from zhiquan.cli.commands import ADDED, COMMANDS
from zhiquan.cli.main import program

LINES = {name: line for name, (_, line) in COMMANDS.items()} | ADDED


@pytest.mark.parametrize("name", list(LINES))
def test_the_list_says_the_first_line_of_the_command(name: str) -> None:
    command = program.get_command(click.Context(program), name)
    assert command is not None
    assert command.help is not None
    assert LINES[name] == command.help.splitlines()[0].rstrip(".")


def test_the_list_is_shown_without_loading_the_commands(monkeypatch: pytest.MonkeyPatch) -> None:
    loaded: list[str] = []
    monkeypatch.setattr(program, "get_command", lambda _, name: loaded.append(name))
    told = program.get_help(click.Context(program, terminal_width=200))
    assert not set(loaded) & set(LINES)
    assert all(f"\n  {name} " in told and line in told for name, line in LINES.items())


def test_an_unknown_command_is_refused_and_no_module_is_sought_for_it() -> None:
    assert program.get_command(click.Context(program), "nothing-of-the-kind") is None
