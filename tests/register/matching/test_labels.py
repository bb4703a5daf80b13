"""Links against the standardised applicants of two tools; the rule for a spelling stands in benchmarks/parties.py."""

from __future__ import annotations

from pathlib import Path

import pytest

import parties
from realdata import real_data


@pytest.mark.parametrize("is_held_out", [False, True], ids=["seen", "held out"])
def test_automatic_links_of_real_names_are_right_98_times_in_100(tmp_path: Path, *, is_held_out: bool) -> None:
    groups = parties.read_labels(real_data(parties.LABELS))
    chosen = {name: label for name, label in groups.items() if parties.is_held_out(label) is is_held_out}
    figures = parties.figures_of(chosen, parties.answers_for(tmp_path, chosen))
    assert figures["linked pairs"] > 10
    assert figures["link precision"] >= 0.98
    assert figures["link precision, same group"] >= 0.98
    assert figures["link recall of spellings"] >= 0.9


def test_the_rule_for_a_spelling_knows_case_script_and_brackets_and_no_other_name() -> None:
    assert parties.is_spelling("WAYMO LL C", "Waymo, LLC")
    assert parties.is_spelling("騰訊科技（深圳）有限公司", "腾讯科技(深圳)有限责任公司")
    assert not parties.is_spelling("广东虚拟现实科技有限公司", "广西虚拟现实科技有限公司")
