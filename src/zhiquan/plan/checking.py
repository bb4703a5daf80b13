"""Checking a file somebody holds against what was published: a publication's JSON or an evidence bundle (核验文件)."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from importlib import util
from pathlib import Path
from types import ModuleType
from typing import Any

from zhiquan.basics.errors import BadInput
from zhiquan.basics.words import Words
from zhiquan.register.publications import Publication, canonical_json

MOST_BYTES = 64 * 1024 * 1024
"""Bytes a bundle may unpack to."""

MOST_FIGURES = 64
"""Figures of a bundle that are made of their rows again."""

MOST_ROWS = 1_000_000
"""Rows read for them, all figures together."""

_MOST_FILES = 300
_MOST_COLUMNS = 40
_LONGEST_NAME = 255
_SHOWN = 80
_NAME = re.compile(r"[a-z0-9_]{1,80}")
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_DAMAGED = (
    RuntimeError,
    NotImplementedError,
    EOFError,
    ValueError,
    OSError,
    zlib.error,
    struct.error,
    zipfile.BadZipFile,
)
"""What reading a damaged, encrypted or oddly packed archive raises."""

_SUMS = "SHA256SUMS"


@dataclass(frozen=True, slots=True)
class Difference:
    """One target that is not as published (不同之处): values as texts, empty where there is none."""

    indicator: str
    label: Words
    held: str
    published: str


@dataclass(frozen=True, slots=True)
class FigureCheck:
    """One figure of a bundle made of its rows again (逐项重算).

    Attributes:
        indicator: id of its indicator.
        published: the value its publication has; empty when it has none.
        computed: the value its rows give; empty when they give none.
        is_equal: True when the bundle tells it as published and its rows give it.
    """

    indicator: str
    published: str
    computed: str
    is_equal: bool


@dataclass(frozen=True, slots=True)
class FileCheck:
    """What the check of a file found (核验结果).

    Attributes:
        kind: ``publication`` or ``bundle``.
        match: the publication with this very content; None when there is none.
        near: the publication of the same plan and day, when the content differs; ``differences`` are from it.
        changed: files of a bundle that are not as its list of hashes says, or not listed.
        figures: figures of a bundle made of its rows again, and those published that it does not tell.
    """

    kind: str
    match: Publication | None
    near: Publication | None = None
    differences: tuple[Difference, ...] = ()
    changed: tuple[str, ...] = ()
    figures: tuple[FigureCheck, ...] = ()

    @property
    def is_true(self) -> bool:
        """True when the file says what was published, nothing in it was changed, and its figures come out."""
        return self.match is not None and not self.changed and all(one.is_equal for one in self.figures)


def check_file(held: bytes, published: Sequence[Publication]) -> FileCheck:
    """Check a file somebody holds.

    Args:
        held: the bytes of a publication's JSON or of an evidence bundle.
        published: everything that was published.

    Raises:
        BadInput: it is neither, or too large once unpacked.
    """
    if _is_archive(held):
        return _bundle(held, published)
    return _compared("publication", _json(held), published)


def _is_archive(held: bytes) -> bool:
    try:
        return zipfile.is_zipfile(io.BytesIO(held))
    except _DAMAGED as problem:
        raise _strange() from problem


def _bundle(held: bytes, published: Sequence[Publication]) -> FileCheck:
    files = _unpacked(held)
    if "publication.json" not in files or _SUMS not in files:
        raise _strange()
    content = _json(files["publication.json"])
    found = _compared("bundle", content, published)
    listed = _sums(files[_SUMS])
    changed = [name for name, digest in listed.items() if hashlib.sha256(files.get(name, b"")).hexdigest() != digest]
    changed += [name for name in files if name not in listed and name != _SUMS]
    return FileCheck(
        kind="bundle",
        match=found.match,
        near=found.near,
        differences=found.differences,
        changed=tuple(sorted(changed)),
        figures=tuple(_recomputed(files, content)),
    )


def _unpacked(held: bytes) -> dict[str, bytes]:
    """The files of an archive by name, in memory; refuses what would not fit or climbs out."""
    try:
        with zipfile.ZipFile(io.BytesIO(held)) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
            if len(infos) > _MOST_FILES or sum(info.file_size for info in infos) > MOST_BYTES:
                raise _too_much(files=len(infos))
            if not all(_is_plain_name(info.filename) and info.compress_type in _PACKED for info in infos):
                raise _strange()
            return {info.filename: archive.read(info) for info in infos}
    except _DAMAGED as problem:
        raise _strange() from problem


def _is_plain_name(name: str) -> bool:
    """True for a name that stays in the folder it is unpacked to."""
    is_short = len(name.encode("utf-8", "replace")) <= _LONGEST_NAME
    return is_short and "\\" not in name and not {"", ".", ".."} & set(name.split("/"))


def _recomputed(files: Mapping[str, bytes], content: Mapping[str, Any]) -> list[FigureCheck]:
    """Each figure made of its rows again, as its publication tells it.

    One without rows in the bundle, told twice, told otherwise than published, or not told at all does not come out.
    """
    told = _json(files.get("figures.json", b'{"figures": []}'))
    figures = told.get("figures") if isinstance(told, dict) else None
    if not isinstance(figures, list) or not all(isinstance(one, dict) for one in figures):
        raise _strange()
    if len(figures) > MOST_FIGURES:
        raise _too_much(figures=len(figures))
    script, known = _script(), set[str]()
    targets = _targets(content)
    day = told.get("day") if told.get("day") == content["asked"].get("day") else None
    found = []
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        (folder / "rows").mkdir()
        _write_rows(folder, figures, files)
        for figure in figures:
            name = _name_of(figure, files)
            target = targets.get(name, {})
            if figure.get("value") is None and target.get("value") is None:
                continue
            number, is_equal = "", False
            if name and name not in known:
                known.add(name)
                number, is_equal = _computed(script, folder, figure, day)
            is_told = all(figure.get(part) == target.get(part) for part in script.TOLD)
            found.append(FigureCheck(_short(figure.get("indicator")), _value(target), number, is_equal and is_told))
    told_names = {str(figure.get("indicator")) for figure in figures}
    untold = [name for name, target in targets.items() if target.get("value") is not None and name not in told_names]
    return found + [FigureCheck(_short(name), _value(targets[name]), "", is_equal=False) for name in untold]


def _computed(script: ModuleType, folder: Path, figure: Mapping[str, Any], day: object) -> tuple[str, bool]:
    try:
        number, is_equal = script.compared(folder, figure, day)
    except (OSError, KeyError, ValueError, TypeError, ArithmeticError, csv.Error):
        return "", False
    return str(number), bool(is_equal)


def _name_of(figure: Mapping[str, Any], files: Mapping[str, bytes]) -> str:
    """Id of the figure's indicator when its rows are in the bundle, else empty: no other file is ever opened."""
    name = figure.get("indicator")
    is_known = isinstance(name, str) and _NAME.fullmatch(name) and f"rows/{name}.csv" in files
    return str(name) if is_known else ""


