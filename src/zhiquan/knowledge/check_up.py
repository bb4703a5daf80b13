"""Checking every data file at once (数据文件总检)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path

from zhiquan.basics.errors import ZhiquanError
from zhiquan.basics.words import Language, Words
from zhiquan.knowledge.catalogue import Knowledge, load_knowledge
from zhiquan.knowledge.columns import column_ids, column_names_of
from zhiquan.knowledge.kinds import KINDS
from zhiquan.knowledge.other_kinds import OTHER_KINDS


@dataclass(frozen=True, slots=True)
class Count:
    """How many files of one kind read well (计数): all, holding an unverified value, the office's own."""

    files: int = 0
    unverified: int = 0
    own: int = 0


@dataclass(frozen=True, slots=True)
class CheckUp:
    """What a check of every data file found (检查结果).

    ``counts`` is by kind; ``problems`` has one text per problem and is empty when all is well.
    """

    counts: dict[str, Count] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


def check_everything(overlay: Path | None, language: Language) -> CheckUp:
    """Read and cross-check every definition, code table and holiday schedule.

    Args:
        overlay: the office's own folder, or ``None``.
        language: language of the problems.
    """
    found = CheckUp()
    knowledge = load_knowledge(overlay=overlay)
    found.problems.extend(text.to(language) for text in _stray_folders(overlay))
    for kind in KINDS:
        found.counts[kind] = _count(knowledge, kind, found.problems, language)
    for kind in OTHER_KINDS:
        found.counts[kind] = _count_other(kind, overlay)
    for name in column_ids(overlay):
        with _noting(found.problems, language):
            column_names_of(name, overlay)
    with _noting(found.problems, language):
        tables = import_module("zhiquan.knowledge.tables")
        found.problems.extend(str(problem) for problem in tables.check_tables(overlay))
    with _noting(found.problems, language):
        import_module("zhiquan.knowledge.holidays").load_calendar(overlay)
    return found


def _count(knowledge: Knowledge, kind: str, problems: list[str], language: Language) -> Count:
    files = unverified = own = 0
    with _noting(problems, language):
        for name, file in knowledge.files(kind).items():
            with _noting(problems, language):
                definition = knowledge.definition(kind, name)
                files += 1
                unverified += not definition.is_verified
                own += file.is_own
    return Count(files, unverified, own)


def _count_other(kind: str, overlay: Path | None) -> Count:
    """The files of one kind that read; what is wrong with the others their own checks say."""
    entries = []
    for name in OTHER_KINDS[kind].ids(overlay):
        with suppress(ZhiquanError):
            entries.append(OTHER_KINDS[kind].entry(name, overlay))
    unverified = sum(not entry.is_verified for entry in entries)
    return Count(len(entries), unverified, sum(entry.is_own for entry in entries))


@contextmanager
def _noting(problems: list[str], language: Language) -> Iterator[None]:
    """Turn an error of ours into one line of the list, and go on."""
    try:
        yield
    except ZhiquanError as problem:
        problems.append(problem.to(language))


def _stray_folders(overlay: Path | None) -> Iterator[Words]:
    """Folders of the office's own that nothing reads: most often a slip in the name."""
    if overlay is None or not overlay.is_dir():
        return
    read = {spec.folder for spec in KINDS.values()} | set(OTHER_KINDS)
    for place in sorted(overlay.iterdir()):
        if place.is_dir() and not place.name.startswith(".") and place.name not in read:
            names = ", ".join(sorted(read))
            yield Words(
                f"没有程序读取这个文件夹：{place}；可用的有：{names}",
                f"nothing reads this folder: {place}; folders read: {names}",
            )
