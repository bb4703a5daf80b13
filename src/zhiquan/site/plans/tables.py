"""Boards and figures as tables for CSV (表格)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from django.http import HttpResponse
from django.utils.translation import gettext as _

from zhiquan.basics.words import Language
from zhiquan.plan.judging import STATUSES
from zhiquan.site.plans.answers import rows as places
from zhiquan.site.plans.answers.rows import why_not
from zhiquan.site.plans.charts import words

Table = tuple[list[str], list[list[object]]]


def board_table(board: Mapping[str, Any], language: Language) -> Table:
    """The targets of a board."""
    heads = [
        _("指标"), _("规划用词"), _("条款"), _("现值"), _("单位"), _("目标"), _("期限"), _("状态"), _("分子"),
        _("分母"), _("预测下限"), _("预测中值"), _("预测上限"),
    ]  # fmt: skip
    return heads, [_target_row(one, language) for one in board["targets"]]


def closing_table(lines: list[Any], language: Language) -> Table:
    """The closing account."""
    heads = [_("指标"), _("规划用词"), _("条款"), _("期末值"), _("单位"), _("目标"), _("差额"), _("结果")]
    rows: list[list[object]] = []
    for line in lines:
        one = line.target
        told = [words(one["label"]).to(language), one["words"], one["clause"], one["value"]]
        rows.append([*told, words(one["unit"]).to(language), one["target"], line.difference, _status(one, language)])
    return heads, rows


def path_rows(history: list[list[Any]]) -> Table:
    """The month ends of a figure."""
    return [_("时点"), _("数值"), _("分子"), _("分母")], [[*point] for point in history]


def group_rows(groups: Sequence[Mapping[str, Any]], language: Language, *, sums: bool) -> Table:
    """The groups of a figure."""
    heads = [_("分组"), _("计入"), _("可计"), *([_("金额（元）")] if sums else [])]
    rows: list[list[object]] = [
        [words(row["label"]).to(language), row["counted"], row["considered"], *([row["amount"]] if sums else [])]
        for row in groups
    ]
    return heads, rows


def life_rows(groups: Sequence[Mapping[str, Any]], language: Language) -> Table:
    """The counted rights of a figure by the years they still run, or by their annual fee."""
    return [_("分组"), _("计入")], [[words(row["label"]).to(language), row["counted"]] for row in groups]


def figure_row_table(answer: Mapping[str, Any], rows: list[list[Any]], language: Language, *, has_fees: bool) -> Table:
    """The rows behind a figure, counted and left out; ``has_fees`` adds the day their annual fee falls due."""
    heads = [
        _("编号"), _("名称"), _("权利人"), _("计入"), _("理由"), _("金额（元）"), _("镇街代码"), _("有效期至"),
        *([_("年费到期日")] if has_fees else []), _("文件"), _("工作表"), _("行"), "SHA-256",
    ]  # fmt: skip
    said = {code: words(told).to(language) for code, told in answer["reasons"].items()}
    return heads, [_figure_row(row, answer["files"], said, has_fees=has_fees) for row in rows]


def csv_response(text: str, name: str) -> HttpResponse:
    """A CSV text as a file to keep."""
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return response


def _target_row(one: Mapping[str, Any], language: Language) -> list[object]:
    ahead = one["forecast"] or {}
    base = one["denominator"] or {}
    return [
        words(one["label"]).to(language), one["words"], one["clause"], one["value"], words(one["unit"]).to(language),
        one["target"], one["due"], _status(one, language), one["numerator"], base.get("value"),
        ahead.get("low"), ahead.get("mid"), ahead.get("high"),
    ]  # fmt: skip


def _status(one: Mapping[str, Any], language: Language) -> str:
    status = one["status"]
    return STATUSES[status].to(language) if status else _("暂不判定")


def _figure_row(
    row: list[Any], files: list[Mapping[str, Any]], said: Mapping[str, str], *, has_fees: bool
) -> list[object]:
    counts = bool(row[places.COUNTS])
    codes = row[places.REASONS] if counts else [why_not(row[places.REASONS])]
    file = files[row[places.FILE]] if row[places.FILE] is not None else {}
    return [
        row[places.ID], row[places.TITLE], row[places.HOLDERS], _("是") if counts else _("否"),
        "；".join(said.get(code, code) for code in codes), row[places.AMOUNT], row[places.TOWN],
        row[places.ENDS_ON], *([row[places.DUE_ON]] if has_fees else []),
        file.get("file", ""), row[places.SHEET], row[places.LINE], file.get("sha256", ""),
    ]  # fmt: skip
