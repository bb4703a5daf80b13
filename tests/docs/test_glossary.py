"""The glossary says what is in the code, and holds every kind of right, table and room (术语表)."""

from __future__ import annotations

import re
from pathlib import Path

from zhiquan.register.tables import DERIVED, RIGHT_KINDS

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "zhiquan"
PAGE = (ROOT / "docs" / "glossary.md").read_text("utf-8")
ROWS = re.findall(r"^\| (.+?) \| (.+?) \| `(.+?)` \| `(.+?)` \|$", PAGE, re.MULTILINE)


def test_every_term_stands_in_its_file_beside_its_identifier() -> None:
    assert len(ROWS) > 100
    wrong = []
    for term, _, identifier, name in ROWS:
        file = SOURCE / name
        text = file.read_text("utf-8") if file.is_file() else ""
        is_named = re.search(rf"\b{re.escape(identifier)}\b", text) or identifier in Path(name).parts
        if term not in text or not is_named:
            wrong.append(f"{term} {identifier} {name}")
    assert wrong == []


def test_no_term_is_listed_twice_for_one_identifier() -> None:
    pairs = [(term, identifier) for term, _, identifier, _ in ROWS]
    assert [pair for pair in pairs if pairs.count(pair) > 1] == []


def test_every_kind_of_right_table_and_room_is_listed() -> None:
    listed = {identifier.lower() for _, _, identifier, _ in ROWS}
    rooms = {folder.name for folder in SOURCE.iterdir() if (folder / "__init__.py").is_file()}
    assert sorted({*RIGHT_KINDS, *DERIVED, *rooms} - listed) == []
    kinds = {identifier: term for term, _, identifier, _ in ROWS}
    assert {kind: kinds[kind] for kind in RIGHT_KINDS} == {kind: label.zh for kind, label in RIGHT_KINDS.items()}
