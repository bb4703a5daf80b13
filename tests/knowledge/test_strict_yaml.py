"""Reading YAML: what is accepted, and every trap with its message."""

from __future__ import annotations

from datetime import date

import pytest

from zhiquan.basics.errors import BadDefinition
from zhiquan.knowledge.strict_yaml import line_of, read_yaml, spell


def test_dates_numbers_words_and_quoted_amounts_are_read_as_written() -> None:
    text = 'from: 2021-06-01\nyears: 20\nyuan: "900.00"\nopen: true\nto: null\nlist: [a, "1.20"]\n'
    assert read_yaml(text, file="a.yaml") == {
        "from": date(2021, 6, 1),
        "years": 20,
        "yuan": "900.00",
        "open": True,
        "to": None,
        "list": ["a", "1.20"],
    }


@pytest.mark.parametrize(
    ("text", "path", "says"),
    [
        ("versions:\n  - amounts:\n      - {yuan: 900.50}\n", "versions[0].amounts[0].yuan", "quote"),
        ("a: 1e5.0\nb: .5\n", "b", "quote"),
        ("a: 1\nb: {c: 1, c: 2}\n", "b.c", "written twice"),
        ("on: 2021-06-01\n", "on", "true or false"),
        ("versions:\n  - no: 1\n", "versions[0].no", "true or false"),
        ("open: yes\n", "open", "true or false"),
        ("code: 0105\n", "code", "misread"),
        ("time: 12:30\n", "time", "misread"),
        ("from: 2021-06-01T10:00:00\n", "from", "2026-11-22"),
        ("a: &x {b: 1}\nc: *x\n", "c", "references"),
        ("a: !!python/name:os.system\n", "a", "tags"),
        ("1: a\n", "1", "must be a word"),
        ("a: {<<: {b: 1}}\n", "a.<<", "must be a word"),
    ],
)
def test_a_trap_is_refused_with_its_place_and_a_way_out(text: str, path: str, says: str) -> None:
    with pytest.raises(BadDefinition) as refused:
        read_yaml(text, file="terms/x.yaml")
    assert refused.value.where["file"] == "terms/x.yaml"
    assert refused.value.where["path"] == path
    assert says in refused.value.to("en").casefold()
    assert refused.value.remedy is not None


def test_broken_yaml_names_the_file_and_line() -> None:
    with pytest.raises(BadDefinition) as refused:
        read_yaml("a: [1\n", file="terms/x.yaml")
    assert refused.value.where == {"file": "terms/x.yaml", "line": "2"}


def test_an_entry_is_found_again_by_its_path() -> None:
    text = "id: x\nversions:\n  - from: 2021-06-01\n    amounts:\n      - {yuan: a}\n      - {yuan: b}\n"
    assert line_of(text, ("versions", 0, "amounts", 1, "yuan")) == 6
    assert line_of(text, ("versions", 0, "missing")) == 3
    assert spell(("versions", 0, "amounts", 1, "yuan")) == "versions[0].amounts[1].yuan"
