"""Elements of XML files of any size, read safely and in flat memory (XML 流式读取)."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from zhiquan.basics.errors import BadInput
from zhiquan.basics.words import Words
from zhiquan.register.intake.structured.encodings import utf8_chunks
from zhiquan.register.intake.structured.entities import Declared, shown
from zhiquan.register.intake.structured.faults import bad_file

DEEPEST: Final = 300
"""Deepest nesting of elements that is read."""

LARGEST: Final = 1 << 26
"""Largest element that is read in one piece, in bytes."""

PASSED_OVER: Final = frozenset(
    {
        "description",
        "drawings",
        "Description",
        "Drawings",
        "written-amendment-group",
        "overflow",
        "search-report-data",
        "subdoc-description",
        "subdoc-drawings",
        "us-math",
        "us-chemistry",
        "us-sequence-list-doc",
        "sequence-list",
        "SequenceListBag",
    }
)
"""Local names of parts that hold nothing for the register."""

_ENCODING_ERRORS = {4}  # expat: not well-formed (invalid token)


class _LocalNames(dict[str, str]):
    """Names without their prefix, each reckoned once."""

    def __missing__(self, name: str) -> str:
        made = self[name] = name.rpartition(":")[2]
        return made


class Units:
    """The elements of one file whose local name is asked for, outermost only, one after another (逐件读取).

    A file may hold several XML documents one after another, with or without declarations, as weekly files do.
    Names lose their prefix, so namespaces do not matter.

    Args:
        file: the file.
        names: local names of the elements to give out; ``None`` gives the root of each document.
        shown: name to show in errors.
    """

    def __init__(self, file: Path, names: frozenset[str] | None, *, shown: str) -> None:
        self._file = file
        self._names = names
        self._shown = shown
        self._ready: deque[tuple[Element, int]] = deque()
        self._before = 0  # lines before the document being read
        self._local = _LocalNames()
        self._window = [b"", b""]  # the last two pieces of the document being read
        self._start_of_window = 0
        self._unit_size = 0  # bytes since the open unit began, to the piece

    def __iter__(self) -> Iterator[tuple[Element, int]]:
        """Elements and the line each starts at.

        Raises:
            BadInput: the file is cut off, broken, too deep, wrongly encoded, or calls for outside or endless content.
        """
        self._begin()
        for piece in utf8_chunks(self._file, shown=self._shown):
            problem = self._take(piece)
            yield from self._given()
            if problem:
                raise problem
        self._finish()

    def _given(self) -> Iterator[tuple[Element, int]]:
        while self._ready:
            yield self._ready.popleft()

    def _take(self, piece: bytes) -> BadInput | None:
        """Parse one piece; what is wrong with it is told after the elements before it are given out."""
        self._start_of_window += len(self._window[0])
        self._window = [self._window[1], piece]
        try:
            while (rest := self._feed(self._window[1])) is not None:
                self._before += self._parser.ErrorLineNumber - 1
                self._begin()
                self._window = [b"", rest]
            self._check_size(len(piece))
        except BadInput as problem:
            return problem
        return None

    def _check_size(self, more: int) -> None:
        self._unit_size = self._unit_size + more if self._builder is not None else 0
        if self._unit_size > LARGEST:
            rule = Words(f"一条记录超过 {LARGEST >> 20} MB", f"one record is larger than {LARGEST >> 20} MB")
            raise self._here(rule, "broken")

    def _feed(self, piece: bytes) -> bytes | None:
        """Parse one piece; the bytes from which another document starts, if one does."""
        try:
            self._parser.Parse(piece, False)  # noqa: FBT003 - the parser takes it by position
        except expat.ExpatError as problem:
            bytes_seen = b"".join(self._window)
            place = self._parser.ErrorByteIndex - self._start_of_window
            rest = bytes_seen[place:] if place >= 0 else b""
            if self._closed and rest.startswith(b"<") and not rest.startswith(b"</"):
                return rest
            raise self._fault(problem, rest) from problem
        return None

    def _finish(self) -> None:
        try:
            self._parser.Parse(b"", True)  # noqa: FBT003 - the parser takes it by position
        except expat.ExpatError as problem:
            raise self._fault(problem, b"") from problem

    def _fault(self, problem: expat.ExpatError, rest: bytes) -> BadInput:
        line, column = self._before + problem.lineno, problem.offset + 1
        if problem.code in _ENCODING_ERRORS and not _is_utf8(rest):
            rule = Words("内容不合声明的编码 utf-8", "the content is not in the declared encoding utf-8")
            return bad_file(rule, file=self._shown, line=line, column=column, remedy="encoding")
        said = expat.ErrorString(problem.code) or "not well-formed"
        if self._depth and problem.code in {3, 5}:
            rule = Words("XML 不完整：文件中途结束", f"the XML is cut off: {said}")
        else:
            rule = Words(f"XML 不合语法：{said}", f"the XML is not well-formed: {said}")
        return bad_file(rule, file=self._shown, line=line, column=column)

    def _begin(self) -> None:
        parser = expat.ParserCreate("utf-8")
        parser.buffer_text = True
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        parser.UseForeignDTD(True)  # noqa: FBT003 - unknown entities are then reported instead of refused
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.EntityDeclHandler = self._declare
        parser.ExternalEntityRefHandler = self._outside
        parser.SkippedEntityHandler = self._unknown
        self._parser = parser
        self._window, self._start_of_window = [b"", b""], 0
        self._depth = 0
        self._closed = False
        self._builder: TreeBuilder | None = None
        self._unit_depth = 0
        self._passing = 0
        self._line = 1
        self._declared = Declared()

    def _start(self, tag: str, given: dict[str, str]) -> None:
        self._depth += 1
        if self._passing:
            return None
        name = self._local[tag]
        if self._builder is None:
            if self._names is not None and name not in self._names:
                return self._check_depth()
            self._builder, self._unit_depth = TreeBuilder(), self._depth
            self._line = self._before + self._parser.CurrentLineNumber
            self._parser.CharacterDataHandler = self._builder.data
        elif name in PASSED_OVER:
            self._passing = self._depth
            self._parser.CharacterDataHandler = None
            return None
        self._check_depth()
        self._builder.start(name, {self._local[key]: value for key, value in given.items()} if given else {})
        return None

    def _check_depth(self) -> None:
        if self._depth > DEEPEST:
            rule = Words(f"元素嵌套超过 {DEEPEST} 层", f"elements are nested more than {DEEPEST} deep")
            raise self._here(rule, "broken")

    def _end(self, tag: str) -> None:
        depth, self._depth = self._depth, self._depth - 1
        self._closed = depth == 1
        if self._passing:
            if self._passing == depth and self._builder is not None:
                self._passing = 0
                self._parser.CharacterDataHandler = self._builder.data
            return
        if self._builder is None:
            return
        self._builder.end(self._local[tag])
        if depth == self._unit_depth:
            self._ready.append((self._builder.close(), self._line))
            self._builder = None
            self._parser.CharacterDataHandler = None

    def _declare(  # noqa: PLR0913, PLR0917 - the parser's own signature
        self, name: str, is_set: int, text: str | None, base: str | None, system: str | None, public: str | None,
        notation: str | None,
    ) -> None:  # fmt: skip
        del base
        address = "" if public else system or ""
        rule = self._declared.add(name, is_set=bool(is_set), text=text, address=address, is_image=notation is not None)
        if rule:
            raise self._here(rule, "hostile")

    def _outside(self, context: str, base: str | None, system: str | None, public: str | None) -> int:
        del base, public
        rule = Words("文件引用其外部的内容", "the file refers to content outside it")
        raise self._here(rule, "hostile", value=system or context or "")

    def _unknown(self, name: str, is_set: int) -> None:
        if is_set:
            return
        rule = self._declared.refused(name)
        if rule:
            raise self._here(rule, "hostile")
        if self._builder is not None and not self._passing:
            self._builder.data(shown(name))

    def _here(self, rule: Words, remedy: str, value: str = "") -> BadInput:
        line, column = self._before + self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1
        return bad_file(rule, file=self._shown, line=line, column=column, remedy=remedy, value=value)


def _is_utf8(rest: bytes) -> bool:
    try:
        rest[:4].decode("utf-8")
    except UnicodeDecodeError as problem:
        return problem.reason == "unexpected end of data"
    return True
