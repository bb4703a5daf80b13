"""``zhiquan import``: files into the register, with a full account of every row (导入)."""

from __future__ import annotations

import json
import sys
from datetime import date, timedelta
from pathlib import Path

import click

from zhiquan.basics.errors import BadInput, ZhiquanError
from zhiquan.basics.words import Language, Words
from zhiquan.cli.import_report import print_report
from zhiquan.cli.main import Edge
from zhiquan.cli.options import DayOption
from zhiquan.cli.output import json_option, print_error, print_json
from zhiquan.cli.register import actor_of, progress, register_of
from zhiquan.register.batches import Actor
from zhiquan.register.intake.importing import Office, Wishes, import_file
from zhiquan.register.intake.mappings import read_mapping
from zhiquan.register.intake.outcomes import Imported
from zhiquan.register.intake.repair import write_repair
from zhiquan.register.intake.understanding.headings import load_headings
from zhiquan.register.lake.reader import Reader
from zhiquan.register.rules import RANKS

REFUSED, PARTLY = 2, 1


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Show what was understood and would happen; change nothing 试运行")
@click.option("--as-of", type=DayOption(), help="Day the file describes; today by default 数据日期")
@click.option("--authority", type=click.Choice([name for name in RANKS if name != "decision"]), default="tool",
              show_default=True, help="Standing of the source 来源级别")  # fmt: skip
@click.option("--tool", default="", help="Vocabulary of its status words; found out by default 导出工具")
@click.option("--mapping", type=click.Path(path_type=Path), help="Column mapping saved before 使用已存的列对应")
@click.option("--save-mapping", type=click.Path(path_type=Path), help="Write the column mapping to a file 保存列对应")
@click.option("--repair", type=click.Path(path_type=Path), help="Folder for repair files 修复表目录")
@click.option("--note", default="", help="A remark kept with the batch 说明")
@json_option
@click.pass_obj
def import_files(  # noqa: PLR0913 - one parameter per option
    edge: Edge,
    *,
    files: tuple[Path, ...],
    dry_run: bool,
    as_of: date | None,
    authority: str,
    tool: str,
    mapping: Path | None,
    save_mapping: Path | None,
    repair: Path | None,
    note: str,
    as_json: bool,
) -> int:
    """Load FILES of any format, each as one batch; a bad row is left out and explained 导入文件.

    Leaves with 0 when all is in (also when nothing changed), 1 when rows were left out, a table is of no known kind
    or a file was refused, 2 when every file was refused.
    """
    wishes = Wishes(
        is_trial=dry_run,
        as_of=as_of,
        authority=authority,
        tool=tool,
        mapping=read_mapping(mapping) if mapping else None,
        save_mapping=save_mapping,
        note=note,
    )
    settings = edge.settings
    office = Office(register_of(edge), load_headings(settings.knowledge), settings.district, settings.knowledge)
    refused = left_out = 0
    for number, file in enumerate(files):
        try:
            done = _one(edge, office, file, wishes, repair or settings.home / "repair", number=number)
        except BadInput as problem:
            refused += 1
            _refuse(problem, file, edge.language, as_json=as_json)
            continue
        left_out += done.quarantined + done.is_unknown
        if as_json:
            print_json(done.as_dict(), schema="import/1")
        else:
            print_report(done, edge.language)
    if not as_json and refused < len(files):
        sys.stderr.write(_home(edge, office).to(edge.language) + "\n")
    return REFUSED if refused == len(files) else PARTLY if refused or left_out else 0


def _one(  # noqa: PLR0913 - what one file needs
    edge: Edge, office: Office, file: Path, wishes: Wishes, repair: Path, *, number: int
) -> Imported:
    clerk = actor_of(edge)
    actor = Actor(clerk.name, clerk.at + timedelta(microseconds=number))  # files of one call keep their order
    with progress(edge.language) as tell:
        done = import_file(office, file, wishes, actor=actor, progress=tell)
    if done.quarantined and done.batch and not wishes.is_trial:
        snapshot = office.register.home.current()
        target = repair / f"{file.stem}-{done.batch[:10]}.xlsx"
        with Reader(office.register.home.tables, snapshot.tables, memory=edge.settings.memory) as reader:
            if not target.exists():  # a clerk may have begun to correct it
                write_repair(reader, done.batch, target, language=edge.language)
        done.repair = str(target)
    return done


def _refuse(problem: ZhiquanError, file: Path, language: Language, *, as_json: bool) -> None:
    if as_json:
        said = {"schema": "import/1", "file": file.name, "refused": True, **_without_schema(problem, language)}
        sys.stdout.write(json.dumps(said, ensure_ascii=False) + "\n")
    else:
        print_error(problem, language=language, as_json=False)


def _without_schema(problem: ZhiquanError, language: Language) -> dict[str, object]:
    return {name: value for name, value in problem.as_dict(language).items() if name != "schema"}


def _home(edge: Edge, office: Office) -> Words:
    root = office.register.home.root
    del edge
    return Words(f"登记库 {root}", f"register {root}")
