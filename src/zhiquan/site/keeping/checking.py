"""Checking a back-up: every byte, that nothing is missing or added, and that what it holds holds together (查备份)."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from zhiquan.basics.digests import new_hasher, parts
from zhiquan.basics.errors import ZhiquanError
from zhiquan.register.lake.home import LakeHome
from zhiquan.register.trail import broken_trail
from zhiquan.site.keeping.desk_part import FILE, chain_breaks, faults
from zhiquan.site.keeping.lake_part import named_files
from zhiquan.site.keeping.listing import NAME, Entry, Listed, hash_of_file, read_list

Tell = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a back-up: the file, and ``changed``, ``missing``, ``added`` or what does not hold."""

    path: str
    kind: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Checked:
    """What checking a back-up found."""

    folder: Path
    seal: str
    about: Mapping[str, Any]
    faults: tuple[Fault, ...]

    @property
    def is_whole(self) -> bool:
        """True when every byte is as it was written and all of it holds together."""
        return not self.faults


def check(folder: Path, *, seal: str = "", tell: Tell | None = None) -> Checked:
    """Read a whole back-up again and compare every byte with its list.

    Args:
        folder: the back-up.
        seal: the seal that was printed when it was made; empty when nobody kept it.
        tell: told files done and files listed.

    Raises:
        BadInput: there is no back-up, or its list itself was changed.
    """
    listed = read_list(folder)
    found = [Fault(NAME, "changed", "seal")] if seal and seal != listed.seal else []
    known = {NAME}
    for number, entry in enumerate(listed.entries(), 1):
        known.add(entry.path)
        found += _fault_of(folder, entry)
        if tell is not None:
            tell(number, int(listed.about.get("files", 0)))
    found += [Fault(name, "added") for name in _names(folder) if name not in known]
    if not found:
        found = list(_inner_faults(listed, known))
    return Checked(folder, listed.seal, listed.about, tuple(found))


def _fault_of(folder: Path, entry: Entry) -> list[Fault]:
    file = folder / entry.path
    if file.is_symlink() or not file.is_file():
        return [Fault(entry.path, "missing")]
    algorithm, digits = parts(entry.digest)
    if (entry.size, digits) != hash_of_file(file, new_hasher(algorithm)):
        return [Fault(entry.path, "changed")]
    return []


def _inner_faults(listed: Listed, known: set[str]) -> Iterator[Fault]:
    """What would not hold after a restore although every byte is as it was copied."""
    lake = LakeHome(listed.folder / "lake")
    for name in lake.shelf.ids():
        try:
            snapshot = lake.shelf.read(name)
        except (ZhiquanError, ValueError, KeyError) as problem:
            yield Fault(f"lake/snapshots/{name}.json", "broken", str(problem))
            continue
        lacking = [path for path, _ in named_files(snapshot) if f"lake/{path}" not in known]
        yield from (Fault(f"lake/{path}", "missing", name) for path in lacking)
    try:
        yield from (Fault("lake/trail.jsonl", "broken", str(number)) for number in broken_trail(lake.root))
    except json.JSONDecodeError as problem:
        yield Fault("lake/trail.jsonl", "broken", str(problem))
    if (listed.folder / FILE).is_file():
        wrong = faults(listed.folder / FILE)
        if wrong:
            yield Fault(FILE, "broken", wrong)
            return
        for one in chain_breaks(listed.folder / FILE):
            yield Fault(FILE, "chain", f"{one.number} {one.kind} {one.detail}".strip())


def _names(folder: Path) -> Iterator[str]:
    for place, folders, files in os.walk(folder):
        for name in [*files, *(one for one in folders if (Path(place) / one).is_symlink())]:
            yield (Path(place) / name).relative_to(folder).as_posix()
