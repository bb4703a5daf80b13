"""The program ``zhiquan``: its commands are loaded only when called (命令行入口)."""

from __future__ import annotations

import json
import os
import sys
import traceback
from collections.abc import Sequence
from datetime import datetime
from importlib import import_module
from importlib.metadata import entry_points
from pathlib import Path

import click

from zhiquan import __version__
from zhiquan.basics.errors import ZhiquanError
from zhiquan.basics.settings import Settings, read_settings
from zhiquan.basics.words import Language
from zhiquan.cli.output import print_error

COMMANDS: dict[str, str] = {
    "check-number": "zhiquan.cli.check_number:check_number",
    "due": "zhiquan.cli.due:due",
    "knowledge": "zhiquan.cli.knowledge:knowledge",
    "import": "zhiquan.cli.import_files:import_files",
    "template": "zhiquan.cli.template:template",
    "rights": "zhiquan.cli.rights:rights",
    "show": "zhiquan.cli.show:show",
    "export": "zhiquan.cli.export:export",
    "parties": "zhiquan.cli.parties:parties",
    "quality": "zhiquan.cli.quality:quality",
    "review": "zhiquan.cli.review:review",
    "plan": "zhiquan.cli.plan:plan",
    "board": "zhiquan.cli.board:board",
    "figure": "zhiquan.cli.figure:figure",
    "forecast": "zhiquan.cli.forecast:forecast",
    "coverage": "zhiquan.cli.coverage:coverage",
    "duties": "zhiquan.cli.work:duties",
    "organisation": "zhiquan.cli.work:organisation",
    "budget": "zhiquan.cli.work:budget",
    "meetings": "zhiquan.cli.work:meetings",
    "appraisal": "zhiquan.cli.work:appraisal",
    "sheet": "zhiquan.cli.work:sheet",
    "publish": "zhiquan.cli.publication:publish",
    "publications": "zhiquan.cli.publication:published",
    "verify": "zhiquan.cli.publication:verify",
    "bundle": "zhiquan.cli.publication:bundle",
    "batches": "zhiquan.cli.batches:batches",
    "undo": "zhiquan.cli.batches:undo",
    "snapshots": "zhiquan.cli.snapshots:snapshots",
    "digest": "zhiquan.cli.snapshots:digest",
    "upgrade": "zhiquan.cli.upkeep:upgrade",
    "rebuild": "zhiquan.cli.upkeep:rebuild",
    "prune": "zhiquan.cli.upkeep:prune",
}
"""Command name to ``module:attribute``; a module is imported when its command runs."""


class LazyGroup(click.Group):
    """A click group over ``COMMANDS`` and the entry-point group ``zhiquan.commands``."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Own commands in the order above, then those other rooms add, sorted."""
        del ctx
        added = sorted(point.name for point in entry_points(group="zhiquan.commands"))
        return [*COMMANDS, *added]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the module behind one command name."""
        del ctx
        if cmd_name in COMMANDS:
            module, _, attribute = COMMANDS[cmd_name].partition(":")
            command = getattr(import_module(module), attribute)
        else:
            points = entry_points(group="zhiquan.commands", name=cmd_name)
            command = next((point.load() for point in points), None)
        return command if isinstance(command, click.Command) else None


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
