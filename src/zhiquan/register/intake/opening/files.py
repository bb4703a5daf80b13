"""From a file to its parts: what it is decides, not what it is called (识别文件格式)."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from zhiquan.basics.words import Words
from zhiquan.register.intake.opening.archives import BROKEN, ZIP, Budget, unpacked
from zhiquan.register.intake.opening.cnki import is_reference_list, references
from zhiquan.register.intake.opening.delimited import delimited
from zhiquan.register.intake.opening.encodings import encoding_of, wide_encoding
from zhiquan.register.intake.opening.html_tables import is_page, page_tables
from zhiquan.register.intake.opening.json_rows import is_json, json_rows
from zhiquan.register.intake.opening.limits import DEPTH
from zhiquan.register.intake.opening.other_files import OFFICE_PARTS, OTHERS
from zhiquan.register.intake.opening.parquet_rows import parquet_rows
from zhiquan.register.intake.opening.refusals import NoRows, empty_file, no_table, not_a_table, refused
from zhiquan.register.intake.opening.spreadsheet_xml import is_xml_workbook, xml_sheets
from zhiquan.register.intake.opening.sql_dump import dump_tables, is_dump
from zhiquan.register.intake.opening.workbooks import old_workbook, workbook
from zhiquan.register.intake.parts import Grid, Named, Part
from zhiquan.register.intake.structured import structured_parts

HEAD = 65_536
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WORKBOOKS = (".xlsx", ".xlsm", ".xlsb", ".ods", ".et")

_BLANKS = "\ufeff\x1a \r\n\t\u3000\xa0,;|"

NO_DATA = "none"
"""Format of a member of an archive that holds no rows."""


@dataclass(frozen=True, slots=True)
class Opened:
    """One file or archive member, opened.

    Args:
        name: file name; ``archive!member`` for a member.
        format: ``xlsx``, ``xls``, ``csv``, ``cnki``, ``sql``, ``json``, ``parquet``, ``html``,
            ``xml-workbook``, ``zip``, ``none`` for a member of an archive without rows, or the format of a
            structured file.
        encoding: encoding of a text file, else empty.
        parts: what it is made of.
        members: the members of an archive, which has no parts itself.
    """

    name: str
    format: str
    encoding: str = ""
    parts: list[Part] = field(default_factory=list)
    members: list[Opened] = field(default_factory=list)


@contextmanager
def open_file(file: Path) -> Iterator[Opened]:
    """A file opened by what it holds; its parts may be read inside the block only.

    A member of an archive that holds no rows, such as a picture, is a ``Named`` part that says so; a member that is
    damaged, protected or dangerous stops the whole archive.

    Raises:
        BadInput: empty, damaged, protected, of a kind that holds no rows, or dangerous.
    """
    with ExitStack() as held:
        try:
            opened = _opened(file, file.name, _Held(held, Budget()), depth=0)
        except NoRows as problem:
            raise problem.refusal from problem
        yield opened


@dataclass(frozen=True, slots=True)
class _Held:
    """What stays open while the file is read, and what may still be unpacked."""

    stack: ExitStack
    budget: Budget


def _opened(file: Path, name: str, held: _Held, *, depth: int) -> Opened:
    with file.open("rb") as handle:
        head = handle.read(HEAD)
    if not head:
        raise empty_file(name)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _packed(file, name, held, depth=depth)
    if head.startswith(_OLE):
        return Opened(name, "xls", parts=list(old_workbook(file, name=name)))
    if head.startswith(b"PAR1"):
        return Opened(name, "parquet", parts=[parquet_rows(file, name=name)])
    for mark, what in OTHERS:
        if head.startswith(mark):
            raise not_a_table(name, what)
    return _text(file, name, head)


def _packed(file: Path, name: str, held: _Held, *, depth: int) -> Opened:
    """A ZIP is a workbook when it holds one's content, some other office file, or an archive."""
    try:
        with zipfile.ZipFile(file) as archive:
            names = archive.namelist()
    except BROKEN:
        names = []
    if any(inner.startswith("xl/") for inner in names) or (not names and name.lower().endswith(_WORKBOOKS)):
        return Opened(name, "xlsx", parts=list(workbook(file, name=name)))
    if "content.xml" in names and "mimetype" in names:
        return Opened(name, "ods", parts=list(workbook(file, name=name)))
    for folder, what in OFFICE_PARTS:
        if any(inner.startswith(folder) for inner in names):
            raise not_a_table(name, what)
    if depth >= DEPTH:
        raise refused(
            name,
            rule=Words(f"压缩包嵌套超过 {DEPTH} 层", f"archives inside archives more than {DEPTH} deep"),
            remedy=Words("请解压后导入其中的文件。", "Unpack it and give the files inside."),
        )
    listed = held.stack.enter_context(unpacked(file, name=name, budget=held.budget))
    members = [_member(place, f"{name}!{inner}", held, depth=depth + 1) for inner, place in listed]
    if all(isinstance(part, Named) and part.format == NO_DATA for part in _parts(members)):
        raise no_table(name, ZIP)
    return Opened(name, "zip", members=members)


