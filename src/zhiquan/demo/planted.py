"""Planted abnormal filings, a group for each of the eight items of the law, and innocent ones (非正常申请演示).

Source:
    CNIPA Order 77, article 3, items (1) to (8).
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from zhiquan.basics.words import Words
from zhiquan.demo.agencies import AGENTS, LENT, SHELL_AGENCY
from zhiquan.demo.chances import after, anniversary, day_in, gazette_day, stream
from zhiquan.demo.enterprises import Enterprise, credit_code, towns
from zhiquan.demo.grammar import Industry, Text, every_industry, invention_text, shipped
from zhiquan.demo.lives import Life
from zhiquan.demo.patents import Patent
from zhiquan.demo.people import people


@dataclass(frozen=True, slots=True)
class PlantedGroup:
    """What a group of planted patents shows: item of article 3 (0 for innocent ones), and whether it is abnormal."""

    item: int
    says: Words
    is_abnormal: bool = True


GROUPS: dict[str, PlantedGroup] = {
    "near_duplicates": PlantedGroup(1, Words("两日内申请 24 件近乎相同的实用新型", "24 near-equal models in two days")),
    "too_good": PlantedGroup(2, Words("不同发明使用同一组不可信的试验数据", "one set of unbelievable test data")),
    "copied": PlantedGroup(2, Words("照抄他人多年前的摘要，仅换名称", "abstracts of others copied, only renamed")),
    "generated": PlantedGroup(3, Words("各行业词语随机拼接", "words of all industries put together at random")),
    "absurd": PlantedGroup(4, Words("明显违背常理的组合并不必要地限缩", "absurd combinations, needlessly narrowed")),
    "no_research": PlantedGroup(5, Words("两名员工、无研发投入，四十日 60 件", "2 employees, no research, 60 filings")),
    "cluster": PlantedGroup(
        6, Words("五家企业同地址、同发明人、同代理师", "five firms share address, inventors, agent")
    ),
    "quick_transfer": PlantedGroup(7, Words("申请后三十至六十日即转让", "transferred 30 to 60 days after filing")),
    "refiled": PlantedGroup(8, Words("撤回后换名重新提交", "filed again under another name after withdrawal")),
    "honest_burst": PlantedGroup(
        0,
        Words("一日 12 件，但内容不同且研发投入相当（非异常）", "12 on a day, but different and researched"),
        is_abnormal=False,
    ),
}


def shells(seed: int) -> list[Enterprise]:
    """The made-up firms behind the planted cases; five of them have one address and the same inventors."""
    chance = stream(seed, "shells")
    shared = people(chance, 3)
    found = []
    for number, name in enumerate(shipped("planted")["shells"], start=1):
        town = towns()[3 if "同源" in name else number]
        address = f"重庆市长寿区{town.name}演示创业楼B座{'302室' if '同源' in name else f'{100 + number}室'}"
        found.append(
            Enterprise(name, credit_code(900 + number), town.code, town.name, address, "home", "M7520", "企业",
                       date(2022, 11, 1) + timedelta(days=number * 9), 2, 0, 0,
                       shared if "同源" in name else people(chance, 2))
        )  # fmt: skip
    return found


def planted_patents(seed: int, firms: Sequence[Enterprise], shell_firms: Sequence[Enterprise]) -> list[Patent]:
    """Patents of every group of ``GROUPS``; ``case`` names the group."""
    maker = _Planter(stream(seed, "planted"), firms, shell_firms)
    return [*maker.near_duplicates(), *maker.too_good(), *maker.copied(), *maker.generated(), *maker.absurd(),
            *maker.no_research(), *maker.cluster(), *maker.quick_transfer(), *maker.refiled(),
            *maker.honest_burst()]  # fmt: skip


class _Planter:
    def __init__(self, chance: random.Random, firms: Sequence[Enterprise], shell_firms: Sequence[Enterprise]) -> None:
        self._chance, self._firms, self._shells = chance, firms, shell_firms
        self._all = every_industry()[:6]

    def near_duplicates(self) -> list[Patent]:
        held = shipped("planted")
        found = []
        for number in range(24):
            name = held["repeated_subjects"][number % 8]
            text = held["repeated_text"].format(s=name, p=held["repeated_parts"][number % 6], n=100 + 7 * number)
            day = date(2024, 3, 12 + number % 2)
            found.append(
                self._model(
                    "near_duplicates", self._shells[0], Text(f"一种{name}", text, ("B01F27/80",), "C3521", name), day
                )
            )
        return found

    def too_good(self) -> list[Patent]:
        found = []
        for of in [*self._all, *self._all[:2]]:
            text = self._text(of, is_model=False)
            body = text.abstract[: text.abstract[:180].rfind("，")] + "。" + shipped("planted")["too_good"]
            found.append(self._invention("too_good", self._shells[1], replace(text, abstract=body), date(2024, 5, 20)))
        return found

    def copied(self) -> list[Patent]:
        found = []
        for number, of in enumerate(self._all):
            subject = of.devices[0]
            text = invention_text(self._chance, of, subject, is_model=False)
            owner = next(firm for firm in self._firms if firm.industry == of.id and firm.founded < date(2014, 1, 1))
            source = self._invention("", owner, text, date(2015, 4, 7 + number))
            renamed = replace(text, title=text.title.replace(subject.name, f"新型{subject.name}"),
                              abstract=text.abstract.replace(subject.name, f"新型{subject.name}"))  # fmt: skip
            copy = self._invention("copied", self._shells[1], renamed, date(2024, 8, 6 + number))
            found += [source, replace(copy, cites=())]
        return found

    def generated(self) -> list[Patent]:
        letters = self._all[0].lists
        mixed = {key: tuple(word for of in self._all for word in of.lists[key]) for key in letters}
        found = []
        for number in range(20):
            of = self._chance.choice(self._all)
            subject = self._chance.choice(of.devices)
            odd = replace(of, lists=mixed)
            other = self._chance.choice(self._chance.choice(self._all).subjects).name
            text = invention_text(self._chance, odd, replace(subject, words=mixed["p"]), is_model=True)
            text = replace(text, title=f"一种基于{self._chance.choice(mixed['d'])}的{subject.name}{other}")
            found.append(self._model("generated", self._shells[2], text, date(2023, 9, 4 + number % 5)))
        return found

    def absurd(self) -> list[Patent]:
        held = shipped("planted")
        found = []
        for number, (main, odd, third, fourth) in enumerate(held["absurd"]):
            numbers = {"n": 37 + number, "m": 3 + number}
            body = held["absurd_text"].format(a=main, b=odd, c=third, d=fourth, **numbers)
            text = Text(f"一种带{odd}的{main}", body, ("A63H33/00",), "C2450", main)
            found.append(self._invention("absurd", self._shells[3], text, date(2024, 10, 8 + number)))
        return found

    def no_research(self) -> list[Patent]:
        days = [date(2024, 1, 15) + timedelta(days=place % 40) for place in range(60)]
        return [
            self._model("no_research", self._shells[3], self._text(self._all[place % 6], is_model=True), day)
            for place, day in enumerate(days)
        ]

    def cluster(self) -> list[Patent]:
        group = [shell for shell in self._shells if "同源" in shell.name]
        of = self._all[2]
        return [
            self._model(
                "cluster",
                shell,
                invention_text(self._chance, of, of.devices[3], is_model=True),
                date(2023, 11, 6 + number % 4),
            )
            for shell in group
            for number in range(8)
        ]

    def quick_transfer(self) -> list[Patent]:
        days = [day_in(self._chance, date(2024, 2, 1), date(2024, 11, 20)) for _ in range(8)]
        texts = [self._text(self._all[place % 6], is_model=False) for place in range(8)]
        return [
            self._invention("quick_transfer", self._shells[9], text, day) for text, day in zip(texts, days, strict=True)
        ]

    def refiled(self) -> list[Patent]:
        found = []
        for number in range(5):
            text = self._text(self._all[number], is_model=False)
            first = self._invention("refiled", self._shells[0], text, date(2023, 6, 12 + number))
            life = replace(first.life, decision="withdrawn", decided=gazette_day(date(2024, 1, 9)))
            again = self._invention("refiled", self._shells[10], text, date(2024, 2, 19 + number))
            found += [replace(first, life=life), again]
        return found

    def honest_burst(self) -> list[Patent]:
        firm = max(self._firms, key=lambda one: one.rd_spend)
        of = next(one for one in every_industry() if one.id == firm.industry)
        return [self._model("honest_burst", firm, self._text(of, is_model=True), date(2023, 5, 23)) for _ in range(12)]

    def _text(self, of: Industry, *, is_model: bool) -> Text:
        return invention_text(
            self._chance, of, self._chance.choice(of.devices if is_model else of.subjects), is_model=is_model
        )

    def _model(self, case: str, holder: Enterprise, text: Text, filed: date) -> Patent:
        granted, end = gazette_day(after(filed, self._chance, 130, 220)), anniversary(filed, 10)
        return self._patent(case, "2", holder, text, Life(filed, None, granted, "granted", end, "expired", end))

    def _invention(self, case: str, holder: Enterprise, text: Text, filed: date) -> Patent:
        published = gazette_day(after(filed, self._chance, 100, 170))
        decided = gazette_day(published + timedelta(days=420))
        return self._patent(case, "1", holder, text, Life(filed, published, decided, "deemed_withdrawn"))

    def _patent(self, case: str, kind: str, holder: Enterprise, text: Text, life: Life) -> Patent:
        agency = self._chance.randrange(6) if case in {"", "honest_burst"} else SHELL_AGENCY
        agent = (
            f"演示代理师{self._chance.choice(AGENTS)}{agency + 1}"
            if agency < SHELL_AGENCY
            else self._chance.choice(LENT)
        )
        inventors = holder.staff[:3]
        return Patent(kind, text, life, (holder,), inventors, agency, agent, self._chance.randint(3, 10), 0, case)
