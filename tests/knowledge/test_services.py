"""The service list: limits in words, law cited or the office's own promise."""

from __future__ import annotations

from datetime import date

import pytest
from pydantic import ValidationError

from zhiquan.basics.days import Length
from zhiquan.basics.words import Words
from zhiquan.knowledge.catalogue import load_knowledge
from zhiquan.knowledge.labels import value_label
from zhiquan.knowledge.sentences import sentence
from zhiquan.knowledge.services import Service, Within

OWN = {"verified": False, "source_note": "a promise", "promised": True}
DAY = date(2026, 11, 22)


def test_a_limit_is_said_in_words_and_reckoned_as_a_length() -> None:
    ten = Within.model_validate({"count": 10, "unit": "working_days", **OWN})
    assert ten.length == Length(10, "working_days")
    assert ten.words == Words("10 个工作日", "10 working days")
    assert sentence(ten, lambda *_: Words("", "")).zh == "10 个工作日（承诺）"


def test_nought_is_at_once() -> None:
    once = Within.model_validate({"count": 0, **OWN})
    assert once.length is None
    assert once.words == Words("当场", "at once")


def test_a_limit_needs_a_ground_or_says_it_has_none() -> None:
    with pytest.raises(ValidationError, match="cites"):
        Within.model_validate({"count": 5})


def test_every_question_is_answered_by_exactly_one_service_with_a_limit() -> None:
    asked = [one for one in load_knowledge().all(Service) if one.question]
    assert len({one.question for one in asked}) == len(asked) == 5
    for one in asked:
        within = one.at(DAY).within
        assert within is not None
        assert within.length is not None


def test_every_area_has_services_and_a_name() -> None:
    areas = {one.area for one in load_knowledge().all(Service)}
    assert areas == {"creation", "use", "protection", "management"}
    assert value_label("area", "creation").zh == "创造"


def test_a_limit_set_by_law_cites_it_or_is_marked_unverified() -> None:
    for one in load_knowledge().all(Service):
        for version in one.versions:
            if version.within is not None and not version.within.promised:
                assert version.within.cites or not version.within.verified, one.id
