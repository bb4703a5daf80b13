"""``zhiquan upgrade``, ``rebuild`` and ``prune``: looking after a register (维护)."""

from __future__ import annotations

from typing import Protocol

import click

from zhiquan.basics.errors import NotFound
from zhiquan.basics.words import Words
from zhiquan.cli.main import Edge
from zhiquan.cli.output import json_option, print_json
from zhiquan.cli.register import actor_of, leave_trail, progress, register_of
from zhiquan.register.batches import Register
from zhiquan.register.lake.reader import Reader
from zhiquan.register.lake.retention import Sweep, plan_sweep, sweep
from zhiquan.register.upgrade import UpgradePlan, plan_upgrade
from zhiquan.register.upgrade import upgrade as bring_up

dry_option = click.option("--dry-run", is_flag=True, help="Say what would be done, do nothing 只说明，不执行")


class Step(Protocol):
    """What another room upgrades besides the register; named in the entry-point group ``zhiquan.upgrades``."""

    name: str
    label: Words

    def waiting(self) -> list[str]:
        """What would be done, in order; nothing is touched."""

    def run(self) -> None:
        """Do it."""


@click.command("upgrade")
@dry_option
@json_option
@click.pass_obj
def upgrade(edge: Edge, *, dry_run: bool, as_json: bool) -> None:
    """Bring register and desk to this program's tables and definitions 升级登记库和工作库."""
    steps = [(step, step.waiting()) for step in _steps(edge)]
    register = register_of(edge)
    plan = _plan_of(register, needs_one=not any(waiting for _, waiting in steps))
    if not dry_run:
        for step, waiting in steps:
            if waiting:
                step.run()
    snapshot = register.home.newest().id if plan else ""
    if plan and plan.is_needed and not dry_run:
        with progress(edge.language) as tell:
            snapshot = bring_up(register, actor=actor_of(edge), progress=tell).id
    if as_json:
        told: dict[str, object] = _plan_json(plan) if plan else {"is_needed": False}
        told |= {step.name: waiting for step, waiting in steps}
        is_done = not dry_run and (told["is_needed"] or any(waiting for _, waiting in steps))
        print_json(told | {"snapshot": snapshot, "done": is_done}, schema="upgrade/1")
    else:
        for line in [*_step_lines(steps, dry_run=dry_run), *(_plan_lines(plan, dry_run=dry_run) if plan else [])]:
            click.echo(line.to(edge.language))


def _steps(edge: Edge) -> list[Step]:
    from importlib.metadata import entry_points  # noqa: PLC0415 - slow to import

    return [point.load()(edge.settings) for point in entry_points(group="zhiquan.upgrades")]


def _plan_of(register: Register, *, needs_one: bool) -> UpgradePlan | None:
    """What is to be done to the register; None for an empty one when there is other work.

    Raises:
        NotFound: the register is empty and nothing else waits.
    """
    try:
        return plan_upgrade(register)
    except NotFound:
        if needs_one:
            raise
        return None


def _step_lines(steps: list[tuple[Step, list[str]]], *, dry_run: bool) -> list[Words]:
    lines = [
        Words(f"{step.label.zh}：{name}", f"{step.label.en}: {name}") for step, waiting in steps for name in waiting
    ]
    end = Words("（未执行）", "(not done)") if dry_run else Words("已完成", "done")
    return [*lines, end] if lines else []


@click.command("rebuild")
@json_option
@click.pass_obj
def rebuild(edge: Edge, *, as_json: bool) -> None:
    """Derive everything again from what was loaded 由原始观测重建."""
    register = register_of(edge)
    register.home.current()
    with progress(edge.language) as tell:
        snapshot = register.rebuild(actor=actor_of(edge), progress=tell)
    if as_json:
        print_json({"snapshot": snapshot.id}, schema="rebuild/1")
    else:
        click.echo(Words(f"已重建；快照 {snapshot.id}", f"rebuilt; snapshot {snapshot.id}").to(edge.language))


@click.command("prune")
@click.option(
    "--keep-days", type=click.IntRange(min=0), default=30, show_default=True, help="Keep all younger 保留天数"
)
@dry_option
@json_option
@click.pass_obj
def prune(edge: Edge, *, keep_days: int, dry_run: bool, as_json: bool) -> None:
    """Clear away old snapshots that nothing published names, and what killed writes left 清理旧快照."""
    register = register_of(edge)
    planned = plan_sweep(register.home, published=_published(register), today=edge.today, keep_days=keep_days)
    if not dry_run:
        sweep(register.home, planned, published=lambda: _published(register))
        leave_trail(edge, "prune", f"{keep_days} days")
    if as_json:
        print_json(_sweep_json(planned) | {"done": not dry_run}, schema="prune/1")
    else:
        click.echo(_sweep_words(planned, dry_run=dry_run).to(edge.language))


def _published(register: Register) -> set[str]:
    current = register.home.current()
    with Reader(register.home.tables, current.tables, memory=register.memory) as reader:
        return {row["snapshot"] for row in reader.records(f"SELECT snapshot FROM {reader.from_('published')}")}


def _plan_json(plan: UpgradePlan) -> dict[str, object]:
    return {
        "from_layout": plan.from_layout,
        "to_layout": plan.to_layout,
        "new_tables": list(plan.new_tables),
        "new_columns": {name: list(columns) for name, columns in plan.new_columns.items()},
        "definitions_changed": plan.definitions_changed,
        "is_needed": plan.is_needed,
    }


def _plan_lines(plan: UpgradePlan, *, dry_run: bool) -> list[Words]:
    if not plan.is_needed:
        return [Words(f"无须升级，格式版本 {plan.to_layout}", f"nothing to do, layout {plan.to_layout}")]
    lines = [Words(f"格式版本 {plan.from_layout} → {plan.to_layout}", f"layout {plan.from_layout} -> {plan.to_layout}")]
    lines += [Words(f"新表 {name}", f"new table {name}") for name in plan.new_tables]
    for name, columns in plan.new_columns.items():
        listed = ", ".join(columns)
        lines.append(Words(f"{name} 新列：{listed}", f"{name}, new columns: {listed}"))
    if plan.definitions_changed:
        lines.append(Words("定义有变，各表重新推导", "definitions changed, tables are derived again"))
    lines.append(Words("（未执行）", "(not done)") if dry_run else Words("已完成", "done"))
    return lines


def _sweep_json(planned: Sweep) -> dict[str, object]:
    return {
        "kept": list(planned.kept),
        "retired": list(planned.retired),
        "files": len(planned.files),
        "bytes": planned.size,
    }


def _sweep_words(planned: Sweep, *, dry_run: bool) -> Words:
    kept, gone, files, mib = len(planned.kept), len(planned.retired), len(planned.files), planned.size / 2**20
    zh, en = ("将清理", "would go") if dry_run else ("已清理", "gone")
    return Words(
        f"{zh}：快照 {gone} 个、文件 {files} 个（{mib:.1f} MiB）；保留快照 {kept} 个",
        f"{en}: {gone} snapshots, {files} files ({mib:.1f} MiB); kept: {kept} snapshots",
    )
