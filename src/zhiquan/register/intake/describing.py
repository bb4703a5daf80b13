"""Telling a clerk what was understood of a file and what was left out (导入说明)."""

from __future__ import annotations

from zhiquan.basics.words import Words
from zhiquan.register.intake.outcomes import ColumnReport, Imported, PartReport, Reason
from zhiquan.register.intake.planning import Plan
from zhiquan.register.intake.understanding import Understood


def describe_columns(report: Imported, grids: list[Understood]) -> None:
    """Tell of each column what it was taken for, and warn of headings whose values say otherwise."""
    report.kind = "+".join(sorted({grid.kind for grid in grids if grid.kind}))
    for grid in grids:
        for use in grid.columns:
            sheet = grid.sheet if len(grids) > 1 else ""
            report.columns.append(ColumnReport(use.source, use.field, use.confidence, use.reason, sheet))
            if use.reason == "values_differ":
                report.warnings.append(
                    Words(
                        f"{_where(grid)}列“{use.source}”的值不像该列应有的内容，已原样保留，未作取值",
                        f"{_where(grid)}column {use.source}: its values do not look like what the heading says; "
                        "kept as extra",
                    )
                )


def describe_parts(report: Imported, plan: Plan) -> None:
    """Tell of each sheet and member what it is and what was left out; to be asked after the rows were read."""
    for grid, tally in plan.grids:
        says = Words("", "") if grid.kind else _no_rows(grid)
        report.parts.append(
            PartReport(grid.sheet, grid.kind, grid.context, grid.header, tally.rows, says, dict(tally.skipped))
        )
        for what, count in tally.skipped.items():
            report.warnings.append(_skipped(grid, what, count))
        for (rule, column), count in tally.reasons.most_common():
            line, problem = tally.samples[rule, column]
            report.reasons.append(
                Reason(rule, column, count, grid.sheet, line, problem.value, problem.words, problem.remedy)
            )
    for part, record_tally in plan.records:
        for kind, rows in record_tally.rows.items():
            report.parts.append(PartReport(part.name, kind, part.format, 0, rows, Words("", "")))
    for named in plan.named:
        report.parts.append(PartReport(named.name, "", named.format, 0, 0, named.says))
    if not report.kind:
        kinds = sorted({kind for _, tally in plan.records for kind in tally.rows})
        report.kind = "+".join(kinds) or (plan.named[0].format if plan.named else "other")


def _no_rows(grid: Understood) -> Words:
    names = "、".join(use.source for use in grid.columns[:8])
    if not grid.columns:
        return Words("空表", "an empty sheet")
    return Words(
        f"认不出是哪种登记数据的表（列：{names}），未装载。确是登记数据的，请照 zhiquan template 的模板改列名，"
        "或用 --mapping 写明各列对应的字段",
        f"no known kind of register data (columns: {names}); nothing was loaded. If it is register data, name the "
        "columns as in a sheet of zhiquan template, or say with --mapping what each column holds",
    )


def _skipped(grid: Understood, what: str, count: int) -> Words:
    if what == "example":
        return Words(
            f"{_where(grid)}模板示例行 {count} 行，已略去",
            f"{_where(grid)}{count} example rows of the template left out",
        )
    if what == "note":
        return Words(
            f"{_where(grid)}脚注、落款等 {count} 行，已略去", f"{_where(grid)}{count} notes and the like left out"
        )
    if what == "header":
        return Words(
            f"{_where(grid)}重复的标题行 {count} 行，已略去", f"{_where(grid)}{count} repeated heading rows left out"
        )
    return Words(f"{_where(grid)}合计行 {count} 行，已略去", f"{_where(grid)}{count} rows of totals left out")


def _where(grid: Understood) -> str:
    return f"[{grid.sheet}] " if grid.sheet else ""
