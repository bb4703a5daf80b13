"""Write ``docs/reference`` from the code (参考手册): commands, tables, settings, data files, errors.

Run with ``.venv/bin/python tools/reference.py``; with ``--check`` nothing is written, and pages that are not as the
code says are named (exit code 1).
"""

from __future__ import annotations

import importlib
import inspect
import os
import pkgutil
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from pathlib import Path
from types import CodeType

import click
import django

import zhiquan
from zhiquan.basics.errors import ZhiquanError
from zhiquan.basics.settings import Settings, read_settings
from zhiquan.cli.main import main, program
from zhiquan.knowledge.catalogue import load_knowledge
from zhiquan.knowledge.holidays import SHIPPED as HOLIDAYS
from zhiquan.knowledge.holidays import read_year
from zhiquan.knowledge.instruments import Instrument
from zhiquan.knowledge.kinds import KINDS
from zhiquan.knowledge.regions import district
from zhiquan.knowledge.shapes import Definition, Versioned
from zhiquan.knowledge.tables import SHIPPED, CodeTable, open_table, table_ids
from zhiquan.register import ids
from zhiquan.register.rules import RANKS
from zhiquan.register.tables import DERIVED, OBSERVATIONS, RIGHT_KINDS, TABLES, TableShape
from zhiquan.register.tables.facts import ORIGIN
from zhiquan.register.tables.shapes import TYPE_NAMES, type_name

FOLDER = Path(__file__).parents[1] / "docs" / "reference"
NOT_WRITTEN_BY_HAND = "<!-- written by tools/reference.py (make reference); do not edit -->"

_SCHEMA = re.compile(r"[a-z][a-z-]*/[0-9]+")
_SETTING = re.compile(r"^ {4}(\w+): (.*(?:\n {8}.*)*)", re.MULTILINE)

SERVED = "zhiquan.site.wsgi"
"""The module a server imports; importing it begins to work."""


def commands_page() -> str:
    """Every command with its arguments and options, also those other rooms add by entry points."""
    context = click.Context(program, info_name="zhiquan")
    lines = [_help_of(program), "", *_parameters(program), ""]
    for name in program.list_commands(context):
        command = program.get_command(context, name)
        if command is None:
            raise LookupError(f"command {name} is listed but cannot be loaded")
        lines += _command(command, f"zhiquan {name}", depth=2)
    return _page("Commands 命令", lines)


def tables_page() -> str:
    """Every table of the lake with its columns, and the kinds and ids that stand in them."""
    lines = [
        "Every column may be null: the sources do not say. A row is named by its key. Tables `observations_*` hold",
        "what was loaded; the others are derived from them.",
        "",
        "## Kinds of rights 权利种类",
        "",
        *_grid(("kind", "中文", "English"), ((kind, label.zh, label.en) for kind, label in RIGHT_KINDS.items())),
        "",
        "## Ids 编号",
        "",
        *_part_after_first_line(ids.__doc__),
        "",
        "## Standing of a source 来源级别",
        "",
        "Of two sources that disagree the one of higher standing is believed, then the one learned later.",
        "",
        *_grid(("authority", "standing"), RANKS.items()),
        "",
        "## Column types 列类型",
        "",
        *_grid(("type", "Arrow type"), ((name, f"`{kind}`") for name, kind in TYPE_NAMES.items())),
        "",
        "## Contents 目录",
        "",
        *(f"- [`{shape.name}`](#{shape.name}) {shape.says.zh} {shape.says.en}" for shape in _shapes_in_order()),
    ]
    for shape in _shapes_in_order():
        lines += ["", *_table(shape)]
    return _page("Tables 数据表", lines)


def settings_page() -> str:
    """Every setting with its environment variable, default and meaning."""
    told = {name: " ".join(text.split()) for name, text in _SETTING.findall(inspect.getdoc(Settings) or "")}
    plain = read_settings({}, folder=Path("/"))
    rows = []
    for field in fields(Settings):
        default = getattr(plain, field.name)
        shown = "see right" if isinstance(default, Path) else "" if default in {None, ""} else f"`{default}`"
        variable, _, text = told[field.name].partition(": ")
        rows.append((f"`{field.name}`", variable.replace("``", "`"), shown, text.replace("``", "`")))
    lines = [
        "Order: environment variable, the nearest `zhiquan.toml` upward from the working folder, the default.",
        "Relative paths count from the folder of that file, else from the working folder.",
        "",
        *_grid(("in zhiquan.toml", "environment", "default", "meaning"), rows),
        "",
        "Only tests read these: `ZHIQUAN_DEEP=1` runs the long ones, `ZHIQUAN_FUZZ=1` draws new random examples,",
        "`ZHIQUAN_TEST_DATA` is the folder of real files (default `../shared/data`), `ZHIQUAN_TEST_DATABASE` the",
        "desk's database (`sqlite`, `postgres` or `both`), `ZHIQUAN_TEST_ROOM` a folder that keeps the demo.",
    ]
    return _page("Settings 设置", lines)


