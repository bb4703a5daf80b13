"""Candidate pairs are few, and the pairs that matter are among them."""

from __future__ import annotations

import tracemalloc

from zhiquan.register.matching import blocking
from zhiquan.register.matching.blocking import candidate_pairs


def pairs(texts: list[str]) -> set[tuple[int, int]]:
    return {
        (int(one), int(other))
        for ones, others in candidate_pairs(texts)
        for one, other in zip(ones, others, strict=True)
    }


def test_texts_that_share_a_rare_pair_are_compared_and_others_are_not() -> None:
    assert pairs(["维特瑞安", "维特端安", "小鸟看看"]) == {(0, 1)}


def test_a_slip_in_any_place_is_met() -> None:
    for slip in ("某特瑞安", "维某瑞安", "维特某安", "维特瑞某"):
        assert pairs(["维特瑞安", slip]) == {(0, 1)}


def test_nothing_is_compared_with_itself_or_with_nothing() -> None:
    assert pairs([]) == pairs(["甲"]) == pairs(["", "甲乙", ""]) == set()


def test_a_block_of_many_is_cut_to_a_window() -> None:
    found = pairs(["甲乙"] * 500)
    assert len(found) <= 500 * blocking.WINDOW


def test_memory_stays_flat_as_pairs_grow() -> None:
    texts = [f"甲乙{chr(0x4E00 + number % 200)}" for number in range(60_000)]
    tracemalloc.start()
    count = sum(len(ones) for ones, _ in candidate_pairs(texts))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count > 1_000_000
    assert peak < 100 * 2**20
