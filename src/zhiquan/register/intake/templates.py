"""Empty sheets that an office fills in and imports (导入模板)."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import pyarrow as pa

from zhiquan.basics.errors import BadInput, NotFound
from zhiquan.basics.words import Language, Words
from zhiquan.knowledge.columns import IGNORED, ColumnNames, FieldNames, Form, Variant, column_names, kind_of_sheet
from zhiquan.register.tables.catalogue import OBSERVATIONS
from zhiquan.register.tables.shapes import DAY, WHOLE

__all__ = [
    "EXAMPLE_MARK",
    "NOTES_SHEET",
    "Template",
    "TemplateColumn",
    "kind_of_sheet",
    "template_named",
    "templates",
    "write_template",
]

EXAMPLE_MARK = "演示行，填写前请删除"
"""What the last cell of the example row says; such a row holds no fact."""

MARK_HEADING = "备注"
"""Heading of the column that holds the mark of the example row; free for remarks otherwise."""

NOTES_SHEET = "填写说明"
"""Name of the second sheet, which holds no rows for the register."""

LAST_ROW = 5000
"""Rows that carry formats and lists to pick from, headings included."""

_LONGEST_LIST = 255
"""Characters a list to pick from may hold in this file format."""


@dataclass(frozen=True, slots=True)
class TemplateColumn:
    """One column to fill in (模板列).

    Args:
        field: column of the register.
        heading: printed heading; the tables of names lead it back to ``field``.
        form: what its values look like.
        example: one value as text.
        choices: words to pick from; empty for free text.
        is_needed: false when it may stay empty.
        says: what the column means.
        note: what else to know, when there is something.
    """

    field: str
    heading: str
    form: Form
    example: str
    choices: tuple[str, ...]
    is_needed: bool
    says: Words
    note: Words | None


@dataclass(frozen=True, slots=True)
class Template:
    """One sheet to fill in (模板): its name on the command line, its label, the kind of row, its columns.

    The sheet is named after the label, by which the import knows what the rows are about.
    """

    name: str
    label: Words
    kind: str
    columns: tuple[TemplateColumn, ...]


def templates(overlay: Path | None = None) -> dict[str, Template]:
    """Every template by name: one per kind of row, one per sort of rows within a kind.

    Args:
        overlay: the office's own data folder, whose headings are used before the shipped ones.

    Returns:
        ``templates()["trademark"].columns[0].heading`` is ``"申请/注册号"``.
    """
    made: dict[str, Template] = {}
    for kind, names in column_names(overlay).items():
        made[kind] = Template(kind, names.label, kind, tuple(_columns(kind, names, None)))
        for sort, part in ((sort, part) for sort, part in names.contexts.items() if part.template):
            made[sort] = Template(sort, part.label, kind, tuple(_columns(kind, names, part)))
    return dict(sorted(made.items()))


def write_template(kind: str, file: Path, *, language: Language, overlay: Path | None = None) -> Template:
    """Write a workbook to fill in: headings with one example row, and a sheet that explains each column.

    Args:
        kind: a key of :func:`templates`, such as ``"trademark"`` or ``"pledges"``.
        file: the ``.xlsx`` file to make; it must not exist yet.
        language: of the explanations; headings are Chinese.
        overlay: the office's own data folder.

    Returns:
        What was written.

    Raises:
        NotFound: there is no such template; near names are given.
        BadInput: the file exists, its folder does not, or it does not end in ``.xlsx``.
    """
    found = template_named(kind, templates(overlay))
    _check_place(file)
    import xlsxwriter  # noqa: PLC0415 - slow to import, and reading files needs this module's marks

    with xlsxwriter.Workbook(str(file), {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"title": found.label.zh})
        _write_rows(book, found)
        _write_notes(book, found, language)
    return found


def template_named(kind: str, known: Mapping[str, Template]) -> Template:
    """One template by name or label: ``template_named("商标", templates()).name`` is ``"trademark"``.

    Raises:
        NotFound: there is no such template; near names are given.
    """
    if kind in known:
        return known[kind]
    by_label = next((one for one in known.values() if kind in (one.label.zh, one.label.en)), None)
    if by_label is not None:
        return by_label
    near = ", ".join(difflib.get_close_matches(kind, known, n=3, cutoff=0.4) or known)
    raise NotFound(
        Words(f"没有名为 {kind} 的模板", f"there is no template called {kind}"),
        remedy=Words(
            f"可用：{near}；zhiquan template --list 列出全部。", f"Try: {near}; zhiquan template --list shows all."
        ),
    )


def _check_place(file: Path) -> None:
    if file.suffix.lower() != ".xlsx":
        raise BadInput(
            Words(f"模板须以 .xlsx 结尾：{file}", f"a template must end in .xlsx: {file}"),
            remedy=Words("请改文件名。", "Change the file name."),
        )
    if file.exists():
        raise BadInput(
            Words(f"文件已存在：{file}", f"the file exists: {file}"),
            remedy=Words("请换一个文件名，以免覆盖已填内容。", "Choose another name, so that nothing is lost."),
        )
    if not file.absolute().parent.is_dir():
        raise BadInput(
            Words(f"没有文件夹 {file.parent}", f"there is no folder {file.parent}"),
            remedy=Words("请先建立该文件夹。", "Make the folder first."),
        )


def _columns(kind: str, names: ColumnNames, part: Variant | None) -> Iterator[TemplateColumn]:
    says = {column.name: column.says for column in OBSERVATIONS[kind].columns}
    types = {column.name: column.type for column in OBSERVATIONS[kind].columns}
    plain = {field: one.names[0] for field, one in names.fields.items() if not field.startswith(IGNORED)}
    own_sheets = {other.right for other in names.contexts.values() if other.right}
    needed = (part.needed if part else ()) or names.needed
    for field, heading in (part.template if part else plain).items():
        one = names.fields[field]
        hidden = own_sheets if part and one.form == "kind" else set()
        yield TemplateColumn(
            field=field,
            heading=heading,
            form=_TYPED.get(types[field], one.form) if one.form == "text" else one.form,
            example=(part.examples.get(field) if part else None) or one.example,
            choices=_choices(one, hidden),
            is_needed=field in needed,
            says=says[field],
            note=one.note,
        )


def _choices(field: FieldNames, hidden: set[Any]) -> tuple[str, ...]:
    return tuple(words[0] for word, words in field.values.items() if word not in hidden)


def _write_rows(book: Any, found: Template) -> None:  # noqa: ANN401 - the library has no types
    sheet = book.add_worksheet(found.label.zh)
    sheet.freeze_panes(1, 0)
    styles = _styles(book)
    for place, column in enumerate(found.columns):
        style = styles.get(column.form, styles["text"])
        sheet.set_column(place, place, _width(column), style)
        sheet.write_string(0, place, column.heading, styles["needed" if column.is_needed else "heading"])
        _write_value(sheet, place, column, style)
        if column.choices and len(",".join(column.choices)) <= _LONGEST_LIST:
            told = {"validate": "list", "source": list(column.choices), "error_type": "warning"}
            sheet.data_validation(1, place, LAST_ROW - 1, place, told)
    last = len(found.columns)
    sheet.set_column(last, last, 24, styles["text"])
    sheet.write_string(0, last, MARK_HEADING, styles["heading"])
    sheet.write_string(1, last, EXAMPLE_MARK, styles["text"])


def _write_value(sheet: Any, place: int, column: TemplateColumn, style: Any) -> None:  # noqa: ANN401
    """The example as a real date or number where the column holds one, else as text that is never a formula."""
    if column.form == "day":
        sheet.write_datetime(1, place, date.fromisoformat(column.example), style)
        return
    if column.form in {"amount", "whole", "number"}:
        try:
            sheet.write_number(1, place, float(Decimal(column.example)), style)
        except InvalidOperation:
            sheet.write_string(1, place, column.example, style)
        return
    sheet.write_string(1, place, column.example, style)


def _write_notes(book: Any, found: Template, language: Language) -> None:  # noqa: ANN401
    sheet = book.add_worksheet(NOTES_SHEET)
    sheet.freeze_panes(1, 0)
    styles = _styles(book)
    for place, (head, width) in enumerate(_NOTE_HEADS):
        sheet.set_column(place, place, width, styles["wrapped"])
        sheet.write_string(0, place, head.to(language), styles["heading"])
    for row, column in enumerate(found.columns, 1):
        need = _NEEDED if column.is_needed else _MAY_BE_EMPTY
        notes = [column.note.to(language)] if column.note else []
        notes += [f"{_PICK.to(language)}{'、'.join(column.choices)}"] if column.choices else []
        cells = (column.heading, column.says, _FORMS.get(column.form, _TEXT), column.example, need, " ".join(notes))
        for place, cell in enumerate(cells):
            text = cell.to(language) if isinstance(cell, Words) else cell
            sheet.write_string(row, place, text, styles["wrapped"])
    for row, line in enumerate(_GENERAL, len(found.columns) + 2):
        sheet.write_string(row, 0, line.to(language))


def _styles(book: Any) -> dict[str, Any]:  # noqa: ANN401
    """Cell formats by form; text columns are text cells, so that long numbers keep their digits."""
    head = {"bold": True, "border": 1, "bg_color": "#DDEBF7", "text_wrap": True, "valign": "vcenter"}
    return {
        "heading": book.add_format(head),
        "needed": book.add_format(head | {"font_color": "#C00000"}),
        "text": book.add_format({"num_format": 49}),
        "day": book.add_format({"num_format": "yyyy-mm-dd"}),
        "amount": book.add_format({"num_format": "0.00"}),
        "whole": book.add_format({"num_format": "0"}),
        "number": book.add_format({"num_format": "General"}),
        "wrapped": book.add_format({"text_wrap": True, "valign": "top", "num_format": 49}),
    }


def _width(column: TemplateColumn) -> int:
    longest = max(_columns_wide(column.heading) + 2, _columns_wide(column.example) + 2)
    return min(max(longest, 10), 40)


def _columns_wide(text: str) -> int:
    return sum(1 if letter.isascii() else 2 for letter in text)


_NOTE_HEADS = (
    (Words("列名", "column"), 22),
    (Words("含义", "meaning"), 28),
    (Words("填写形式", "form"), 28),
    (Words("示例", "example"), 32),
    (Words("是否必填", "needed"), 10),
    (Words("说明", "note"), 60),
)
_TYPED: dict[pa.DataType, Form] = {DAY: "day", WHOLE: "whole"}
"""Forms of columns whose files may also write words, such as 2025年底: in a template they are days and numbers."""

_NEEDED = Words("必填", "needed")
_MAY_BE_EMPTY = Words("选填", "may be empty")
_PICK = Words("可选：", "Pick: ")
_TEXT = Words("文字", "text")
_LIST = Words("可写多个，用分号隔开", "several, split by semicolons")
_FORMS: dict[Form, Words] = {
    "day": Words("日期，写作 2026-11-22", "a day as 2026-11-22"),
    "amount": Words("金额，元", "amount in yuan"),
    "whole": Words("整数", "whole number"),
    "number": Words("数字", "number"),
    "application": Words("申请号", "application number"),
    "publication": Words("公开号或公告号", "publication number"),
    "registration": Words("编号，按文本填写", "number, kept as text"),
    "credit_code": Words("18 位统一社会信用代码", "credit code of 18 characters"),
    "names": _LIST,
    "rights": _LIST,
    "ipc": Words("分类号，多个用分号隔开", "symbols, split by semicolons"),
    "nice": Words("类别 1 至 45，多个用分号隔开", "classes 1 to 45, split by semicolons"),
    "similar_groups": _LIST,
    "region": Words("六位行政区划代码或区县名称", "six-digit code or name of the district"),
    "town": Words("九位镇街代码或镇街名称", "nine-digit code or name of the town"),
    "country": Words("国家代码或名称", "code or name of the country"),
    "status": Words("按来源原文", "as the source words it"),
}
_GENERAL = (
    Words("红色列名为必填；没有的内容留空。", "Red headings are needed; leave empty what is not known."),
    Words(
        "请勿改动工作表名称和列名；可以增加列，增加的列原样保留。",
        "Keep the sheet's name and the headings; added columns are kept.",
    ),
    Words("第二行是演示，填写前请删除。", "The second row is an example: delete it before use."),
)
