"""``zhiquan due``: the last day of a period, with the reason for every move (期限计算)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import click
import yaml

from zhiquan.basics.days import DueDate, NoSchedule, due_date
from zhiquan.basics.days.because import day_words
from zhiquan.basics.days.cases import NO_SCHEDULE, Case, read_case
from zhiquan.basics.errors import BadInput
from zhiquan.basics.words import Language, Words
from zhiquan.cli.main import Edge
from zhiquan.cli.output import json_option, print_json
from zhiquan.knowledge.holidays import load_calendar

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
    for case in cases:
        try:
            answer: DueDate | NoSchedule = due_date(case.term, calendar)
        except NoSchedule as missing:
            answer = missing
            unknown = unknown if case.expect == NO_SCHEDULE else missing
        disagree |= _agrees(case, answer) is False
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
        direction = "before" if stated.pop("before", False) else "after"
        return [read_case(stated | {"direction": direction}, file="--from --length")]
    raise click.UsageError("give either --case FILE, or --from DAY and --length TEXT (with --before, --roll)")


def _read(file: Path) -> list[Case]:
    try:
        entries = yaml.safe_load(file.read_text("utf-8-sig"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError, ValueError) as problem:
        raise BadInput(
            Words(f"案例文件无法读取：{problem}", f"the case file cannot be read: {problem}"),
            where={"file": file},
        ) from problem
    several = entries if isinstance(entries, list) else [entries]
    if not several:
        raise BadInput(Words("案例文件是空的", "the case file is empty"), where={"file": file})
    return [read_case(entry, file=str(file)) for entry in several]


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
        click.echo(f"{title}{answer.message.to(language)}\n")
        return
    lead = Words("届满日", "due").to(language)
    doubt = "" if answer.is_final else Words("（待复核）", " (to be checked again)").to(language)
    lines = [f"{title}{lead} {day_words(answer.due).to(language)}{doubt}"]
    for number, step in enumerate(answer.because, 1):
        cites = "; ".join(str(cite) for cite in step.citations)
        lines.append(f"  {number}. {step.says.to(language)}{f' [{cites}]' if cites else ''}")
    if _agrees(case, answer) is False:
        lines.append(Words(f"  与预期 {case.expect} 不符", f"  expected {case.expect}").to(language))
    click.echo("\n".join(lines) + "\n")


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
