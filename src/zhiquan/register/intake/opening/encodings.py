"""Which encoding a text file is in, found by reading it whole once (字符编码)."""

from __future__ import annotations

import codecs
from pathlib import Path

from zhiquan.basics.words import Words
from zhiquan.register.intake.opening.refusals import refused

CHUNK = 1 << 20
SAMPLE = 200_000
_COMMON = frozenset(
    "的一是在有和为了中国公司人年月日大市区申请专利号发明名称授权商标有限股份法及与种方装置系统注册登记类"
)
"""Characters that fill ordinary Chinese lists; text decoded in the wrong encoding has few of them."""


def encoding_of(file: Path, *, name: str) -> str:
    """The encoding the whole file can be read in: ``utf-8-sig``, ``gb18030``, ``utf-16``, ``big5`` ...

    A mark at the start decides; else UTF-8 when every byte fits, else the Chinese encoding in which the text has
    most common characters.

    Args:
        file: a text file.
        name: its name for messages.

    Raises:
        BadInput: no encoding fits, several encodings are mixed, or the bytes are no text.
    """
    with file.open("rb") as handle:
        head = handle.read(SAMPLE)
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return _required(file, encoding, name)
    wide = wide_encoding(head)
    if wide:
        return _required(file, wide, name)
    broken = _first_bad_byte(file, "utf-8")
    if broken is None:
        return "utf-8"
    turn = _line_of_another_encoding(file)
    if turn is not None:
        raise _unreadable(file, turn, name)
    faults = {encoding: _first_bad_byte(file, encoding) for encoding in ("gb18030", "big5")}
    fitting = [encoding for encoding, fault in faults.items() if fault is None]
    if not fitting:
        raise _unreadable(file, max(broken, *(fault or 0 for fault in faults.values())), name)
    return max(fitting, key=lambda encoding: _plausible(head, encoding))


def wide_encoding(head: bytes) -> str:
    r"""UTF-16 without a mark, empty for other texts.

    Its separators, digits and line ends leave zero bytes, which no other encoding has.

    Returns:
        ``wide_encoding("申请号,名称\\n1,2\\n".encode("utf-16-le"))`` is ``"utf-16-le"``.
    """
    zeros = head.count(0)
    if zeros < 3 or zeros < len(head) // 400 or (zeros < len(head) // 4 and _is_utf8(head)):
        return ""
    shares = {encoding: _readable(head, encoding) for encoding in ("utf-16-le", "utf-16-be")}
    best = max(shares, key=lambda encoding: shares[encoding])
    return best if shares[best] > 0.9 else ""


def _is_utf8(head: bytes) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return False
    return True


def _readable(head: bytes, encoding: str) -> float:
    """Share of characters that lists in Chinese are made of."""
    text = head[: min(len(head), 20_000) // 2 * 2].decode(encoding, "replace")
    good = sum(
        " " <= letter <= "~" or letter in "\r\n\t" or "\u2000" <= letter <= "\u9fff" or letter >= "\uff00"
        for letter in text
        if letter != "\ufffd"
    )
    return good / max(len(text), 1)


_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def _first_bad_byte(file: Path, encoding: str) -> int | None:
    """Offset of the first byte that does not fit; None when the whole file fits."""
    decoder = codecs.getincrementaldecoder(encoding)()
    offset = 0
    with file.open("rb") as handle:
        while chunk := handle.read(CHUNK):
            pending = len(decoder.getstate()[0])
            try:
                decoder.decode(chunk)
            except UnicodeDecodeError as problem:
                return offset - pending + problem.start
            offset += len(chunk)
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as problem:
        return offset - len(decoder.getstate()[0]) + problem.start
    return None


def _required(file: Path, encoding: str, name: str) -> str:
    broken = _first_bad_byte(file, encoding)
    if broken is not None:
        raise _unreadable(file, broken, name)
    return encoding


def _line_of_another_encoding(file: Path) -> int | None:
    """Offset of the first line in another encoding than the lines before it; None when all lines are in one.

    A line that is UTF-8 with several Chinese characters is so by no chance; one that is not UTF-8 is something else.
    """
    as_utf8 = as_other = None
    offset = 0
    with file.open("rb") as handle:
        while line := handle.readline(CHUNK):
            if not line.isascii():
                try:
                    if sum("\u4e00" <= letter <= "\u9fff" for letter in line.decode("utf-8")) >= 4:
                        as_utf8 = offset if as_utf8 is None else as_utf8
                except UnicodeDecodeError as problem:
                    if len(line) < CHUNK and as_other is None:
                        as_other = offset + problem.start
                if as_utf8 is not None and as_other is not None:
                    return max(as_utf8, as_other)
            offset += len(line)
    return None


def _plausible(head: bytes, encoding: str) -> float:
    """Share of common characters among the non-ASCII ones."""
    text = head.decode(encoding, "ignore")
    wide = [character for character in text if ord(character) > 0x7F]
    return sum(character in _COMMON for character in wide) / len(wide) if wide else 0.0


def _unreadable(file: Path, offset: int, name: str) -> Exception:
    with file.open("rb") as handle:
        line = 1 + sum(handle.read(min(CHUNK, offset - place)).count(b"\n") for place in range(0, offset, CHUNK))
        rest = handle.read(24)
    return refused(
        name,
        row=line,
        value=rest.hex(" "),
        rule=Words(
            "文件的字符编码不一致或无法识别：从该行起的字节不合编码",
            "the encoding is mixed or unknown: from this line on the bytes do not fit",
        ),
        remedy=Words(
            "请用原软件重新导出为 UTF-8 或 XLSX；不要把不同编码的文件直接拼接。",
            "Export again as UTF-8 or XLSX; do not join files of different encodings.",
        ),
    )
