"""Fictional firms of the demo district: credit codes of region 000000, names marked 演示 (演示企业)."""

from __future__ import annotations

from dataclasses import dataclass

from zhiquan.basics.numbers.check_digits import credit_check_character, organisation_check_character

_TRADES = ("综合化工", "钢铁冶金", "装备制造", "新能源材料", "电子信息", "智能家居", "现代农业", "果业")


@dataclass(frozen=True, slots=True)
class Firm:
    """A fictional firm: name, credit code, town code and address."""

    name: str
    code: str
    town: str
    address: str


def credit_code(number: int) -> str:
    """A credit code with right check characters in region 000000, which no real code has."""
    body = f"MA{number:06d}"
    start = f"91000000{body}{organisation_check_character(body)}"
    return start + credit_check_character(start)


def firms(count: int, *, towns: list[tuple[str, str]]) -> list[Firm]:
    """The first ``count`` firms, spread over towns given as pairs of code and name."""
    return [
        Firm(
            name=f"演示{number:02d}{_TRADES[number % len(_TRADES)]}有限公司",
            code=credit_code(number),
            town=towns[number % len(towns)][0],
            address=f"重庆市长寿区{towns[number % len(towns)][1]}演示路{number}号",
        )
        for number in range(1, count + 1)
    ]
