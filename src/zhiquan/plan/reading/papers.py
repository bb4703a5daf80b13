"""Opening a plan: plain text, DOCX, or PDF with a text layer (规划文件)."""

from __future__ import annotations

import logging
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import docx
import pypdf
from docx.document import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from pypdf.errors import PyPdfError

from zhiquan.basics.errors import BadInput
from zhiquan.basics.words import Words
from zhiquan.plan.reading.lines import Line, plain_lines, spaced_cells
from zhiquan.plan.reading.lists import ListNumbers
from zhiquan.register.intake.opening.encodings import encoding_of
from zhiquan.register.intake.opening.refusals import damaged, protected, refused

LARGEST_BYTES = 60 * 1024 * 1024
"""Largest file taken; the longest national plans with pictures stay below it."""

_DOCX = Words("DOCX 文件", "DOCX file")
_PDF = Words("PDF 文件", "PDF file")


@dataclass(frozen=True, slots=True)
class Paper:
    """The lines of a file (文件内容); ``wrapped`` when the page, not the author, broke them."""

    lines: list[Line]
    wrapped: bool


def paper(path: Path) -> Paper:
    """The lines of a plan.

    Args:
        path: the file; its content, not its name, tells what it is.

    Raises:
        BadInput: the file is absent, empty, too large, damaged, protected, of another kind, or a PDF of pictures.
    """
    if not path.is_file():
        raise refused(path, rule=Words("没有这个文件", "there is no such file"), remedy=_CHECK_PATH)
    size = path.stat().st_size
    if size > LARGEST_BYTES:
        raise refused(path, rule=Words("文件过大", "the file is too large"), value=f"{size} B", remedy=_TAKE_TEXT)
    with path.open("rb") as handle:
        head = handle.read(8)
    if head.startswith(b"%PDF"):
        found = Paper(list(_pdf_lines(path)), wrapped=True)
    elif head.startswith(b"PK\x03\x04"):
        found = Paper(list(_docx_lines(path)), wrapped=False)
    elif head.startswith(b"\xd0\xcf\x11\xe0"):
        raise refused(path, rule=Words("旧版 DOC 文件读不了", "this is an old DOC file"), remedy=_TAKE_TEXT)
    else:
        text = path.read_bytes().decode(encoding_of(path, name=path.name)) if size else ""
        found = Paper(plain_lines(text), wrapped=False)
    if not any(line.text.strip() for line in found.lines):
        raise empty_plan(path.name, pictures=head.startswith(b"%PDF"))
    return found


_CHECK_PATH = Words("请核对路径和文件名。", "Check the path and the name.")
_TAKE_TEXT = Words("请另存为 DOCX、TXT 或带文字层的 PDF。", "Save it as DOCX, TXT or PDF with a text layer.")


def empty_plan(name: str, *, pictures: bool = False) -> BadInput:
    """A plan without a letter of text (空文件)."""
    rule = (
        Words("PDF 里没有文字层，可能是扫描件", "the PDF has no text layer: it may be a scan")
        if pictures
        else Words("文件里没有文字", "there is no text in the file")
    )
    return refused(name, rule=rule, remedy=_TAKE_TEXT)


def _pdf_lines(path: Path) -> Iterator[Line]:
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = pypdf.PdfReader(path)
        if reader.is_encrypted and not reader.decrypt(""):
            raise protected(path.name)
        number = 0
        for page in reader.pages:
            for text in page.extract_text().splitlines():
                number += 1
                yield Line(text, number, spaced_cells(text))
    except (PyPdfError, ValueError, KeyError, TypeError, RecursionError, OSError) as problem:
        raise damaged(path.name, _PDF, problem) from problem


def _docx_lines(path: Path) -> Iterator[Line]:
    try:
        document = docx.Document(str(path))
    except (PackageNotFoundError, KeyError, ValueError, zipfile.BadZipFile) as problem:
        raise damaged(path.name, _DOCX, problem) from problem
    for number, line in enumerate(_body(document), start=1):
        yield Line(line.text, number, line.cells, line.style)


def _body(document: Document) -> Iterator[Line]:
    numbers = ListNumbers(document)
    for block in document.iter_inner_content():
        if isinstance(block, Paragraph):
            for part in (numbers.of(block) + block.text).split("\n"):
                yield Line(part, 0, (), _heading_style(block))
        else:
            yield from _table(block)


def _table(table: Table) -> Iterator[Line]:
    """The rows of a table; a box of one cell is running text."""
    for row in table.rows:
        cells: list[_Cell] = []
        for cell in row.cells:
            if not cells or cell._tc is not cells[-1]._tc:  # noqa: SLF001 - merged cells come once for each column
                cells.append(cell)
        texts = tuple(" ".join(cell.text.split()) for cell in row.cells)
        if len(cells) == 1:
            for part in cells[0].text.split("\n"):
                yield Line(part, 0)
        else:
            yield Line("\t".join(texts), 0, texts)


def _heading_style(paragraph: Paragraph) -> int:
    name = (paragraph.style.name or "") if paragraph.style is not None else ""
    for prefix in ("Heading ", "heading ", "标题 "):
        if name.startswith(prefix) and name[len(prefix) :].isdigit():
            return int(name[len(prefix) :])
    return 0