def data_files_page() -> str:
    """Every data file with its label, versions and whether anybody saw its source."""
    known = load_knowledge()
    lines = [
        "`src/zhiquan/knowledge/data/<kind>/<id>.yaml`; code tables are folders `codes/<id>`. An office's own files of",
        "the same names under `ZHIQUAN_KNOWLEDGE` take their place. How to write one: [knowledge](../knowledge.md),",
        "[code tables](../code-tables.md), [legal days](../legal-days.md). “unverified” 未核实: some value of it",
        "has no opened official source.",
    ]
    for kind, spec in KINDS.items():
        found = [known.definition(kind, name) for name in known.ids(kind)]
        lines += ["", f"## {kind} {spec.label.zh} ({spec.label.en})", ""]
        lines += _grid(("id", "中文", "English", "versions or days in force", ""), map(_definition_row, found))
    lines += ["", "## holidays 放假安排 (State Council schedules)", "", *_holidays()]
    lines += ["", "## districts 辖区 (home districts)", "", *_districts()]
    tables = {name: open_table(name) for name in table_ids()}
    lines += ["", "## codes 代码表 (code tables)", "", *_code_tables(tables)]
    for name, table in tables.items():
        columns = ((c.name, c.type, c.label.zh, c.label.en) for c in table.sheet.columns)
        lines += ["", f"### codes/{name}", "", *_grid(("column", "type", "中文", "English"), columns)]
    return _page("Data files 数据文件", lines)


def errors_page() -> str:
    """Every error class and exit code."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhiquan.site.settings")
    django.setup()
    for module in pkgutil.walk_packages(zhiquan.__path__, "zhiquan."):
        if module.name != SERVED:
            importlib.import_module(module.name)
    rows = (
        (f"`{kind.__name__}`", kind.label.zh, kind.label.en, kind.exit_code, kind.status, _first_line(kind))
        for kind in sorted(_family(ZhiquanError), key=lambda kind: (kind.exit_code, kind.__name__))
    )
    lines = [
        "An error names the record, the rule broken and the way out. With `--json` it is one object on stderr, schema",
        "`error/1`: `error` (the class), `message`, `where`, `remedy`.",
        "",
        *_grid(("class", "中文", "English", "exit code", "HTTP status", "meaning"), rows),
        "",
        "## Exit codes 退出码",
        "",
        *_part_after_first_line(main.__doc__),
    ]
    return _page("Errors 错误", lines)


PAGES: Mapping[str, Callable[[], str]] = {
    "commands.md": commands_page,
    "tables.md": tables_page,
    "settings.md": settings_page,
    "data-files.md": data_files_page,
    "errors.md": errors_page,
}
"""File name to the function that writes its text."""


def stale_pages() -> list[str]:
    """Names of pages whose file is not what the code says now, and of files no function writes."""
    stale = [name for name, text in PAGES.items() if _read(FOLDER / name) != text()]
    return stale + sorted(file.name for file in FOLDER.glob("*.md") if file.name not in PAGES)


def _page(title: str, lines: Iterable[str]) -> str:
    return "\n".join([f"# {title}", "", NOT_WRITTEN_BY_HAND, "", *lines]).rstrip() + "\n"


def _grid(heads: Sequence[str], rows: Iterable[Iterable[object]]) -> list[str]:
    """A Markdown table."""
    body = [" | ".join(str(cell).replace("|", "\\|").replace("\n", " ") for cell in row) for row in rows]
    return [f"| {' | '.join(heads)} |", "|" + "---|" * len(heads), *(f"| {row} |" for row in body)]


def _part_after_first_line(doc: str | None) -> list[str]:
    """A docstring without its first paragraph, in Markdown."""
    text = inspect.cleandoc(doc or "").partition("\n\n")[2].replace("``", "`")
    return text.splitlines()


def _first_line(subject: object) -> str:
    return (inspect.getdoc(subject) or "").partition("\n")[0]


def _command(command: click.Command, path: str, *, depth: int) -> list[str]:
    usage = " ".join(command.collect_usage_pieces(click.Context(command, info_name=path)))
    lines = [f"{'#' * depth} {path}", "", f"`{path} {usage}`", "", _help_of(command), "", *_parameters(command)]
    schemas = _schemas(command)
    if schemas:
        lines += ["", "JSON: " + ", ".join(f"`{schema}`" for schema in schemas)]
    lines.append("")
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            lines += _command(inner, f"{path} {name}", depth=depth + 1) if inner else []
    return lines


def _help_of(command: click.Command) -> str:
    return inspect.cleandoc(command.help or "")


def _schemas(command: click.Command) -> list[str]:
    """Schemas named by the command's function and by the functions of its module it calls."""
    first = inspect.unwrap(command.callback) if command.callback else None
    if not inspect.isfunction(first):
        return []
    waiting, seen, found = [first.__code__], set[CodeType](), set[str]()
    while waiting:
        code = waiting.pop()
        if code in seen:
            continue
        seen.add(code)
        named = [first.__globals__.get(name) for name in code.co_names]
        found |= {text for text in (*code.co_consts, *named) if isinstance(text, str) and _SCHEMA.fullmatch(text)}
        waiting += [part for part in code.co_consts if isinstance(part, CodeType)]
        waiting += [one.__code__ for one in named if inspect.isfunction(one) and one.__module__ == first.__module__]
    return sorted(found)


