"""The words names are made of: shipped files read, an office may add its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from zhiquan.basics.errors import BadDefinition
from zhiquan.knowledge.party_names import WordList, party_words


def test_the_shipped_words_are_there() -> None:
    words = party_words()
    assert "科技" in words.trades
    assert "重庆市" in words.places
    assert "重庆" in words.places
    assert "长寿区" in words.places
    assert "长寿" in words.inner_places
    assert "长寿" not in words.places
    assert ("有限责任公司", "有限公司") in words.spellings


def test_the_longest_word_at_either_end_is_found() -> None:
    words = WordList(["重庆", "重庆市", "市"])
    assert (words.leading("重庆市甲"), words.leading("甲重庆"), words.ending("甲重庆"), words.ending("市")) == (
        "重庆市", "", "重庆", "")  # fmt: skip


def test_an_office_lays_its_own_list_over_a_shipped_one(tmp_path: Path) -> None:
    own = tmp_path / "party_names" / "trades.yaml"
    own.parent.mkdir()
    own.write_text("id: trades\nlabel: {zh: 行业, en: Trades}\nwords: [页岩气]\n", "utf-8")
    words = party_words(tmp_path)
    assert "页岩气" in words.trades
    assert "科技" not in words.trades
    assert "重庆" in words.places


def test_a_wrong_file_is_refused_with_its_name(tmp_path: Path) -> None:
    own = tmp_path / "party_names" / "trades.yaml"
    own.parent.mkdir()
    own.write_text("id: trades\nlabel: {zh: 行业, en: Trades}\nwords: 7\n", "utf-8")
    with pytest.raises(BadDefinition, match="trades"):
        party_words(tmp_path)
