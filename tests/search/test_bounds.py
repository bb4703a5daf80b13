"""What is typed costs little, however it is made to cost much, and what costs too much is refused with a way out."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable

import pytest

from made_index import finder
from zhiquan.basics.errors import BadInput
from zhiquan.search.asking import loosening, nearness, values
from zhiquan.search.asking.highlights import Highlighter
from zhiquan.search.asking.nearness import Closeness, is_near
from zhiquan.search.asking.question import Question
from zhiquan.search.asking.wildcards import latin_regex
from zhiquan.search.index.record import PUBLIC, Record
from zhiquan.search.index.schema import read_stored
from zhiquan.search.language.mistakes import QueryMistake
from zhiquan.search.language.parser import MOST_CHOICES, MOST_NEAR, MOST_OPEN, MOST_SIGNS, parsed
from zhiquan.search.language.tree import Everything, Word
from zhiquan.search.reach import Reach
from zhiquan.search.service import understood

EVERYTHING, EVERYBODY = Reach.everything(), Reach.public()
LONG_WORD = "polytetrafluoroethylene"


def records(titles: Iterable[str], *, sees: tuple[str, ...] = ()) -> list[Record]:
    return [Record(f"row:{place:04d}-{len(sees)}", "document", title, sees=sees) for place, title in enumerate(titles)]


def spent(work: object) -> float:
    """Seconds of this thread."""
    assert callable(work)
    begun = time.thread_time()
    work()
    return time.thread_time() - begun


def test_many_stars_in_a_row_are_one() -> None:
    assert parsed("p**********z9") == Word("p*z9")
    assert parsed("ｐ＊＊ｚ") == parsed("p*z")


@pytest.mark.parametrize("pattern", ["p" + "*" * 30 + "z9", "p*t*r*y*z9", "*o*e*l*z9"])
def test_wildcards_are_marked_in_time_that_grows_with_the_text_only(pattern: str) -> None:
    text = f"冷却 {LONG_WORD * 200}"
    assert spent(lambda: Highlighter(Word(pattern), None).marks("title", text)) < 0.5


@pytest.mark.parametrize("pattern", ["?" * 4 + "z", "冷????z"])
def test_signs_for_one_are_marked_in_time_that_grows_with_the_text_only(pattern: str) -> None:
    assert spent(lambda: Highlighter(Word(pattern), None).marks("title", f"冷{LONG_WORD * 200}")) < 0.5


@pytest.mark.parametrize(
    ("pattern", "word", "is_found"),
    [
        ("p*t*ne", LONG_WORD, True),
        ("*tetra*", LONG_WORD, True),
        ("p*x*ne", LONG_WORD, False),
        ("a*ab", "aab", True),
        ("a*a?b", "aaab", True),
        ("*a", "banana", True),
        ("b*an*na", "banana", True),
        ("led*", "xled", False),
    ],
)
def test_a_pattern_of_stars_finds_what_any_choice_finds(pattern: str, word: str, *, is_found: bool) -> None:
    found = re.search(latin_regex(pattern), f"x-{word} y")
    assert (found is not None and found[0] == word) is is_found


def refused(query: str) -> QueryMistake:
    with pytest.raises(QueryMistake) as caught:
        understood(query)
    parsed(caught.value.mended)
    return caught.value


def test_what_would_cost_much_is_refused_just_beyond_its_bound_with_a_query_that_can_be_read() -> None:
    understood("a?" * MOST_SIGNS)
    refused("a?" * (MOST_SIGNS + 1))
    understood("a" * 59 + "*")
    refused("a" * 60 + "*")
    understood(" ".join(["a*"] * MOST_OPEN))
    refused(" ".join(["a*"] * (MOST_OPEN + 1)))
    refused(" ".join(["*a"] * 600))
    understood(" NEAR/1 ".join(["水"] * (MOST_NEAR + 1)))
    refused(" NEAR/1 ".join(["水"] * (MOST_NEAR + 2)))
    understood(f"({' OR '.join(['水'] * MOST_CHOICES)}) NEAR/1 泵")
    refused(f"泵 NEAR/1 ({' OR '.join(['水'] * (MOST_CHOICES + 1))})")


@pytest.mark.parametrize("field", ["NO", "IPC", "NICE", "LS", "KIND"])
def test_a_value_longer_than_any_is_refused(field: str) -> None:
    assert "60" in refused(f"{field}:{'1' * 61}").message.zh
    refused(f'{field}:"{"1" * 61}"')


def test_a_long_number_among_words_is_a_word_like_others() -> None:
    found = finder(records(["演示 " + "1" * 500]))
    assert found.count(Question("1" * 500), EVERYTHING) == 1
    assert found.count(Question("2" * 1_900), EVERYTHING) == 0


def test_what_the_engine_refuses_is_told_as_a_query_that_cannot_be_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(values, "LONGEST_NUMBER", 5_000)
    found = finder(records(["演示"]))
    for ask in (found.count, found.find, found.first, found.ids):
        with pytest.raises(BadInput, match="检索引擎"):
            ask(Question("2" * 1_900), EVERYTHING)


def test_nearness_reads_records_in_sight_only_and_not_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    found = finder([*records(["演示的第一泵"] * 30), *records(["演示的第一泵"] * 10, sees=(PUBLIC,))])
    monkeypatch.setattr(nearness, "MOST_READ", 10)
    assert found.count(Question("TI:(的 NEAR/3 一)"), EVERYBODY) == 10
    with pytest.raises(BadInput, match="TI:"):
        found.count(Question("TI:(的 NEAR/3 一)"), EVERYTHING)
    with pytest.raises(BadInput, match="TI:"):  # both are read for one query
        found.count(Question("TI:(的 NEAR/3 一) TI:(第 NEAR/3 泵)"), EVERYBODY)


@pytest.mark.parametrize(
    ("query", "is_refused"),
    [
        ("TI:的?一", False),
        ("TI:的?一?泵", True),
        ("TI:的?一 TI:第?泵", True),
        ("TI:?第一", False),
        ("TI:的?无", False),
        ("TI:的?二?泵", False),  # nothing holds 二
        ("TI:的?一 NEAR/3 泵", True),
        ("TI:(的?一 OR 第?泵)", True),
    ],
)
def test_each_sign_for_one_counts_as_reading_what_holds_the_rest(
    query: str, *, is_refused: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = finder([*records(["演示的第一泵"] * 30), *records(["演示的第一泵"] * 6, sees=(PUBLIC,))])
    monkeypatch.setattr(nearness, "MOST_READ", 10)
    if not is_refused:
        found.count(Question(query), EVERYBODY)
        return
    with pytest.raises(BadInput, match="TI:"):
        found.count(Question(query), EVERYBODY)


@pytest.mark.parametrize("query", ["TI:的*第*泵", "TI:的*一 TI:演*泵", "的*第 TI:演?的?第?泵"])
def test_what_is_too_much_is_refused_before_any_text_is_read(query: str, monkeypatch: pytest.MonkeyPatch) -> None:
    found = finder(records(["演示的第一泵"] * 8))
    monkeypatch.setattr(nearness, "MOST_READ", 10)

    def never(*_: object) -> None:
        raise AssertionError("a text was read")

    monkeypatch.setattr(nearness, "is_near", never)
    with pytest.raises(BadInput, match="TI:"):
        found.count(Question(query), EVERYTHING)


def test_what_is_stored_of_a_record_is_read_once_for_all_its_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    made = [Record(f"row:{n}", "document", "演示的第一泵", texts={"abstract": "演示的第二泵"}) for n in range(5)]
    found, reads = finder(made), []

    def read(content: bytes) -> dict[str, object]:
        reads.append(content)
        return read_stored(content)

    monkeypatch.setattr(nearness, "read_stored", read)
    assert found.count(Question("演*泵 的*泵"), EVERYTHING) == 5
    assert len(reads) == 5


def test_nearness_within_one_long_text_is_told_quickly() -> None:
    text = ["的", "水"] * 20_000 + ["一"] * 20_000
    assert spent(lambda: is_near(text, [["的"]], [["一"]], Closeness(("的",), ("一",), 0, is_ordered=True))) < 2


def test_a_costly_query_is_not_asked_again_in_easier_ways() -> None:
    found = finder(records(["循环水装置"]))
    assert found.easier("循环水 电池", EVERYBODY) == ()
    for query in ("循环水 NEAR/1 电池 装置", "循环*电池 装置"):
        assert found.easier(query, EVERYTHING) == ()
        assert not found.find(Question(query), EVERYTHING).is_loosened
    assert found.easier("循环水 电池", EVERYTHING) == (("循环水", 1),)


def test_no_more_values_of_a_facet_are_taken_than_anybody_chooses() -> None:
    found = finder(records(["演示"]))
    assert found.count(Question("", narrowed={"party": tuple(map(str, range(50)))}), EVERYTHING) == 0
    with pytest.raises(BadInput, match="50"):
        found.find(Question("", narrowed={"party": tuple(map(str, range(51)))}), EVERYTHING)


def test_words_taken_apart_are_kept_for_a_while_only() -> None:
    assert loosening.loosened(Everything()) == Everything()
    for number in range(600):
        loosening.loosened(Word(f"循环冷却水{number}"))
    assert loosening.words_of.cache_info().currsize <= 512
