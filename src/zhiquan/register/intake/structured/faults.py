"""Why a structured file cannot be read, said to the clerk (文件错误)."""

from __future__ import annotations

from zhiquan.basics.errors import BadInput
from zhiquan.basics.words import Words

_REMEDY = {
    "broken": Words(
        "请重新下载或重新导出该文件；文件中的记录一条也没有装载。",
        "Download or export the file again; none of its records was loaded.",
    ),
    "hostile": Words(
        "请删去文件类型声明中的该实体，或向提供方索取不含它的文件；为安全起见不读取外部内容。",
        "Take the entity out of the document type declaration, or ask the sender for a file without it; "
        "for safety nothing outside the file is read.",
    ),
    "encoding": Words(
        "请按文件声明的编码另存，或改正声明中的编码名称。",
        "Save the file in the encoding it declares, or correct the name in the declaration.",
    ),
}


def is_hostile(problem: BadInput) -> bool:
    """True when a file was refused for what it calls for, not for being broken (是否有害)."""
    return problem.remedy is _REMEDY["hostile"]


def bad_file(  # noqa: PLR0913 - coordinates of one place
    rule: Words, *, file: str, line: int, column: int | None = None, remedy: str = "broken", value: str = ""
) -> BadInput:
    """The error for one broken rule of a structured file (文件错误).

    Args:
        rule: the rule that is broken.
        file: name of the file or of the member of an archive.
        line: line from 1, or for JSON the number of the record.
        column: column from 1, when it is known.
        remedy: ``broken``, ``hostile`` or ``encoding``.
        value: what stands there, when it helps.

    Returns:
        An error to raise; ``where`` holds ``file``, ``line`` and, when known, ``column`` and ``value``.
    """
    where: dict[str, object] = {"file": file, "line": line}
    if column is not None:
        where["column"] = column
    if value:
        where["value"] = value[:80]
    return BadInput(rule, where=where, remedy=_REMEDY[remedy])
