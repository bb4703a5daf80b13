"""Other ways a place's name is written: without its suffix, or with the suffix it had (地名的不同写法)."""

from __future__ import annotations

import re

_SUFFIX = re.compile(r"(?:特别行政区|自治[区州县旗]|地区|新区|林区|特区|[省市县区盟旗])$")
_PEOPLES = re.compile(
    r"(?:(?:蒙古|维吾尔|哈萨克|柯尔克孜|塔吉克|锡伯|达斡尔|鄂伦春|鄂温克|朝鲜|土家|仫佬|毛南|布依|仡佬|哈尼|拉祜|傈僳|景颇|独龙"
    r"|普米|纳西|裕固|保安|东乡|撒拉|布朗)族?|[满回苗瑶侗壮黎羌藏彝水傣佤白怒土畲各]族)+$"
)


def stem(name: str) -> str:
    """The name as people shorten it; ``""`` when too little is left.

    ``stem("长寿区")`` is ``"长寿"``, ``stem("广西壮族自治区")`` is ``"广西"``, ``stem("沛县")`` is ``""``.
    """
    bare = _SUFFIX.sub("", name)
    if "自治" in name:
        shorter = _PEOPLES.sub("", bare)
        bare = shorter if len(shorter) > 1 else bare
    return bare if len(bare) > 1 and bare != name else ""


def with_other_suffix(name: str) -> tuple[str, ...]:
    """Names the place may have had: a county became a city or a district, a prefecture a city.

    ``with_other_suffix("海安市")`` is ``("海安县", "海安区")``.
    """
    bare = stem(name)
    if not bare or not name.endswith(("县", "市", "区")) or "自治" in name:
        return ()
    return tuple(bare + suffix for suffix in "县市区" if bare + suffix != name)
