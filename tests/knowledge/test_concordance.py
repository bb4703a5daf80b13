"""Concordances: ranges, exclusions, keywords and revisions, by hand."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from zhiquan.basics.errors import BadDefinition, NotFound
from zhiquan.knowledge.concordance import CONCORDANCES, Concordance, Hit
from zhiquan.knowledge.concordance_keywords import fold, parse_keywords
from zhiquan.knowledge.tables import SHIPPED, check_tables, open_table

RULES = (
    "rule,industry,industry_zh,field,field_zh,category,category_zh,keywords,keyword_kind,keywords_open,page,"
    "keywords_stated,note\n"
)
PATTERNS = "rule,include,exclude\n"


def own(overlay: Path, *, rules: str, patterns: str) -> Concordance:
    """The concordance ``sei`` made of these lines only."""
    for table, text in (("sei", RULES + rules), ("sei_patterns", PATTERNS + patterns)):
        folder = overlay / "codes" / table
        folder.mkdir(parents=True)
        sheet = (SHIPPED / "codes" / table / "table.yaml").read_text("utf-8")
        (folder / "table.yaml").write_text(re.sub(r"(?m)^(rows|sha256): .*\n", "", sheet), "utf-8")
        (folder / "table.csv").write_text(text, "utf-8")
    return Concordance.load("sei", overlay)


def rule(name: str, keywords: str = "", kind: str = "none") -> str:
    """One line of the rule table."""
    return f"{name},1,甲,1.1,乙,{name},,{keywords},{kind},N,1,,\n"


def found(concordance: Concordance, *ipcs: str, text: str | None = None) -> dict[str, tuple[str, str]]:
    """Per rule its kind and route."""
    return {hit.rule: (hit.kind, hit.via_revision) for hit in concordance.hits(ipcs, text)}


def test_a_symbol_alone_decides_where_no_keywords_are_stated(tmp_path: Path) -> None:
    ours = own(tmp_path, rules=rule("r1"), patterns="r1,C21D9*,\n")
    (hit,) = ours.hits(["C21D   9/573 (2006.01)I"], None)
    assert hit == Hit("r1", "1", "1.1", "ipc_only", "none", "C21D9/573", "C21D9*", (), "")
    assert not hit.needs_a_person


def test_an_exclusion_takes_away_from_its_own_row_only(tmp_path: Path) -> None:
    patterns = "r1,C21D9*,C21D9/52*\nr2,C21D9*,\n"
    ours = own(tmp_path, rules=rule("r1") + rule("r2"), patterns=patterns)
    assert set(found(ours, "C21D9/52")) == {"r2"}
    assert set(found(ours, "C21D9/50")) == {"r1", "r2"}


def test_another_row_of_the_same_rule_may_include_what_one_row_excludes(tmp_path: Path) -> None:
    ours = own(tmp_path, rules=rule("r1"), patterns="r1,C21D9*,C21D9/52\nr1,C21D9/52,\n")
    (hit,) = ours.hits(["C21D9/52"], None)
    assert hit.pattern == "C21D9/52"


def test_an_excluded_symbol_does_not_hide_the_patents_other_symbols(tmp_path: Path) -> None:
    ours = own(tmp_path, rules=rule("r1"), patterns="r1,C21D9*,C21D9/52\n")
    (hit,) = ours.hits(["C21D9/52", "C21D9/46"], None)
    assert hit.symbol == "C21D9/46"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("一种电动汽车", "ipc_and_keywords"), ("一种自行车", "ipc_but_keywords_unmet"),
        ("电动汽车与燃料汽车", "ipc_but_keywords_unmet"),
        (None, "ipc_keywords_not_checkable"), ("  ", "ipc_keywords_not_checkable"),
    ],
)  # fmt: skip
def test_keywords_are_told_apart_from_the_symbol(tmp_path: Path, text: str | None, kind: str) -> None:
    rules = rule("r1", "电动汽车 | 机动车 & !燃料汽车", "terms")
    assert found(own(tmp_path, rules=rules, patterns="r1,B60L*,\n"), "B60L50/60", text=text) == {"r1": (kind, "none")}


def test_a_placeholder_can_never_be_checked(tmp_path: Path) -> None:
    ours = own(tmp_path, rules=rule("r1", kind="placeholder"), patterns="r1,B60L*,\n")
    assert found(ours, "B60L50/60", text="电动汽车") == {"r1": ("ipc_keywords_not_checkable", "none")}


@pytest.mark.parametrize(
    ("written", "text", "expected"),
    [
        ("", "x", ()),
        ("甲 | 乙", "乙丙", ("乙",)),
        ("甲 | 乙 & 丙", "乙丙", ("乙", "丙")),
        ("甲 | 乙 & 丙", "乙", None),
        ("甲 & !丁", "甲丁", None),
        ("!丁", "甲", ()),
        ("!丙 & !丁", "丁", None),
        ("AI芯片 | GPU", "一种ai芯片", ("AI芯片",)),
    ],
)
def test_keyword_grammar(written: str, text: str, expected: tuple[str, ...] | None) -> None:
    assert parse_keywords(written).met_in(fold(text)) == expected


def test_moved_places_count_and_divided_ones_are_for_a_person(tmp_path: Path) -> None:
    # H01M2* went whole to H01M50 (2021.01), G06K9/00 was divided over G06V and G06F18 (2022.01)
    rules = rule("r1") + rule("r2")
    ours = own(tmp_path, rules=rules, patterns="r1,H01M2*,\nr2,G06K9/00,\n")
    assert found(ours, "H01M50/20", "G06V20/10") == {"r1": ("ipc_only", "moved"), "r2": ("ipc_only", "split")}
    moved, split = ours.hits(["H01M50/20", "G06V20/10"], None)
    assert (moved.needs_a_person, split.needs_a_person) == (False, True)
    assert (moved.symbol, moved.pattern) == ("H01M50/20", "H01M2*")


def test_a_place_the_table_names_is_stronger_than_a_moved_one(tmp_path: Path) -> None:
    ours = own(tmp_path, rules=rule("r1"), patterns="r1,H01M2*,\n")
    assert found(ours, "H01M50/20", "H01M2/10") == {"r1": ("ipc_only", "none")}


def test_a_range_narrower_than_what_moved_gives_candidates(tmp_path: Path) -> None:
    # H01L29* moved whole to H10D, but H01L29/78 is only a part of it
    ours = own(tmp_path, rules=rule("r1"), patterns="r1,H01L29/78,\n")
    assert found(ours, "H10D30/60") == {"r1": ("ipc_only", "split")}


def test_content_moved_out_of_a_range_later_is_followed_and_earlier_is_not(tmp_path: Path) -> None:
    # written in 2021.01: H04L12/24 left for H04L41 in 2022.01, G06F17/30 for G06F16 in 2019.01
    ours = own(tmp_path, rules=rule("r1") + rule("r2"), patterns="r1,H04L12*,\nr2,G06F17*,\n")
    assert found(ours, "H04L41/06", "G06F16/30") == {"r1": ("ipc_only", "moved")}


def test_an_exclusion_moves_with_its_content(tmp_path: Path) -> None:
    # H04L12/24 -> H04L41 and H04L12/26 -> H04L43, both whole
    ours = own(tmp_path, rules=rule("r1"), patterns="r1,H04L12*,H04L12/26\n")
    assert set(found(ours, "H04L41/06")) == {"r1"}
    assert found(ours, "H04L43/08") == {}


def test_revisions_can_be_left_out() -> None:
    assert not Concordance.load("sei", with_revisions=False).hits(["H10K50/11"], None)


def test_what_is_no_ipc_symbol_touches_nothing() -> None:
    assert Concordance.load("sei").hits(["09-03", "Y02P 90/02", ""], "电动汽车") == ()
    assert Concordance.load("sei").hits([], "电动汽车") == ()


def test_a_partial_range_of_green_needs_a_person() -> None:
    hits = Concordance.load("green").hits(["E02D17/20"], None)
    assert {hit.coverage for hit in hits} >= {"partial"}
    assert all(hit.needs_a_person for hit in hits if hit.coverage == "partial")


def test_the_excluded_symbol_of_the_first_rule_is_not_in_it() -> None:
    sei = Concordance.load("sei")
    assert "1.1-01" in found(sei, "G06F11/07")
    assert "1.1-01" not in found(sei, "G06F11/36")


@pytest.mark.parametrize("name", CONCORDANCES)
def test_labels_agree_with_the_documents_names_and_every_rule_has_ranges(name: str) -> None:
    named = {row[place]: row[f"{place}_zh"] for row in open_table(name).rows for place in ("industry", "field")}
    labels = [row for row in open_table("concordance_labels").rows if row["concordance"] == name]
    assert {row["code"]: row["label_zh"] for row in labels} == {code: zh for code, zh in named.items() if zh}
    assert {row["rule"] for row in open_table(f"{name}_patterns").rows} == set(Concordance.load(name).rules)


def test_only_the_digital_concordance_is_incomplete() -> None:
    assert [name for name in CONCORDANCES if not Concordance.load(name).is_complete] == ["digital"]


def test_an_unknown_concordance_names_the_known() -> None:
    with pytest.raises(NotFound, match="sei"):
        Concordance.load("nace")


def test_a_range_of_no_rule_and_a_rule_without_its_words_stop(tmp_path: Path) -> None:
    with pytest.raises(BadDefinition, match="所指不存在"):
        own(tmp_path / "a", rules=rule("r1"), patterns="r2,B60L*,\n")
    with pytest.raises(BadDefinition, match="关键词"):
        own(tmp_path / "b", rules=rule("r1", kind="terms"), patterns="r1,B60L*,\n")
    (problem,) = check_tables(tmp_path / "b")
    assert problem.startswith("sei: ")
