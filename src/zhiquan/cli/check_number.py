"""``zhiquan check-number``: is this number right, and if not, why (号码核对)."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator

import click
from rich.cells import cell_len

from zhiquan.basics.errors import BadInput
from zhiquan.basics.numbers import NUMBER_KINDS, PART_LABELS, NumberCheck, kind_named, part_value
from zhiquan.basics.numbers import check_number as check
from zhiquan.basics.words import Language, Words
from zhiquan.cli.main import Edge
from zhiquan.cli.output import json_option, print_json, print_table

_SCHEMA = "check-number/1"
_LABELS = {
    "kind": Words("种类", "kind"),
    "value": Words("填写的号码", "given"),
    "normalised": Words("规范写法", "normalised"),
    "valid": Words("有效", "valid"),
    "problems": Words("问题", "problems"),
    "label": Words("名称", "label"),
    "example": Words("示例", "example"),
}
_ANSWERS = {True: Words("是", "yes"), False: Words("否", "no")}
_SEVERITIES = {"error": Words("错误", "error"), "warning": Words("提示", "warning")}


@click.command("check-number")
@click.argument("kind", required=False)
@click.argument("value", required=False)
@click.option("--list", "list_kinds", is_flag=True, help="Show the kinds of number 列出号码种类")
@json_option
@click.pass_context
def check_number(
    context: click.Context,
    kind: str | None,
    value: str | None,
    *,
    list_kinds: bool,
    as_json: bool,
) -> None:
    """Check one number of a KIND, or with - one per line of the input 核对号码.

    Leaves with 0 when every number is valid, with 1 when one is not.
    """
    edge: Edge = context.obj
    if list_kinds:
        _print_kinds(edge.language, as_json=as_json)
        return
    if kind is None or value is None:
        raise click.UsageError("give KIND and VALUE, or --list 请给出种类和号码，或用 --list 查看种类")
    name = kind_named(kind)
    values = _lines() if value == "-" else iter([value])
    results = (check(name, text, today=edge.today) for text in values)
    if as_json:
        all_valid = _print_lines(results, edge.language)
    elif value == "-":
        all_valid = _print_many(list(results), edge.language)
    else:
        all_valid = _print_one(next(results), edge.language)
    context.exit(0 if all_valid else 1)


def _lines() -> Iterator[str]:
    for place, line in enumerate(sys.stdin.buffer, 1):
        try:
            text = line.decode("utf-8-sig").strip()
        except UnicodeDecodeError:
            raise BadInput(
                Words("输入不是 UTF-8 编码", "the input is not UTF-8"),
                where={"line": place},
                remedy=Words("请先把文件另存为 UTF-8。", "Save the file as UTF-8 first."),
            ) from None
        if text:
            yield text


def _print_lines(results: Iterable[NumberCheck], language: Language) -> bool:
    all_valid = True
    for result in results:
        all_valid = all_valid and result.valid
        record = {
            "kind": result.kind,
            "value": result.value,
            "normalised": result.normalised,
            "valid": result.valid,
            "problems": result.says(language),
            "parts": dict(result.parts),
        }
        print_json(record, schema=_SCHEMA)
    return all_valid


def _print_many(results: list[NumberCheck], language: Language) -> bool:
    columns = [_LABELS[name].to(language) for name in ("value", "normalised", "valid", "problems")]
    rows = (
        (
            result.value,
            result.normalised,
            _ANSWERS[result.valid].to(language),
            "\n".join(_sentences(result, language)),
        )
        for result in results
    )
    print_table(columns, rows)
    return all(result.valid for result in results)


def _print_one(result: NumberCheck, language: Language) -> bool:
    rows = [
        (_LABELS["kind"].to(language), NUMBER_KINDS[result.kind].label.to(language)),
        (_LABELS["value"].to(language), result.value),
        (_LABELS["normalised"].to(language), result.normalised),
        (_LABELS["valid"].to(language), _ANSWERS[result.valid].to(language)),
        *(
            (PART_LABELS[name].to(language), part_value(result.kind, name, part).to(language))
            for name, part in result.parts.items()
            if part
        ),
        *((_LABELS["problems"].to(language), sentence) for sentence in _sentences(result, language)),
    ]
    width = max(cell_len(name) for name, _ in rows)
    for name, value in rows:
        click.echo(f"{name}{' ' * (width - cell_len(name))}  {value}")
    return result.valid


def _sentences(result: NumberCheck, language: Language) -> list[str]:
    mark = "：" if language == "zh" else ": "
    return [
        f"{_SEVERITIES[problem.severity].to(language)}{mark}{problem.words.to(language)}" for problem in result.problems
    ]


def _print_kinds(language: Language, *, as_json: bool) -> None:
    if as_json:
        for kind in NUMBER_KINDS.values():
            record = {
                "kind": kind.name,
                "label": kind.label,
                "example": kind.example,
                "aliases": kind.aliases,
            }
            print_json(record, schema="number-kind/1")
        return
    columns = [_LABELS[name].to(language) for name in ("kind", "label", "example")]
    print_table(columns, ((kind.name, kind.label.to(language), kind.example) for kind in NUMBER_KINDS.values()))
