"""The fictional firms of the demo district and its small entities (演示企业)."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date

from zhiquan.basics.numbers.check_digits import credit_check_character, organisation_check_character
from zhiquan.demo.chances import day_in, stream, weighted
from zhiquan.demo.grammar import industry
from zhiquan.demo.people import people, person
from zhiquan.knowledge.regions import Town, district

DISTRICT = "500115"
FIRMS = 160
SMALL = 2_000

_SHARES = {"chemicals": 32, "steel": 18, "machinery": 34, "materials": 28, "electronics": 20, "home": 12, "farming": 16}
_FIRST = "长渝晏凤桃江川博宏瑞昌泰源恒盛嘉鼎卓汇联诚信天远东华启新科锦盈德百正"
_SECOND = "化泰川瑞达远宏盛通源丰禾创锐辰曜硕嘉越翔璟峰凯晟铭岳衡睿帆腾"
_PARK = ("500115002", "500115003", "500115006", "500115001")
_SHOPS = (
    "小吃店",
    "便利店",
    "水果店",
    "五金店",
    "服装店",
    "电器维修部",
    "家具经营部",
    "农资经营部",
    "茶楼",
    "理发店",
    "种植场",
    "养殖场",
)


@dataclass(frozen=True, slots=True)
class Enterprise:
    """A firm, institute, co-operative, shop or person of the demo district.

    Args:
        name: full name with 演示.
        code: credit code of region 000000; empty for a person.
        town: nine-digit code, with ``town_name``.
        address: as registered.
        industry: one of the text industries, and ``trade``, its GB/T 4754 code.
        form: 企业, 个体工商户, 农民专业合作社, 事业单位 or 自然人.
        founded: day of registration.
        employees: persons.
        rd_spend: research spending of the last year in yuan.
        weight: how often it files, relative to others.
        staff: its inventors.
    """

    name: str
    code: str
    town: str
    town_name: str
    address: str
    industry: str
    trade: str
    form: str
    founded: date
    employees: int
    rd_spend: int
    weight: float
    staff: tuple[str, ...]


def credit_code(number: int, *, lead: str = "91") -> str:
    """A credit code with right check characters in region 000000, which no real code has.

    Args:
        number: 0 to 999,999.
        lead: department and kind: 91 enterprise, 92 individual business, 93 co-operative, 12 institution.
    """
    body = f"MA{number:06d}"
    start = f"{lead}000000{body}{organisation_check_character(body)}"
    return start + credit_check_character(start)


def towns() -> tuple[Town, ...]:
    """The nineteen real towns of the district."""
    return district(DISTRICT).towns


def leading_firms(seed: int) -> list[Enterprise]:
    """The 160 firms and institutes, every town among them; the first of each industry is its largest filer."""
    chance = stream(seed, "firms")
    names: dict[str, str] = {"演示长化新材料有限公司": "materials"}
    for branch, share in _SHARES.items():
        wanted = sum(1 for given in names.values() if given == branch)
        while wanted < share:
            name = _firm_name(chance, branch)
            if name not in names:
                names[name] = branch
                wanted += 1
    return [_firm(chance, number, name, branch) for number, (name, branch) in enumerate(names.items(), start=1)]


def small_entities(seed: int) -> list[Enterprise]:
    """Some 2,000 shops, co-operatives and small firms over all towns."""
    chance = stream(seed, "small")
    found: dict[str, Enterprise] = {}
    while len(found) < SMALL:
        entity = _small(chance, len(found) + 1)
        found.setdefault(entity.name, entity)
    return list(found.values())


def natural_person(chance: random.Random, number: int) -> Enterprise:
    """A person who files patents or marks."""
    town = towns()[number % len(towns())]
    address = f"重庆市长寿区{town.name}演示村{1 + number % 9}组{1 + number % 60}号"
    return Enterprise(person(chance), "", town.code, town.name, address, chance.choice(list(_SHARES)), "", "自然人",
                      date(1980, 1, 1), 0, 0, 0.2, (person(chance),))  # fmt: skip


def _firm_name(chance: random.Random, branch: str) -> str:
    core = chance.choice(_FIRST) + chance.choice(_SECOND)
    trade = chance.choice(industry(branch).trades)
    place = weighted(chance, {"": 8, "（重庆）": 1, "重庆": 1})
    end = weighted(chance, {"有限公司": 8, "有限责任公司": 1.5, "股份有限公司": 1})
    return f"演示{place}{core}{trade}{end}" if place == "重庆" else f"演示{core}{place}{trade}{end}"


def _firm(chance: random.Random, number: int, name: str, branch: str) -> Enterprise:
    town = _town_of(chance, number, branch)
    is_large = number % 11 == 1
    employees = chance.randint(400, 3_000) if is_large else round(chance.lognormvariate(4.0, 0.8)) + 8
    spend = employees * chance.randint(6_000, 24_000)
    founded = day_in(chance, date(1998, 1, 5), date(2006 if is_large else 2019, 12, 20))
    weight = employees**0.65 * (1.6 if is_large else 1)
    staff = people(chance, min(60, 4 + employees // 12))
    trade = chance.choice(industry(branch).subjects).industry
    address = f"重庆市长寿区{town.name}演示{chance.choice('一二三四五六七')}路{chance.randint(1, 199)}号"
    return Enterprise(name, credit_code(number), town.code, town.name, address, branch, trade, "企业", founded,
                      employees, spend, weight, staff)  # fmt: skip


def _town_of(chance: random.Random, number: int, branch: str) -> Town:
    every = towns()
    if number <= len(every):
        return every[number - 1]
    if branch == "farming":
        return chance.choice(every[7:])
    park = [town for town in every if town.code in _PARK]
    return chance.choice(park) if chance.random() < 0.7 else chance.choice(every)


def _small(chance: random.Random, number: int) -> Enterprise:
    town = towns()[number % len(towns())]
    form = weighted(chance, {"个体工商户": 12, "企业": 6, "农民专业合作社": 2})
    core = chance.choice(_FIRST) + chance.choice(_SECOND) + chance.choice("记轩坊居园阁堂")
    ends = {"个体工商户": chance.choice(_SHOPS), "企业": "商贸有限公司", "农民专业合作社": "种植专业合作社"}
    lead = {"个体工商户": "92", "企业": "91", "农民专业合作社": "93"}[form]
    trade = {"个体工商户": "F5229", "企业": "F5199", "农民专业合作社": "A0159"}[form]
    address = f"重庆市长寿区{town.name}演示街{chance.randint(1, 320)}号"
    return Enterprise(f"演示{town.short_name}{core}{ends[form]}", credit_code(100_000 + number, lead=lead),
                      town.code, town.name, address, "farming" if form == "农民专业合作社" else "home", trade, form,
                      day_in(chance, date(2008, 3, 1), date(2024, 6, 30)), chance.randint(1, 18),
                      chance.choice([0, 0, 0, 20_000]), 0.05, (person(chance),))  # fmt: skip
