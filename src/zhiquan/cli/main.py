"""The program ``zhiquan``: its commands are loaded only when called (命令行入口)."""

from __future__ import annotations

import gc
import json
import os
import sys
import traceback
from collections.abc import Sequence
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import click

from zhiquan import __version__
from zhiquan.basics.errors import ZhiquanError
from zhiquan.basics.settings import Settings, read_settings
from zhiquan.basics.words import Language
from zhiquan.cli.commands import ADDED, COMMANDS
from zhiquan.cli.output import print_error

if TYPE_CHECKING:
    from importlib.metadata import EntryPoints


class LazyGroup(click.Group):
    """A click group over ``COMMANDS`` and the entry-point group ``zhiquan.commands``."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Own commands in the order of ``COMMANDS``, then those other rooms add, sorted."""
        del ctx
        return [*COMMANDS, *sorted(point.name for point in _added())]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the module behind one command name."""
        del ctx
        if cmd_name in COMMANDS:
            module, _, attribute = COMMANDS[cmd_name][0].partition(":")
            command = getattr(import_module(module), attribute)
        else:
            command = next((point.load() for point in _added().select(name=cmd_name)), None)
        return command if isinstance(command, click.Command) else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands; those whose lines are known are not loaded for it."""
        lines = [(name, line) for name, (_, line) in COMMANDS.items()]
        for name in self.list_commands(ctx):
            if name in ADDED:
                lines.append((name, ADDED[name]))
            elif name not in COMMANDS and (command := self.get_command(ctx, name)):
                lines.append((name, command.get_short_help_str()))
        with formatter.section("Commands"):
            formatter.write_dl(lines)


def _added() -> EntryPoints:
    """The commands other rooms add."""
    from importlib.metadata import entry_points  # noqa: PLC0415 - slow to import, not needed for own commands

    return entry_points(group="zhiquan.commands")


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="zhiquan")
@click.option("--lang", type=click.Choice(["zh", "en"]), help="Language of messages 界面语言")
@click.pass_context
def program(context: click.Context, lang: Language | None) -> None:
    """知权 zhiquan: the register and figures of an IP office 区县知识产权工作系统."""
    settings = read_settings(os.environ, folder=Path.cwd())
    context.obj = Edge(settings=settings, language=lang or settings.language)


class Edge:
    """What a command gets from outside: settings, language, the day and the clock (运行环境)."""

    def __init__(self, *, settings: Settings, language: Language) -> None:
        self.settings = settings
        self.language: Language = language
        self.now = datetime.now().astimezone()
        self.today = settings.day(self.now.date())


def _print_usage(error: click.ClickException, *, as_json: bool) -> None:
    if as_json:
        said: dict[str, object] = {"schema": "error/1", "error": "Usage", "message": error.format_message()}
        said |= {"where": {}, "remedy": None}
        sys.stderr.write(json.dumps(said, ensure_ascii=False) + "\n")
    else:
        error.show()


def _language_first(words: list[str]) -> list[str]:
    """``--lang`` may stand anywhere on the line; the program reads it before the command."""
    words = [part for word in words for part in (word.split("=", 1) if word.startswith("--lang=") else [word])]
    place = words.index("--lang") if "--lang" in words else 0
    return [*words[place : place + 2], *words[:place], *words[place + 2 :]] if place else words


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the program and leave with its exit code.

    0 done; 1 the check asked for found problems; 2 wrong usage; 3 bad input; 4 not found;
    5 not allowed; 6 a data file of the product is wrong; 70 a mistake in the program; 130 interrupted.
    """
    gc.set_threshold(100_000, 20, 50)  # rows are many and hold no rings: seeking some costs a tenth of an import
    words = _language_first(list(sys.argv[1:] if arguments is None else arguments))
    language: Language = "en" if words[:2] == ["--lang", "en"] else "zh"
    try:
        if words[:1] != ["--lang"]:
            language = read_settings(os.environ, folder=Path.cwd()).language
        code = program.main(args=words, prog_name="zhiquan", standalone_mode=False)
    except ZhiquanError as error:
        print_error(error, language=language, as_json="--json" in words)
        sys.exit(error.exit_code)
    except click.exceptions.Abort:
        sys.exit(130)
    except click.ClickException as error:
        _print_usage(error, as_json="--json" in words)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception:  # noqa: BLE001 - a mistake of ours must not look like an answer
        traceback.print_exc()
        sys.exit(ZhiquanError.exit_code)
    sys.exit(code if isinstance(code, int) else 0)


if __name__ == "__main__":
    main()
