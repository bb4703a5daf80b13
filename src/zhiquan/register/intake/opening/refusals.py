"""The refusals of whole files, each with what to do (拒收文件)."""

from __future__ import annotations

from pathlib import PurePath

from zhiquan.basics.errors import BadInput
from zhiquan.basics.words import Words
from zhiquan.register.intake.opening.limits import CELL_CHARACTERS


class NoRows(Exception):
    """A file is whole but holds no rows; in an archive it does not stand in the way of the others (无数据).

    Args:
        says: what it is.
        refusal: the error when it was given by itself.
    """

    def __init__(self, says: Words, refusal: BadInput) -> None:
        super().__init__(says.zh)
        self.says = says
        self.refusal = refusal


def refused(  # noqa: PLR0913 - the coordinates a clerk needs
    name: str | PurePath,
    *,
    rule: Words,
    remedy: Words,
    sheet: str = "",
    row: int | None = None,
    column: object = None,
    value: str = "",
) -> BadInput:
    """A file that cannot be taken: names file, sheet, row, column, value, rule and way out (拒收).

    Args:
        name: file, or archive member as ``archive!member``.
        rule: what is wrong.
        remedy: what the clerk can do.
        sheet: sheet name, when it has one.
        row: row from 1.
        column: heading or number of the column.
        value: the value, shortened to 60 characters.
    """
    where: dict[str, object] = {"file": PurePath(name).name if isinstance(name, PurePath) else name}
    if sheet:
        where["sheet"] = sheet
    if row is not None:
        where["row"] = row
    if column is not None:
        where["column"] = column
    if value:
        where["value"] = value if len(value) <= 60 else value[:59] + "…"
    return BadInput(rule, where=where, remedy=remedy)


def empty_file(name: str) -> NoRows:
    """A file without a byte, or with blanks only (空文件)."""
    rule = Words("文件是空的，没有任何内容", "the file is empty")
    return NoRows(rule, refused(name, rule=rule, remedy=Words("请重新导出后再导入。", "Export it again.")))


def no_table(name: str, what: Words) -> NoRows:
    """A file of a kind that could hold tables, and holds none (没有表格)."""
    rule = Words(f"{what.zh}里没有任何数据行", f"the {what.en} holds no rows")
    remedy = Words(
        "请确认导出的是有数据的那一份，再导入。", "See whether this is the file with the data, then export again."
    )
    return NoRows(rule, refused(name, rule=rule, remedy=remedy))


def damaged(name: str, what: Words, problem: object) -> BadInput:
    """A file that begins like its format but cannot be read to the end (文件损坏)."""
    return refused(
        name,
        rule=Words(f"{what.zh}已损坏或不完整：{problem}", f"the {what.en} is damaged or cut short: {problem}"),
        remedy=Words("请重新下载或导出该文件，再导入。", "Download or export the file again."),
    )


def protected(name: str) -> BadInput:
    """A file behind a password (加密文件)."""
    return refused(
        name,
        rule=Words("文件有密码保护，无法读取", "the file is protected by a password"),
        remedy=Words(
            "请在原软件中取消密码，另存后再导入。", "Take the password off in its own program and save again."
        ),
    )


def not_a_table(name: str, what: Words) -> NoRows:
    """A file of a kind that holds no rows (不是数据文件)."""
    rule = Words(f"这是{what.zh}，不是可导入的数据文件", f"this is {what.en}, not a data file")
    remedy = Words(
        "请导入 XLSX、XLS、CSV、TXT、SQL、XML、JSON、Parquet 或其 ZIP 包。",
        "Give XLSX, XLS, CSV, TXT, SQL, XML, JSON, Parquet, or a ZIP of these.",
    )
    return NoRows(rule, refused(name, rule=rule, remedy=remedy))


def bomb(name: str, *, rule: Words, value: str, sheet: str = "") -> BadInput:
    """A packed file that is far larger inside than outside, or than this product takes (压缩炸弹)."""
    remedy = Words(
        "请核实文件来源；确需导入时，请在原软件中拆分或导出为 CSV。",
        "Find out where the file comes from; if it is needed, split it or export it as CSV.",
    )
    return refused(name, rule=rule, value=value, sheet=sheet, remedy=remedy)


def open_quote(name: str, *, sheet: str, row: int, column: object, value: str) -> BadInput:
    """A quotation mark without its pair, which would join rows into one cell (引号不成对)."""
    return refused(
        name,
        sheet=sheet,
        row=row,
        column=column,
        value=value,
        rule=Words(
            "引号不成对，后面的行会并入这一格", "a quotation mark has no pair: later rows would run into this cell"
        ),
        remedy=Words(
            "请在该格补上或删去引号，或导出为 XLSX 后再导入。",
            "Add or delete the mark in this cell, or export as XLSX.",
        ),
    )


def zero_byte(name: str, *, sheet: str, row: int, column: object, value: str) -> BadInput:
    """A zero byte inside a text, which no export writes: the file was damaged on its way (空字节)."""
    return refused(
        name,
        sheet=sheet,
        row=row,
        column=column,
        value=value,
        rule=Words(
            "文本里有空字节（NUL），文件很可能已损坏",
            "there is a zero byte in the text: most likely the file is damaged",
        ),
        remedy=Words("请重新导出或重新拷贝该文件。", "Export or copy the file again."),
    )


def too_wide(name: str, *, sheet: str, row: int, columns: int, limit: int) -> BadInput:
    """A row with more cells than any office list has (列数过多)."""
    return refused(
        name,
        sheet=sheet,
        row=row,
        column=columns,
        rule=Words(f"一行有 {columns} 列，超过 {limit} 列的上限", f"a row has {columns} columns, the limit is {limit}"),
        remedy=Words("请删去不需要的列后再导入。", "Delete the columns that are not needed."),
    )


def too_long(name: str, *, sheet: str, row: int, column: object, value: str) -> BadInput:
    """A cell longer than any text of a list (单元格过长)."""
    return refused(
        name,
        sheet=sheet,
        row=row,
        column=column,
        value=value,
        rule=Words(f"单元格超过 {CELL_CHARACTERS:,} 个字符", f"a cell is longer than {CELL_CHARACTERS:,} characters"),
        remedy=Words(
            "多半是引号不成对，使后面的内容并入了这一格；请检查该行的引号。",
            "Most likely a quotation mark is missing and the rest of the file ran into this cell: check that row.",
        ),
    )
