"""Listings of online shops, some of them infringing (电商商品)."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta

from zhiquan.basics.words import Words
from zhiquan.demo.chances import day_in
from zhiquan.demo.enterprises import Enterprise
from zhiquan.demo.grammar import shipped
from zhiquan.demo.indications import NAMES
from zhiquan.demo.job import About, Job
from zhiquan.demo.marks import Mark
from zhiquan.demo.writing import DemoFile, Line

LISTINGS = "演示-网络商品监测.csv"

_HEADING = ("平台", "商品号", "标题", "店铺", "价格", "销量", "采集日", "所在地")


def write_listings(job: Job, marks: Sequence[Mark], users: Sequence[Enterprise]) -> DemoFile:
    """Listings of the last year on three made-up platforms; forty use a mark, fifteen an indication, without right."""
    first = job.today - timedelta(days=360)
    shelf = _Shelf(job.chance("listings"), first, job.today)
    goods = shipped("shops")["goods"]
    owned = [one for one in marks if one.is_in_force(first) and set(one.classes) & set(goods) and not one.case]
    known = [one for one in marks if one.case == "known"]
    for _ in range(1_500):
        shelf.honest(shelf.chance.choice(owned))
    fakes = [shelf.fake(shelf.chance.choice(known if place % 2 else owned)) for place in range(40)]
    misuse = [shelf.misused(NAMES[place % 2]) for place in range(15)]
    for place, user in enumerate(users):
        shelf.put(f"{NAMES[place % 4]} 产地直发", f"{user.name}旗舰店", user.address, shelf.chance.uniform(30, 90))
    says = Words("非权利人店铺低价使用本区商标", "shops of strangers use local marks at low prices")
    job.truth.case("infringing_listings", says, name="forty", found=[(LISTINGS, "商品号", fakes)])
    says = Words("外地店铺擅用地理标志名称", "shops elsewhere use an indication's name")
    job.truth.case("gi_misuse", says, name="fifteen", found=[(LISTINGS, "商品号", misuse)])
    shelf.chance.shuffle(shelf.rows)
    about = About(Words("网络交易监测导出的商品信息", "listings from online-trade monitoring"), ("listings",), "tool")
    return job.delimited(LISTINGS, _HEADING, shelf.rows, about, encoding="utf-8-sig")


class _Shelf:
    def __init__(self, chance: random.Random, first: date, last: date) -> None:
        self.chance, self.rows = chance, list[Line]()
        self._first, self._last, self._words = first, last, shipped("shops")

    def put(self, title: str, shop: str, address: str, price: float) -> str:
        """Put one listing on the shelf; returns its number."""
        number = f"YS99{len(self.rows):07d}"
        platform, lure = (self.chance.choice(self._words[key]) for key in ("platforms", "lures"))
        seen = day_in(self.chance, self._first, self._last)
        sold = self.chance.randrange(5_000)
        line = [platform, number, f"{title} {lure}（演示）", shop, f"{price:.2f}", sold, f"{seen:%Y/%m/%d}", address]
        self.rows.append(line)
        return number

    def honest(self, mark: Mark) -> str:
        return self.put(
            self._title(mark), f"{mark.holder.name}旗舰店", mark.holder.address, self.chance.uniform(20, 200)
        )

    def fake(self, mark: Mark) -> str:
        shop = f"演示低价百货{self.chance.randrange(90)}店"
        return self.put(self._title(mark), shop, self._away(), self.chance.uniform(5, 18))

    def misused(self, name: str) -> str:
        shop = f"演示外地果园{self.chance.randrange(90)}店"
        return self.put(f"{name} {self._words['goods']['31']}", shop, self._away(), self.chance.uniform(8, 20))

    def _title(self, mark: Mark) -> str:
        goods = self._words["goods"]
        return f"{mark.name} {next((goods[one] for one in mark.classes if one in goods), '商品')}"

    def _away(self) -> str:
        return str(self.chance.choice(self._words["away"]))
