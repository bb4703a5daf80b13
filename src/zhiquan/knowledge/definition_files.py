"""Finding data files and turning one into its definition (定义文件的读取)."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from zhiquan.basics.errors import BadDefinition
from zhiquan.basics.words import Words
from zhiquan.knowledge.shapes import Definition
from zhiquan.knowledge.strict_yaml import KeyPath, line_of, read_yaml, spell

SHIPPED = Path(__file__).parent / "data"
"""Folder of the data files that come with the product."""

_DATA = {".yaml", ".csv", ".gz"}

_REMEDIES: dict[str, Words] = {
    "extra_forbidden": Words("没有这个键：请检查拼写或删去。", "No such key: check or remove it."),
    "missing": Words("请补上这一项。", "Add this entry."),
}
_REMEDY = Words("请按说明文档 docs/knowledge.md 改正该项。", "Correct the entry as docs/knowledge.md says.")


@dataclass(frozen=True, slots=True)
class DefinitionFile:
    """One data file and whether it is the office's own (定义文件)."""

    path: Path
    is_own: bool

    @property
    def name(self) -> str:
        """Folder and file, such as ``fees/annual_fee_invention.yaml``; the whole path for own files."""
        return str(self.path) if self.is_own else f"{self.path.parent.name}/{self.path.name}"


def find_files(folder: str, *, shipped: Path, overlay: Path | None) -> dict[str, DefinitionFile]:
    """The files of one folder by id, sorted; an own file stands in for a shipped one of the same id.

    Raises:
        BadDefinition: a file in the folder does not end in ``.yaml``.
    """
    found: dict[str, DefinitionFile] = {}
    for base, is_own in ((shipped, False), (overlay, True)):
        place = base / folder if base else None
        for path in sorted(place.iterdir()) if place and place.is_dir() else ():
            if path.name.startswith(".") or path.name == "README.md":
                continue
            if path.suffix != ".yaml":
                raise BadDefinition(
                    Words("数据文件须以 .yaml 结尾", "a data file must end in .yaml"),
                    where={"file": path},
                    remedy=Words("请改名或移走。", "Rename it or move it away."),
                )
            found[path.stem] = DefinitionFile(path=path, is_own=is_own)
    return dict(sorted(found.items()))


def read_definition(file: DefinitionFile, model: type[Definition]) -> Definition:
    """One file as its definition.

    Raises:
        BadDefinition: naming file, path inside the file, line, value, the rule broken and the way out.
    """
    text = file.path.read_text("utf-8")
    raw = read_yaml(text, file=file.name)
    if not isinstance(raw, Mapping):
        raise refusal(file, (), Words("文件须由键和值组成", "a file must be keys and values"))
    try:
        found = model.model_validate(raw)
    except ValidationError as problem:
        raise _translated(file, problem) from problem
    if found.id != file.path.stem:
        raise refusal(
            file,
            ("id",),
            Words("id 须与文件名相同", "the id must be the file's name"),
            value=found.id,
            remedy=Words("请改 id 或文件名。", "Change the id or the file's name."),
        )
    return found


def refusal(
    file: DefinitionFile,
    path: KeyPath,
    rule: Words,
    *,
    value: object = "",
    remedy: Words = _REMEDY,
) -> BadDefinition:
    """The error for one entry of one file."""
    where: dict[str, object] = {"file": file.name, "path": spell(path)}
    where["line"] = line_of(file.path.read_text("utf-8"), path)
    if value not in ("", None):
        where["value"] = str(value)[:80]
    return BadDefinition(rule, where=where, remedy=remedy)


def _translated(file: DefinitionFile, problem: ValidationError) -> BadDefinition:
    first: Any = problem.errors(include_url=False)[0]
    rule = str(first["msg"]).removeprefix("Value error, ")
    value = "" if isinstance(first["input"], (dict, list)) else first["input"]
    remedy = _REMEDIES.get(first["type"], _REMEDY)
    path = tuple(first["loc"])
    return refusal(file, path, Words(rule, rule), value=value, remedy=remedy)


def every_file(shipped: Path, overlay: Path | None) -> dict[str, Path]:
    """Every data file in use by its place below the data folder; own files stand in for shipped ones."""
    found: dict[str, Path] = {}
    for base in (shipped, overlay):
        for path in base.rglob("*") if base and base.is_dir() else ():
            if path.is_file() and path.suffix in _DATA:
                found[path.relative_to(base or path).as_posix()] = path
    return found


def digest_of(files: Mapping[str, Path]) -> str:
    """SHA-256 over names and contents in order of names, as 64 hexadecimal digits."""
    total = hashlib.sha256()
    for name, path in sorted(files.items()):
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        total.update(f"{name}\n{content}\n".encode())
    return total.hexdigest()