def _parameters(command: click.Command) -> list[str]:
    rows = [_parameter(one) for one in command.params if not getattr(one, "hidden", False)]
    return _grid(("argument or option", "values", "meaning"), rows) if rows else []


def _parameter(one: click.Parameter) -> tuple[str, str, str]:
    if not isinstance(one, click.Option):
        return f"`{one.make_metavar(click.Context(program))}`", "", "" if one.required else "may be left out"
    names = ", ".join(f"`{name}`" for name in (*one.opts, *one.secondary_opts))
    values = "" if one.is_flag else one.make_metavar(click.Context(program))
    default = one.to_info_dict()["default"]
    shown = f" (default {default})" if default and isinstance(default, (str, int)) and not one.is_flag else ""
    return names, values, f"{one.help or ''}{shown}{' (needed)' if one.required else ''}"


def _shapes_in_order() -> list[TableShape]:
    """Derived tables first, then the observations they come from."""
    return [*DERIVED.values(), *(shape for name, shape in TABLES.items() if name not in DERIVED)]


def _table(shape: TableShape) -> Iterator[str]:
    loaded = next((kind for kind, known in OBSERVATIONS.items() if known.name == shape.name), "")
    yield from [f"## {shape.name}", "", f"One row is: {shape.says.zh} {shape.says.en}.", ""]
    yield "Key: " + ", ".join(f"`{name}`" for name in shape.key)
    if loaded in DERIVED and shape.columns == (*ORIGIN, *DERIVED[loaded].columns):
        origin = ", ".join(f"`{column.name}`" for column in ORIGIN)
        yield from ["", f"Columns: {origin} as in `observations_rights`, then those of [`{loaded}`](#{loaded})."]
        return
    rows = ((f"`{column.name}`", type_name(column.type), column.says.zh, column.says.en) for column in shape.columns)
    yield from ["", *_grid(("column", "type", "中文", "English"), rows)]


def _definition_row(found: Definition) -> tuple[str, str, str, str, str]:
    days: list[str] = []
    if isinstance(found, Versioned):
        days = [str(version.from_) for version in found.versions]
    elif isinstance(found, Instrument):
        days = [f"{one.from_} – {one.to or ''}".strip() for one in found.in_force]
    return f"`{found.id}`", found.label.zh, found.label.en, "; ".join(days), _seen(is_verified=found.is_verified)


def _seen(*, is_verified: bool) -> str:
    return "" if is_verified else "unverified"


def _holidays() -> list[str]:
    rows = []
    for year in map(read_year, sorted(HOLIDAYS.glob("*.yaml"))):
        numbers = "; ".join(notice.number for notice in year.notices)
        rest = sum(len(holiday.rest_days) for holiday in year.holidays)
        work = sum(len(holiday.work_days) for holiday in year.holidays)
        seen = _seen(is_verified=all(notice.verified for notice in year.notices))
        rows.append((f"`{year.year}`", numbers, rest, work, seen))
    return _grid(("id", "notices", "rest days", "weekend days worked", ""), rows)


def _districts() -> list[str]:
    found = [district(file.stem) for file in sorted((SHIPPED / "districts").glob("*.yaml"))]
    rows = (
        (f"`{one.code}`", one.label.zh, one.label.en, len(one.towns), len(one.zones), _seen(is_verified=one.verified))
        for one in found
    )
    return _grid(("id", "中文", "English", "towns", "zones", ""), rows)


def _code_tables(tables: Mapping[str, CodeTable]) -> list[str]:
    rows = (
        (
            f"[`{name}`](#codes{name})",
            table.sheet.label.zh,
            table.sheet.label.en,
            table.sheet.edition,
            len(table.rows),
            ", ".join(table.sheet.key),
            "" if table.sheet.complete else "incomplete",
            _seen(is_verified=table.sheet.verified),
        )
        for name, table in tables.items()
    )
    return _grid(("id", "中文", "English", "edition", "rows", "key", "", ""), rows)


def _family(root: type[ZhiquanError]) -> Iterator[type[ZhiquanError]]:
    yield root
    for kind in root.__subclasses__():
        yield from _family(kind)


def _read(file: Path) -> str:
    return file.read_text("utf-8") if file.is_file() else ""


def run(arguments: Sequence[str]) -> int:
    """Write the pages, or with ``--check`` name those that are stale; the exit code."""
    if "--check" in arguments:
        for name in (stale := stale_pages()):
            print(f"docs/reference/{name}: not as the code says; run make reference")
        return 1 if stale else 0
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, text in PAGES.items():
        (FOLDER / name).write_text(text(), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
