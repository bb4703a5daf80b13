"""Classification symbols and numbers of rights and parties (分类号与号码)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from zhiquan.basics.numbers import check_number, normalise_application
from zhiquan.basics.words import Words
from zhiquan.register.intake.parts import Cell
from zhiquan.register.intake.values.problems import CellProblem, Column
from zhiquan.register.intake.values.texts import half_width, text_of

_SYMBOL = re.compile(r"[A-HY]\s?\d{2}\s?[A-Z]?\s*\d*\s*/?\s*\d*(?:\s*\(\d{4}[.\d]*\)\s*[A-Z]*)?")
_PADDED = re.compile(r"([A-HY]\d\d[A-Z])0*(\d{1,4})/?0*(\d{2,})")
_WRONG = {"check_digit", "placeholder", "scientific_notation", "masked", "year"}
_REMEDY = Words("请与证书或受理通知书核对后改正。", "Check it against the certificate or filing receipt.")


@lru_cache(200_000)
def as_symbol(text: str) -> str | None:
    """An IPC or CPC symbol in its stored form, else the text as printed (分类号).

    ``as_symbol("G06F  3/04845")`` is ``"G06F 3/04845"``; ``as_symbol("H04W 64/00 为了网络管理")`` is ``"H04W 64/00"``.
    """
    plain = half_width(text).strip().upper()
    found = _SYMBOL.match(plain)
    if found is None:
        return text if re.search(r"\w", text) else None
    checked = check_number("ipc", found[0])
    if checked.valid:
        return checked.normalised
    group = re.match(r"([A-HY]\d\d[A-Z])\s*(\d{1,4})/(\d{2,6})", found[0])
    return f"{group[1]} {int(group[2])}/{group[3]}" if group else found[0].strip() or None


def main_symbols(cells: Sequence[Cell]) -> Column:
    """The first symbol of each cell, the main classification (主分类号)."""
    values: list[str | None] = []
    for cell in cells:
        text = text_of(cell)
        first = re.split(r"[;；|\n]", text, maxsplit=1)[0] if text else None
        values.append(as_symbol(first) if first else None)
    return Column(values)


def application_numbers(cells: Sequence[Cell]) -> Column:
    """Application numbers, normalised when Chinese and right, else as printed (申请号).

    A number of Chinese form that cannot be right (check digit, placeholder, year, digits lost or hidden) is a
    problem; whether it matters is for the row: foreign numbers look alike.
    """
    values: list[str | None] = []
    problems: dict[int, CellProblem] = {}
    for place, cell in enumerate(cells):
        text = text_of(cell)
        if text is None:
            values.append(None)
            continue
        normal = normalise_application(text)
        values.append(normal or text)
        if normal is None or "123456" in normal:
            problem = _application_problem(text)
            if problem:
                problems[place] = problem
    return Column(values, problems)


def _application_problem(text: str) -> CellProblem | None:
    for problem in check_number("application", text).problems:
        if problem.rule in _WRONG:
            return CellProblem(problem.rule, text, problem.words, _REMEDY)
    return None


def numbers(cells: Sequence[Cell]) -> Column:
    """Registration and other numbers as printed, without blanks inside and leading 第 / trailing 号 (登记号)."""
    values: list[str | None] = []
    problems: dict[int, CellProblem] = {}
    for place, cell in enumerate(cells):
        text = text_of(cell)
        plain = re.sub(r"\s+", "", half_width(text)) if text else None
        if plain and re.fullmatch(r"\d(?:\.\d+)?E\+\d+", plain.upper()):
            problems[place] = _lost(plain)
            plain = None
        found = re.fullmatch(r"第?([0-9A-Za-z.\-]+)号", plain) if plain else None
        values.append(found[1] if found else plain)
    return Column(values, problems)


def _lost(text: str) -> CellProblem:
    found = check_number("application", text).problems
    return CellProblem("scientific_notation", text, found[0].words, _REMEDY)


def publication_numbers(cells: Sequence[Cell]) -> Column:
    """Publication numbers as printed, without inner blanks; the first when a cell lists several (公开号)."""
    values: list[Any] = []
    for cell in cells:
        text = text_of(cell)
        first = re.split(r"[;；|\n,，]", text, maxsplit=1)[0].strip() if text else ""
        values.append(re.sub(r"\s+", "", half_width(first)).upper() or None)
    return Column(values)


def as_document(text: str) -> str | None:
    """A publication number in a list: without blanks and what follows in brackets or after a comma (同族、引证)."""
    plain = re.sub(r"\s+", "", half_width(text)).upper()
    found = re.match(r"[A-Z]{2}[0-9A-Z/.\-]+", plain)
    return found[0] if found else None


def as_credit_code(text: str) -> str | None:
    """A credit code in its stored form, or as printed when its check fails: some issued codes do (信用代码)."""
    checked = check_number("uscc", text)
    return checked.normalised or re.sub(r"\s+", "", half_width(text)).upper() or None
