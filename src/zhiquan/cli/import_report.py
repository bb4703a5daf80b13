"""What ``zhiquan import`` tells a person of one file (导入报告)."""

from __future__ import annotations

from collections.abc import Iterator

import click

from zhiquan.basics.words import Language, Words
from zhiquan.cli.output import print_table
from zhiquan.register.intake.outcomes import ColumnReport, Imported, Reason
from zhiquan.register.tables import OBSERVATIONS

_REASONS = {
    "heading": Words("标题", "heading"),
    "like_heading": Words("相近标题", "like a heading"),
    "values": Words("按值识别", "by its values"),
    "saved": Words("已存对应", "saved mapping"),
    "same_field": Words("同一字段另有一列", "another column holds the field"),
    "values_differ": Words("值不符，保留", "values differ, kept"),
    "kept": Words("无对应字段，保留", "no such field, kept"),
    "unknown": Words("未识别，保留", "unknown, kept"),
}
_KEPT = Words("保留", "kept")


def print_report(done: Imported, language: Language) -> None:
    """Print format, kind, column mapping, the account of rows, reasons and warnings of one file."""
    click.secho(_title(done).to(language), bold=True)
    if done.columns:
        heads = [words.to(language) for words in (Words("来源列", "column"), Words("字段", "field"),
                 Words("把握", "confidence"), Words("依据", "because"))]  # fmt: skip
        print_table(heads, _columns(done, language))
    for line in _account(done):
        click.echo(line.to(language))
    for reason in done.reasons[:12]:
        click.secho(_left_out(reason).to(language), fg="yellow")
    for part in done.parts:
        if part.says.zh:
            click.echo(f"  {part.name}: {part.says.to(language)}" if part.name else f"  {part.says.to(language)}")
    for warning in done.warnings:
        click.secho(f"  {warning.to(language)}", fg="yellow")
    if done.repair:
        told = Words(
            f"  修复表：{done.repair}（改正后重新导入）", f"  repair file: {done.repair} (correct it and load it)"
        )
        click.echo(told.to(language))


def _left_out(reason: Reason) -> Words:
    """How many rows were left out and why, with the first of them and the way out."""
    where = f"{reason.sheet} " if reason.sheet else ""
    column, value = reason.column, reason.value
    return Words(
        f"  隔离 {reason.rows} 行 · {column or '整行'}：{reason.words.zh}"
        f"（如 {where}第 {reason.line} 行“{value}”）。{reason.remedy.zh}",
        f"  left out {reason.rows} · {column or 'row'}: {reason.words.en} "
        f"(e.g. {where}row {reason.line} “{value}”). {reason.remedy.en}",
    )


def _title(done: Imported) -> Words:
    form = f"{done.format}{' ' + done.encoding if done.encoding else ''}"
    told = f"{done.file} · {form} · {done.kind} · {done.tool}"
    return Words(told, told)


def _columns(done: Imported, language: Language) -> Iterator[list[str]]:
    for column in done.columns:
        label = _field(column, done)
        sheet = f"[{column.sheet}] " if column.sheet else ""
        sure = f"{column.confidence:.0%}" if column.field else ""
        yield [f"{sheet}{column.source}", label.to(language), sure, _REASONS.get(column.reason, _KEPT).to(language)]


def _field(column: ColumnReport, done: Imported) -> Words:
    if not column.field:
        return Words("—", "—")
    for kind in done.kind.split("+"):
        shape = OBSERVATIONS.get(kind)
        for one in shape.columns if shape else ():
            if one.name == column.field:
                return Words(f"{one.says.zh} {one.name}", f"{one.name} ({one.says.zh})")
    return Words(column.field, column.field)


def _account(done: Imported) -> Iterator[Words]:
    if not done.batch:
        return
    yield Words(
        f"  {done.rows} 行 = 新增 {done.loaded} + 合并 {done.merged} + 未变 {done.unchanged} "
        f"+ 无号 {done.unidentified} + 隔离 {done.quarantined}",
        f"  {done.rows} rows = {done.loaded} loaded + {done.merged} merged + {done.unchanged} unchanged + "
        f"{done.unidentified} unidentified + {done.quarantined} quarantined",
    )
    if done.is_trial:
        yield Words("  试运行：未作任何改动", "  dry run: nothing was changed")
    elif done.is_new:
        yield Words(f"  批次 {done.batch}，快照 {done.snapshot}", f"  batch {done.batch}, snapshot {done.snapshot}")
    else:
        zh, en = f"  已装载过（批次 {done.batch}），未作改动", f"  loaded before (batch {done.batch}); nothing changed"
        yield Words(zh, en)
