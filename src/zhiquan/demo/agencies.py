"""Agencies and agents of the demo district, with lent credentials and one without licence (演示代理机构)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zhiquan.demo.enterprises import credit_code

AGENTS = "甲乙丙丁"


@dataclass(frozen=True, slots=True)
class Agency:
    """An agency: name, five-digit number no real one has, address, fields and first day."""

    name: str
    number: str
    code: str
    address: str
    fields: tuple[str, ...]
    since: date
    until: date | None = None


SHELL_AGENCY = 7
"""Place of the agency that files for the shells."""

LENT = ("演示代理师甲1", "演示代理师乙2")
"""Agents of other agencies in whose names it files; each stands at two agencies with one certificate."""

_NAMES_AND_ADDRESSES = {
    "渝知": "重庆市渝北区演示大道1号",
    "长鉴": "重庆市长寿区凤城街道演示一路9号",
    "江岸": "重庆市江北区演示大道8号",
    "凤鸣": "重庆市两江新区演示路6号",
    "晏山": "重庆市长寿区晏家街道演示三路2号",
    "桃源": "重庆市沙坪坝区演示路77号",
    "湖滨": "重庆市长寿区长寿湖镇演示路5号",
    "速达通": "重庆市长寿区渡舟街道演示创业楼B座301室",
    "新芽": "重庆市长寿区菩提街道演示北路3号",
}

AGENCIES: tuple[Agency, ...] = tuple(
    Agency(f"演示{name}专利代理事务所（普通合伙）", f"999{place + 1:02d}", credit_code(800 + place), address,
           ("patent", "trademark") if place % 2 == 0 else ("patent",), date(2003 + place, 4, 1))
    for place, (name, address) in enumerate(_NAMES_AND_ADDRESSES.items())
)  # fmt: skip
"""Patent agencies by the place ``Patent.agency`` names; place 7 lends credentials and files for the shells."""

MARK_AGENCIES: tuple[Agency, ...] = tuple(
    Agency(f"演示{name}商标事务所有限公司", f"演示商代{place + 1:04d}", credit_code(820 + place),
           f"重庆市长寿区凤城街道演示商务楼{place + 1}室", ("trademark",), date(2012 + place, 6, 1),
           date(2024, 6, 1) if place == 3 else None)
    for place, name in enumerate(("桃乡", "橘色", "龙溪", "旧帆"))
)  # fmt: skip
"""Mark agencies; the last one let its filing run out on 2024-06-01 and went on."""

UNLICENSED = "演示快捷专利咨询中心"
"""Sells patent agency services without a licence: on no roll, but named in filings."""

UNLICENSED_PLACE = -2


def agency_name(place: int) -> str:
    """The agency's name, empty for none."""
    return UNLICENSED if place == UNLICENSED_PLACE else AGENCIES[place].name if place >= 0 else ""
