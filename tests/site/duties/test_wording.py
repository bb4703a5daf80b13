"""Texts of answers on the two languages' pages."""

from __future__ import annotations

from django.utils.translation import override

from zhiquan.site.duties.wording import bare, mixed, told

ORIGIN = {"file": "甲.xlsx", "sheet": "表", "line": 3, "sha256": "ab", "loaded": "2026-01-01"}


def test_names_in_chinese_are_marked_on_an_english_page_only() -> None:
    with override("en"):
        assert mixed("done, proved by 纪要 & more") == 'done, proved by <span lang="zh-Hans">纪要</span> &amp; more'
    with override("zh-hans"):
        assert mixed("证明：<纪要>") == "证明：&lt;纪要&gt;"


def test_every_pair_of_languages_becomes_one_text() -> None:
    with override("en"):
        assert told({"proofs": [{"says": {"zh": "甲", "en": "one"}, "holds": True}]}) == {
            "proofs": [{"says": "one", "holds": True}]
        }


def test_an_origin_is_left_out_for_readers_who_may_not_see_it() -> None:
    assert told({"origin": ORIGIN}) == {"origin": None}
    assert told({"origin": ORIGIN}, lambda one: f"/{one['line']}")["origin"]["address"] == "/3"


def test_numbers_filled_in_lose_the_zeros_of_the_table() -> None:
    assert (bare("35.800000"), bare("40"), bare(None)) == ("35.8", "40", None)
