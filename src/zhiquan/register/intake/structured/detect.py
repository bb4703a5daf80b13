"""Which structured format a file is in, and its parts (结构化文件识别)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

from zhiquan.basics.errors import BadInput
from zhiquan.basics.words import Words
from zhiquan.register.intake.parts import Named, Part, Record, Records
from zhiquan.register.intake.structured import bcodes, odp, tagged_rights, us_marks
from zhiquan.register.intake.structured.faults import bad_file, is_hostile
from zhiquan.register.intake.structured.formats import DTD, NAMED_ROOTS, ROOTS, SIGNS, Format, holds_none
from zhiquan.register.intake.structured.json_stream import json_objects
from zhiquan.register.intake.structured.sgml import sgml_documents
from zhiquan.register.intake.structured.sniff import HEAD, Head, head_of
from zhiquan.register.intake.structured.stream import Units
from zhiquan.register.intake.structured.tagged import tagged_documents, tagged_format

_LARGEST_HEAD = 1 << 22
_FOREIGN_ROOTS = frozenset(
    {"html", "head", "body", "div", "table", "meta", "style", "p", "tr", "workbook", "worksheet", "plist", "svg", "rss"}
)
_SGML = Format(
    "uspto-sgml",
    Words("美国专利授权文献（SGML）", "US patent grants in SGML"),
    {"PATDOC": bcodes.b_document},
)

Opener = Callable[[], Iterator[Record]]


def structured_parts(file: Path, *, name: str = "") -> list[Part] | None:
    """The parts of a structured patent or trade-mark file (结构化文件的内容).

    The content decides, never the ending of the name.

    Args:
        file: the file.
        name: member name when the file came out of an archive; parts and errors carry it.

    Returns:
        None when the file is in no structured format known here; else one part: ``Records``, read lazily and in flat
        memory, or ``Named`` for a file that holds no rights. A daily file of US trade marks gives ``Records`` of format
        ``uspto-trademark``; a schema gives ``Named`` of format ``xsd``.

    Raises:
        BadInput: the beginning of a known format is broken or calls for content outside the file; what is broken
            later raises while the records are read.
    """
    head = _head(file)
    shown = name or file.name
    if head.form == "dtd":
        return [Named(name, "dtd", DTD)]
    if head.form == "json":
        return _json(file, head, name=name, shown=shown)
    if head.form == "text":
        return _tagged(file, head, name=name, shown=shown)
    return _xml(file, head, name=name, shown=shown) if head.form == "xml" else None


def _head(file: Path) -> Head:
    with file.open("rb") as stream:
        first = stream.read(HEAD)
        while (head := head_of(first)) is None:
            more = stream.read(len(first))
            if not more or len(first) > _LARGEST_HEAD:
                return Head("")
            first += more
    return head


def _xml(file: Path, head: Head, *, name: str, shown: str) -> list[Part] | None:
    if head.root in NAMED_ROOTS:
        form, says = NAMED_ROOTS[head.root]
        return [Named(name, form, says)]
    if head.root == "PATDOC":
        return _records(lambda: _sgml(file, shown), _SGML, name=name)
    if head.root.lower() in _FOREIGN_ROOTS:
        return None
    form_of_root = ROOTS.get(head.root)
    if head.root == "response" and "patAssign" not in head.text and "reelNo" not in head.text:
        form_of_root = None
    found = form_of_root or _form_within(file, shown)
    return _records(lambda: _units(file, found, shown), found, name=name) if found else None


def _form_within(file: Path, shown: str) -> Format | None:
    """The format of a file whose root has a name of somebody's own, by the first element that shows one.

    A file that shows none and is broken besides is none of ours; one that calls for outside content is refused.
    """
    try:
        first = next(iter(Units(file, frozenset(SIGNS), shown=shown)), None)
    except BadInput as problem:
        if is_hostile(problem):
            raise
        return None
    return SIGNS[first[0].tag] if first else None


def _units(file: Path, form: Format, shown: str) -> Iterator[Record]:
    number = 1
    for element, line in Units(file, form.units, shown=shown):
        for made in _read(form, element, number):
            _must_say_something(made, element.tag, file=shown, line=line)
            yield made
            number += 1


def _read(form: Format, element: Element, number: int) -> Iterator[Record]:
    made = form.readers[element.tag](element, number)
    if isinstance(made, Record):
        yield made
    elif made is not None:
        yield from made


def _must_say_something(made: Record, what: str, *, file: str, line: int) -> None:
    """A document without number, title or party is no document."""
    if not set(made.values) - {"kind", "country"}:
        rule = Words(
            f"{what} 是空的：没有号码、名称或当事人",
            f"{what} is empty: it states no number, title or party",
        )
        raise bad_file(rule, file=file, line=line)


def _sgml(file: Path, shown: str) -> Iterator[Record]:
    for number, (element, line) in enumerate(sgml_documents(file, shown=shown), start=1):
        made = bcodes.b_document(element, number)
        _must_say_something(made, element.tag, file=shown, line=line)
        yield made


def _records(opener: Opener, form: Format, *, name: str) -> list[Part]:
    """Records when the file has one, else the sentence that it has none; reading starts anew each time."""
    first = next(opener(), None)
    if first is None:
        return [Named(name, form.id, holds_none(form))]
    return [Records(name, form.id, opener())]


_ODP = Format("uspto-odp", Words("美国专利局开放数据", "Open Data Portal of the USPTO"), {})
_TSDR = Format("uspto-tsdr", Words("美国商标状态查询结果", "US trademark status answers"), {})


def _json(file: Path, head: Head, *, name: str, shown: str) -> list[Part] | None:
    form = _json_form(head.text)
    if form is None:
        return None
    reader = odp.file_wrapper if form is _ODP else us_marks.tsdr_trademark

    def opened() -> Iterator[Record]:
        for one, number in json_objects(file, shown=shown):
            made = reader(one, number)
            _must_say_something(made, f"[{number}]", file=shown, line=number)
            yield made

    return _records(opened, form, name=name)


def _json_form(text: str) -> Format | None:
    if '"patentFileWrapperDataBag"' in text or ('"applicationMetaData"' in text and '"applicationNumberText"' in text):
        return _ODP
    is_mark = '"gsList"' in text or '"prosecutionHistory"' in text or '"markElement"' in text
    return _TSDR if is_mark and '"serialNumber"' in text else None


def _tagged(file: Path, head: Head, *, name: str, shown: str) -> list[Part] | None:
    found = tagged_format(head.text)
    if found is None:
        return None
    reader = tagged_rights.brs_document if found == "us-brs" else tagged_rights.aps_document
    form = Format(found, Words("美国专利标签文本", "US patents as tagged text"), {})

    def opened() -> Iterator[Record]:
        for number, (tags, _) in enumerate(tagged_documents(file, form=found, shown=shown), start=1):
            yield reader(tags, number)

    return _records(opened, form, name=name)
