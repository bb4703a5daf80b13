from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import zhiquan.basics.numbers as room
from zhiquan.basics.errors import BadInput
from zhiquan.basics.numbers import NUMBER_KINDS, PART_LABELS, check_number, kind_named

DOCUMENT = Path(__file__).resolve().parents[3] / "docs" / "numbers.md"
SOURCES = sorted(Path(room.__file__).parent.glob("*.py"))


@pytest.mark.parametrize("name", [name for name in NUMBER_KINDS if name != "identity"])
def test_every_example_is_valid_and_normal(name: str) -> None:
    kind = NUMBER_KINDS[name]
    result = check_number(name, kind.example)
    assert (result.kind, result.normalised, result.problems) == (name, kind.example, ())


@pytest.mark.parametrize("name", NUMBER_KINDS)
def test_every_alias_leads_to_its_kind(name: str) -> None:
    for alias in NUMBER_KINDS[name].aliases:
        assert kind_named(alias) == name
        assert kind_named(alias.replace("_", "-").upper()) == name


def test_no_alias_is_used_twice() -> None:
    names = [alias for kind in NUMBER_KINDS.values() for alias in (kind.name, *kind.aliases)]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("alias", "name"),
    [
        ("公开（公告）号", "publication"),
        ("Application Number", "application"),
        ("app-no", "application"),
        ("专利号", "application"),
        ("creditcode", "uscc"),
        ("trade mark", "trademark"),
        ("AGI", "gi_agricultural"),
    ],
)
def test_kinds_are_found_by_loose_names(alias: str, name: str) -> None:
    assert kind_named(alias) == name


def test_an_unknown_kind_lists_the_kinds() -> None:
    with pytest.raises(BadInput) as caught:
        check_number("telephone", "1")
    for name in NUMBER_KINDS:
        assert name in caught.value.to("en")
        assert name in caught.value.to("zh")


@given(st.sampled_from(sorted(NUMBER_KINDS)), st.text(max_size=30))
def test_any_text_gets_an_answer_in_both_languages(kind: str, text: str) -> None:
    result = check_number(kind, text)
    assert result.valid == all(problem.severity == "warning" for problem in result.problems)
    assert bool(result.normalised) or not result.valid
    assert all(result.says("zh"))
    assert all(result.says("en"))
    assert set(result.parts) <= set(PART_LABELS)


@given(st.sampled_from(sorted(NUMBER_KINDS)), st.text(alphabet="0123456789ABCGNSX.-/()年第号作登字软著", max_size=20))
def test_normal_forms_are_stable(kind: str, text: str) -> None:
    result = check_number(kind, text)
    if result.valid and kind != "identity":
        assert check_number(kind, result.normalised).normalised == result.normalised


@pytest.mark.parametrize("name", NUMBER_KINDS)
def test_a_pasted_page_is_refused_at_once(name: str) -> None:
    result = check_number(name, "(2023)" + "渝" * 100_000)
    assert [problem.rule for problem in result.problems] == ["too_long"]


def rules_in_the_source() -> set[str]:
    text = "\n".join(source.read_text("utf-8") for source in SOURCES)
    return set(re.findall(r'(?:error|warning)\(\s*"([a-z_]+)"', text))


def test_the_document_names_every_kind_and_every_rule() -> None:
    document = DOCUMENT.read_text("utf-8")
    missing = [name for name in (*NUMBER_KINDS, *sorted(rules_in_the_source())) if f"`{name}`" not in document]
    assert missing == []


def test_the_document_s_examples_run() -> None:
    failed, tried = doctest.testfile(str(DOCUMENT), module_relative=False, encoding="utf-8")
    assert tried > 5
    assert failed == 0