def _member(file: Path, name: str, held: _Held, *, depth: int) -> Opened:
    try:
        return _opened(file, name, held, depth=depth)
    except NoRows as problem:
        inner = name.partition("!")[2]
        return Opened(name, NO_DATA, parts=[Named(inner, NO_DATA, problem.says)])


def _parts(members: list[Opened]) -> Iterator[Part]:
    for member in members:
        yield from member.parts
        yield from _parts(member.members)


def _text(file: Path, name: str, head: bytes) -> Opened:
    """A file of characters: markup, a list of references, JSON, a dump, or a table."""
    if _is_markup(head) and (opened := _structured(file, name)):
        return opened
    if _is_binary(head):
        raise not_a_table(name, Words("二进制文件", "a binary file"))
    encoding = encoding_of(file, name=name)
    with file.open(encoding=encoding) as handle:
        start = handle.read(HEAD)
    if not start.strip(_BLANKS):
        raise empty_file(name)
    for looks, form, read in _TEXTS:
        if looks(start):
            return Opened(name, form, encoding, list(read(file, encoding=encoding, name=name)))
    if _is_markup(head):
        raise not_a_table(name, Words("不认识的 XML 文件", "XML of an unknown kind"))
    if opened := _structured(file, name, encoding):
        return opened
    for looks, form, read in _TABLES:
        if looks(start):
            return Opened(name, form, encoding, list(read(file, encoding=encoding, name=name)))
    raise not_a_table(name, Words("网页归档（MHT）", "an archived web page (MHT)"))


class _Reader(Protocol):
    """Reads a text file into grids."""

    def __call__(self, file: Path, *, encoding: str, name: str) -> list[Grid]:
        """The grids of the file."""


_TEXTS: tuple[tuple[Callable[[str], bool], str, _Reader], ...] = (
    (is_page, "html", page_tables),
    (is_xml_workbook, "xml-workbook", xml_sheets),
    (is_reference_list, "cnki", references),
)
_TABLES: tuple[tuple[Callable[[str], bool], str, _Reader], ...] = (
    (is_json, "json", json_rows),
    (is_dump, "sql", dump_tables),
    (lambda start: not (start.startswith(("MIME-Version:", "From:")) and "multipart" in start), "csv", delimited),
)
"""What a text may be: how its beginning looks, the name of the format, and its reader; the first that fits."""


def _structured(file: Path, name: str, encoding: str = "") -> Opened | None:
    parts = structured_parts(file, name=name)
    return None if parts is None else Opened(name, _format_of(parts), encoding, parts)


def _format_of(parts: list[Part]) -> str:
    """The format the structured parts name."""
    return str(getattr(parts[0], "format", "xml")) if parts else "xml"


def _is_markup(head: bytes) -> bool:
    """True for XML and SGML in any encoding; web pages are told apart later."""
    start = head.lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t").replace(b"\x00", b"")[:200].lower()
    return start.startswith(b"<") and not start.startswith((b"<html", b"<!doctype html", b"<table", b"<head", b"<meta"))


def _is_binary(head: bytes) -> bool:
    """True when control characters that no text holds are frequent; UTF-16 has zeros in one half of its bytes only."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or wide_encoding(head):
        return False
    controls = sum(head.count(bytes([code])) for code in [*range(9), 11, *range(14, 27), *range(28, 32)])
    return controls > max(len(head) // 200, 8)