def _write_rows(folder: Path, figures: Sequence[Mapping[str, Any]], files: Mapping[str, bytes]) -> None:
    """Put the rows of the figures where the script reads them; refuses more than can be read in good time."""
    rows = 0
    for name in sorted({_name_of(figure, files) for figure in figures} - {""}):
        held = files[f"rows/{name}.csv"]
        rows += max(held.count(b"\n"), held.count(b"\r"))
        if rows > MOST_ROWS:
            raise _too_much(rows=rows)
        head = held.removeprefix(b"\xef\xbb\xbf").split(b"\n", 1)[0]
        if b'"' in head or head.count(b",") > _MOST_COLUMNS:  # each row is filled up to so many
            raise _strange()
        (folder / "rows" / f"{name}.csv").write_bytes(held)


def _short(told: object) -> str:
    """What a file says, as far as a page shows it."""
    return "" if told is None else str(told)[:_SHOWN].encode("utf-8", "replace").decode()


def _script() -> ModuleType:
    """The recomputing script every bundle carries, as a module: the same arithmetic an outsider runs."""
    file = Path(__file__).parent / "evidence" / "recompute.py"
    spec = util.spec_from_file_location("zhiquan_recompute", file)
    assert spec is not None
    assert spec.loader is not None
    module = util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _compared(kind: str, content: Any, published: Sequence[Publication]) -> FileCheck:  # noqa: ANN401 - JSON
    asked = content.get("asked") if isinstance(content, dict) else None
    if not isinstance(asked, dict) or not isinstance(content.get("board"), dict):
        raise _strange()
    try:
        text = canonical_json(content)
    except (BadInput, RecursionError) as problem:
        raise _strange() from problem
    match = next((one for one in published if one.text == text and one.is_whole), None)
    if match is not None:
        return FileCheck(kind, match)
    near = next((one for one in published if _same_question(one.content.get("asked", {}), asked)), None)
    return FileCheck(kind, None, near, tuple(_differences(content, near.content)) if near else ())


def _same_question(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    return (one.get("plan"), one.get("day")) == (other.get("plan"), other.get("day"))


def _differences(held: Mapping[str, Any], published: Mapping[str, Any]) -> list[Difference]:
    own = _targets(held)
    found = []
    for row in published["board"]["targets"]:
        told = own.get(str(row["indicator"]), {})
        if told.get("value") != row["value"] or told.get("status") != row["status"]:
            label = Words(row["label"]["zh"], row["label"]["en"])
            values = (_value(told), _value(row))
            found.append(Difference(row["indicator"] or "", label, *values))
    return found


def _targets(content: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """The targets of a publication by the id of their indicator; of several with one indicator, the first."""
    rows = content["board"].get("targets")
    held = [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
    return {str(row["indicator"]): row for row in reversed(held) if row.get("indicator") is not None}


def _value(row: Mapping[str, Any]) -> str:
    value = row.get("value")
    return _short(value if value is None or isinstance(value, str | int | Decimal) else "?")


def _json(held: bytes) -> Any:  # noqa: ANN401 - JSON
    try:
        return json.loads(held.decode("utf-8-sig"))
    except (ValueError, RecursionError) as problem:  # bad bytes, bad JSON, or a number of too many digits
        raise _strange() from problem


def _sums(held: bytes) -> dict[str, str]:
    """Hash by name of the file, as a bundle lists them."""
    rows = [line.split("  ", 1) for line in held.decode("utf-8", "replace").splitlines()]
    if len(rows) > _MOST_FILES:
        raise _strange()
    return {row[1]: row[0] for row in rows if len(row) == 2}


def _too_much(**where: int) -> BadInput:
    return BadInput(
        Words("证据包解开后太大", "the bundle is too large once unpacked"),
        where=where,
        remedy=Words("请用从这里下载的证据包。", "Use a bundle taken from here."),
    )


def _strange() -> BadInput:
    return BadInput(
        Words("这不是本站的发布内容或证据包", "this is neither a publication nor a bundle of this site"),
        remedy=Words("请选从发布页下载的 JSON 或证据包（ZIP）。", "Choose a JSON or bundle taken from a publication."),
    )  # fmt: skip
