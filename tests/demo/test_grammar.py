from __future__ import annotations

import random

from zhiquan.demo.grammar import INDUSTRIES, LONGEST, SHORTEST, design_text, every_industry, industry, invention_text
from zhiquan.knowledge.ipc import ipc_scheme
from zhiquan.knowledge.tables_open import open_table


def test_every_symbol_of_a_subject_is_in_the_classification() -> None:
    scheme = ipc_scheme()
    for of in every_industry():
        for subject in of.subjects:
            for symbol in subject.ipc:
                found = scheme.title(symbol)
                assert found is not None
                # a main group, not only its subclass
                assert "/" in found[0], symbol


def test_every_subject_names_a_class_of_the_industry_code() -> None:
    known = {row["code"] for row in open_table("gbt4754").rows}
    assert [subject.name for of in every_industry() for subject in of.subjects if subject.industry not in known] == []


def test_abstracts_are_of_their_length_filled_and_seldom_equal() -> None:
    chance = random.Random(7)
    texts = []
    for place in range(700):
        of = industry(INDUSTRIES[place % len(INDUSTRIES)])
        is_model = place % 2 == 0
        subject = chance.choice(of.devices if is_model else of.subjects)
        texts.append(invention_text(chance, of, subject, is_model=is_model))
    assert all(SHORTEST <= len(text.abstract) <= LONGEST for text in texts)
    assert not any("{" in text.title + text.abstract for text in texts)
    assert len({text.abstract for text in texts}) == len(texts)
    assert all(text.subject in text.title for text in texts)


def test_a_utility_model_never_calls_itself_an_invention() -> None:
    chance = random.Random(3)
    of = industry("machinery")
    texts = [invention_text(chance, of, chance.choice(of.devices), is_model=True) for _ in range(100)]
    assert not any("本发明" in text.abstract for text in texts)


def test_equal_chance_gives_equal_text() -> None:
    of = industry("steel")
    one, other = (invention_text(random.Random(5), of, of.subjects[0], is_model=False) for _ in range(2))
    assert one == other


def test_a_design_has_a_locarno_class_and_a_brief_explanation() -> None:
    text = design_text(random.Random(1))
    assert text.abstract.startswith("1.本外观设计产品的名称：")
    assert text.symbols[0][2] == "-"
