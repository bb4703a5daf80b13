"""``zhiquan due``: the last day of a period, with the reason for every move (期限计算)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import click

from zhiquan.basics.days import DueDate, NoSchedule, due_date, length_from, parse_day
from zhiquan.basics.days.because import day_words
from zhiquan.basics.days.cases import NO_SCHEDULE, Case, read_case
from zhiquan.basics.errors import BadDefinition, BadInput
from zhiquan.basics.words import Language, Words
from zhiquan.cli.main import Edge
from zhiquan.cli.output import json_option, print_json
from zhiquan.knowledge.holidays import load_calendar
from zhiquan.knowledge.strict_yaml import KeyPath, line_of, read_yaml

CHOICES_ROLL = ("next_working_day", "previous_working_day", "none")


@click.command()
@click.option("--case", "file", type=click.Path(path_type=Path), help="YAML or JSON file 案例文件")
@click.option("--from", "start", metavar="DAY", help="Day of the event 起算日: 2026-03-02 [10:30]")
@click.option("--length", metavar="TEXT", help='"15 working days" 15个工作日 / 30日 / 3个月 / 24小时')
@click.option("--before", is_flag=True, help="Count back from the day 倒推")
@click.option("--roll", type=click.Choice(CHOICES_ROLL), help="When the last day is a rest day 末日顺延")
@json_option
@click.pass_obj
def due(edge: Edge, /, file: Path | None, *, as_json: bool, **options: object) -> None:
    """Last day of a legal period, explained 期限届满日及理由.

    Give --case FILE (one case or a list), or --from and --length. Exit code 1: a stated expectation failed.
    """
    cases = _cases(file, options)
    calendar = load_calendar(edge.settings.knowledge)
    unknown: NoSchedule | None = None
    disagree = False
    for place, case in enumerate(cases):
        try:
            answer: DueDate | NoSchedule = due_date(case.term, calendar)
        except NoSchedule as missing:
            answer = missing
            unknown = unknown if case.expect == NO_SCHEDULE else missing
        disagree |= _agrees(case, answer) is False
        if place and not as_json:
            click.echo()
        if as_json or len(cases) > 1 or isinstance(answer, DueDate):
            _show(case, answer, language=edge.language, as_json=as_json)
    if unknown is not None:
        raise unknown
    if disagree:
        raise click.exceptions.Exit(1)


def _cases(file: Path | None, options: Mapping[str, object]) -> list[Case]:
    stated = {name: value for name, value in options.items() if value not in {None, False}}
    if file is not None and not stated:
        return _read(file)
    if file is None and {"start", "length"} <= stated.keys():
        return [_from_options(stated)]
    raise click.UsageError("give either --case FILE, or --from DAY and --length TEXT (with --before, --roll)")


def _from_options(stated: Mapping[str, object]) -> Case:
    with _naming("--from", stated["start"]):
        parse_day(stated["start"])
    with _naming("--length", stated["length"]):
        length_from(stated["length"])
    entry = {name: value for name, value in stated.items() if name != "before"}
    entry["direction"] = "before" if "before" in stated else "after"
    return read_case(entry, file="--from --length")


@contextmanager
def _naming(option: str, value: object) -> Iterator[None]:
    """Let an error name the option and what was written there."""
    try:
        yield
    except BadInput as problem:
        raise BadInput(problem.message, remedy=problem.remedy, where={option: value}) from problem


def _read(file: Path) -> list[Case]:
    text = _text(file)
    try:
        entries = read_yaml(text, file=str(file))
    except BadDefinition as problem:
        said = problem.message
        lead = Words(f"案例文件无法读取：{said.zh}", f"the case file cannot be read: {said.en}")
        raise BadInput(lead, remedy=problem.remedy, where=problem.where) from problem
    if entries == []:
        raise BadInput(Words("案例文件是空的", "the case file is empty"), where={"file": file})
    if isinstance(entries, list):
        return [_case(entry, file, text, (place,)) for place, entry in enumerate(entries)]
    return [_case(entries, file, text, ())]


def _text(file: Path) -> str:
    try:
        return file.read_text("utf-8-sig")
    except FileNotFoundError:
        rule = Words("没有这个案例文件", "there is no such case file")
    except UnicodeDecodeError:
        rule = Words("案例文件不是 UTF-8 编码", "the case file is not UTF-8")
    except OSError as problem:
        rule = Words(f"案例文件无法读取：{problem.strerror}", f"the case file cannot be read: {problem.strerror}")
    raise BadInput(rule, where={"file": file})


def _case(entry: object, file: Path, text: str, path: KeyPath) -> Case:
    """One case of a file; an error also names its line."""
    try:
        return read_case(entry, file=str(file))
    except BadInput as problem:
        key = problem.where.get("key", "").split(", ")[0]
        where = {"file": file, "line": line_of(text, (*path, key))} | problem.where
        raise BadInput(problem.message, remedy=problem.remedy, where=where) from problem


def _agrees(case: Case, answer: DueDate | NoSchedule) -> bool | None:
    """Whether the answer is what the case expects; ``None`` when it expects nothing."""
    if case.expect is None:
        return None
    return case.expect == (NO_SCHEDULE if isinstance(answer, NoSchedule) else answer.due)


def _show(case: Case, answer: DueDate | NoSchedule, *, language: Language, as_json: bool) -> None:
    if as_json:
        print_json(_record(case, answer, language), schema="due/1")
        return
    title = f"{case.label}\n" if case.label else ""
    if isinstance(answer, NoSchedule):
        click.echo(f"{title}{answer.message.to(language)}")
        return
    lead = Words("届满日", "due").to(language)
    doubt = "" if answer.is_final else Words("（待复核）", " (to be checked again)").to(language)
    lines = [f"{title}{lead} {day_words(answer.due).to(language)}{doubt}"]
    for number, step in enumerate(answer.because, 1):
        cites = "; ".join(str(cite) for cite in step.citations)
        lines.append(f"  {number}. {step.says.to(language)}{f' [{cites}]' if cites else ''}")
    if _agrees(case, answer) is False:
        lines.append(Words(f"  与预期 {case.expect} 不符", f"  expected {case.expect}").to(language))
    click.echo("\n".join(lines))


def _record(case: Case, answer: DueDate | NoSchedule, language: Language) -> dict[str, object]:
    record: dict[str, object] = {"case": case.label} if case.label else {}
    if isinstance(answer, NoSchedule):
        record |= {"due": None, "is_final": False, "because": answer.to(language).split("\n"), "cites": []}
    else:
        record |= {
            "due": _iso(answer.due),
            "is_final": answer.is_final,
            "because": [step.says.to(language) for step in answer.because],
            "cites": [str(cite) for cite in answer.citations],
        }
    agrees = _agrees(case, answer)
    return record if agrees is None else record | {"expect": str(case.expect), "agrees": agrees}


def _iso(day: object) -> str:
    return day.isoformat(timespec="minutes") if isinstance(day, datetime) else str(day)
