from __future__ import annotations

from datetime import date

from zhiquan.register.intake.values.events import stated_events

WORDS = {"公开": "published", "实质审查的生效": "examination_entered", "授权": "granted", "SE01": "examination_entered"}


def _events(text: str) -> list[tuple[object, object]]:
    (found,) = stated_events([text], WORDS.get).values
    return [(one["event"], one["announced"]) for one in found or []]


def test_a_description_of_many_lines_gives_each_event_its_day() -> None:
    text = "2  2022.11.15 公开 公开\n\n2022.12.02 实质审查的生效 实质审查的生效\n申请日=2022.07.15"
    assert _events(text) == [
        ("published", date(2022, 11, 15)), ("examination_entered", date(2022, 12, 2))]  # fmt: skip


def test_inpadoc_codes_are_read_where_the_words_are_unknown() -> None:
    assert _events("2018-08-10 SE01 ENTRY INTO FORCE OF REQUEST FOR SUBSTANTIVE EXAMINATION") == [
        ("examination_entered", date(2018, 8, 10))
    ]


def test_words_without_day_and_days_without_word_give_nothing() -> None:
    assert _events("授权") == []
    assert _events("2018-02-30 授权") == []
    assert stated_events([None], WORDS.get).values == [None]
