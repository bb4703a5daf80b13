"""Every definition by kind and id, read when first asked for (知识目录)."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import TypeVar, cast

from zhiquan.basics.errors import NotFound
from zhiquan.basics.words import Words
from zhiquan.knowledge.cross_checks import check_definition
from zhiquan.knowledge.definition_files import (
    SHIPPED,
    DefinitionFile,
    digest_of,
    every_file,
    find_files,
    read_definition,
)
from zhiquan.knowledge.kinds import KINDS, kind_of
from zhiquan.knowledge.legal_events import EventModel, LegalEvent, LegalStatus, build_event_model
from zhiquan.knowledge.shapes import Definition

D = TypeVar("D", bound=Definition)


class Knowledge:
    """The data files of the product with the office's own laid over them (知识).

    Nothing is read until asked for, and then once; reading a file also reads the instruments it cites.
    """

    def __init__(self, *, shipped: Path, overlay: Path | None) -> None:
        self._shipped = shipped
        self._overlay = overlay
        self._files: dict[str, dict[str, DefinitionFile]] = {}
        self._read: dict[tuple[str, str], Definition] = {}
        self._checked: set[tuple[str, str]] = set()

    def files(self, kind: str) -> dict[str, DefinitionFile]:
        """The files of one kind by id, sorted.

        Raises:
            NotFound: there is no such kind.
        """
        if kind not in KINDS:
            raise no_such_kind(kind, KINDS)
        if kind not in self._files:
            self._files[kind] = find_files(KINDS[kind].folder, shipped=self._shipped, overlay=self._overlay)
        return self._files[kind]

    def ids(self, kind: str) -> tuple[str, ...]:
        """The ids of one kind, sorted; no file is read."""
        return tuple(self.files(kind))

    def definition(self, kind: str, id: str) -> Definition:  # noqa: A002 - the word used in the files
        """One definition of any kind, checked.

        Raises:
            NotFound: no file of that kind has the id; the nearest ids are suggested.
            BadDefinition: the file, or an instrument it cites, is wrong.
        """
        found = self.unchecked(kind, id)
        if (kind, id) not in self._checked:
            check_definition(self, kind, found)
            self._checked.add((kind, id))
        return found

    def unchecked(self, kind: str, id: str) -> Definition:  # noqa: A002
        """One definition as its own file tells it, before other files are looked at."""
        if (kind, id) not in self._read:
            files = self.files(kind)
            if id not in files:
                raise _unknown(kind, id, files)
            self._read[kind, id] = read_definition(files[id], KINDS[kind].model)
        return self._read[kind, id]

    def get(self, model: type[D], id: str) -> D:  # noqa: A002
        """One definition by model and id: ``knowledge.get(Term, "design_patent").at(day)``.

        Raises:
            NotFound: no file of that kind has the id.
            BadDefinition: the file, or an instrument it cites, is wrong.
        """
        return cast("D", self.definition(kind_of(model), id))

    def all(self, model: type[D]) -> tuple[D, ...]:
        """Every definition of one model, in order of ids."""
        return tuple(self.get(model, name) for name in self.ids(kind_of(model)))

    @cached_property
    def event_model(self) -> EventModel:
        """The model of legal events as arrays."""
        return build_event_model(self.all(LegalStatus), self.all(LegalEvent))

    def digest(self) -> str:
        """SHA-256 over names and contents of every data file in use, code tables too, as 64 hex digits."""
        return digest_of(every_file(self._shipped, self._overlay))


def load_knowledge(shipped: Path = SHIPPED, overlay: Path | None = None) -> Knowledge:
    """The definitions of the product, with an office's own laid over them.

    Args:
        shipped: folder of the product's data files.
        overlay: folder of the office's own files with the same sub-folders; it need not exist.
    """
    return Knowledge(shipped=shipped, overlay=overlay)


def no_such_kind(kind: str, kinds: Iterable[str]) -> NotFound:
    """The error for a kind that does not exist; names those that do."""
    names = list(kinds)
    return NotFound(
        Words(f"没有这一种类：{kind}", f"no such kind: {kind}"),
        remedy=Words(f"可用的种类：{'、'.join(names)}", f"Kinds: {', '.join(names)}"),
    )


def _unknown(kind: str, name: str, names: Iterable[str]) -> NotFound:
    near = ", ".join(difflib.get_close_matches(name, list(names), n=3, cutoff=0.4))
    return NotFound(
        Words(f"没有这一项：{name}", f"there is no such entry: {name}"),
        where={"kind": kind, "id": name},
        remedy=Words(f"相近的有：{near}", f"near ones: {near}")
        if near
        else Words("用 zhiquan knowledge list 查看全部。", "zhiquan knowledge list shows them all."),
    )
