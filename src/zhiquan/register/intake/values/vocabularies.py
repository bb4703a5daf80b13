"""Closed words in cells: kinds of rights, countries, levels (用语)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from zhiquan.register.intake.parts import Cell
from zhiquan.register.intake.values.problems import Column
from zhiquan.register.intake.values.texts import half_width, text_of
from zhiquan.register.tables import RIGHT_KINDS

KIND_WORDS: Mapping[str, str] = {
    **{words.zh: kind for kind, words in RIGHT_KINDS.items()},
    **{words.en.casefold(): kind for kind, words in RIGHT_KINDS.items()},
    **{kind: kind for kind in RIGHT_KINDS},
    **dict.fromkeys(["发明", "发明申请", "发明授权", "发明公布", "发明公开", "发明专利申请", "授权发明", "pct发明",
                     "invention", "invention patent", "发明专利授权", "发明授权专利", "发明申请公布",
                     "进入中国国家阶段的pct发明专利申请"], "invention_patent"),
    **dict.fromkeys(["实用新型专利", "新型", "utility model", "实用", "pct实用新型"], "utility_model"),
    **dict.fromkeys(["外观", "外观专利", "外观设计专利", "design", "design patent"], "design_patent"),
    **dict.fromkeys(["商标注册", "普通商标", "trademark", "trade mark"], "trademark"),
    **dict.fromkeys(["马德里商标", "马德里国际注册商标", "国际注册商标"], "madrid_registration"),
    **dict.fromkeys(["地理标志产品", "地理标志保护产品", "地理标志证明商标", "地理标志集体商标", "农产品地理标志"],
                    "geographical_indication"),
    **dict.fromkeys(["植物新品种权", "品种权"], "plant_variety"),
    **dict.fromkeys(["集成电路布图设计专有权", "布图设计"], "ic_layout"),
    **dict.fromkeys(["软件著作权", "软著", "计算机软件"], "software_copyright"),
    **dict.fromkeys(["作品登记", "著作权", "版权", "作品"], "work_copyright"),
    **dict.fromkeys(["商业秘密"], "trade_secret_filing"),
    **dict.fromkeys(["国外专利", "境外专利", "海外发明", "外国专利"], "overseas_patent"),
}  # fmt: skip
"""Words for the kinds of rights, lower case, to the kind; the register's own labels first."""

COUNTRIES: Mapping[str, str] = {
    "中国": "CN", "中国大陆": "CN", "美国": "US", "日本": "JP", "韩国": "KR", "德国": "DE", "法国": "FR", "英国": "GB",
    "欧洲": "EP", "欧洲专利局": "EP", "欧专局": "EP", "世界知识产权组织": "WO", "wipo": "WO", "国际": "WO", "pct": "WO",
    "中国台湾": "TW", "台湾": "TW", "中国香港": "HK", "香港": "HK", "中国澳门": "MO", "澳门": "MO", "加拿大": "CA",
    "澳大利亚": "AU", "印度": "IN", "俄罗斯": "RU", "巴西": "BR", "墨西哥": "MX", "意大利": "IT", "西班牙": "ES",
    "荷兰": "NL", "瑞士": "CH", "瑞典": "SE", "奥地利": "AT", "比利时": "BE", "丹麦": "DK", "芬兰": "FI", "挪威": "NO",
    "波兰": "PL", "捷克": "CZ", "匈牙利": "HU", "葡萄牙": "PT", "希腊": "GR", "爱尔兰": "IE", "以色列": "IL",
    "土耳其": "TR", "乌克兰": "UA", "新加坡": "SG", "马来西亚": "MY", "泰国": "TH", "越南": "VN", "印度尼西亚": "ID",
    "印尼": "ID", "菲律宾": "PH", "新西兰": "NZ", "南非": "ZA", "沙特阿拉伯": "SA", "阿联酋": "AE", "埃及": "EG",
    "阿根廷": "AR", "智利": "CL", "哈萨克斯坦": "KZ", "欧亚": "EA", "欧亚专利局": "EA", "柬埔寨": "KH", "老挝": "LA",
    "缅甸": "MM", "巴基斯坦": "PK", "蒙古": "MN", "卢森堡": "LU", "罗马尼亚": "RO", "保加利亚": "BG", "china": "CN",
    "united states": "US", "united states of america": "US", "usa": "US", "japan": "JP", "korea": "KR",
    "republic of korea": "KR", "south korea": "KR", "germany": "DE", "france": "FR", "united kingdom": "GB",
    "european patent office": "EP", "epo": "EP", "欧盟": "EM", "eu": "EM", "欧盟知识产权局": "EM",
}  # fmt: skip
"""Names of countries and offices to their two-letter code of WIPO ST.3."""

_CODE = re.compile(r"[A-Z]{2}")


def kinds(cells: Sequence[Cell]) -> Column:
    """Kinds of rights; None for words that tell none, such as 授权 (权利种类)."""
    return Column([_kind(text_of(cell)) for cell in cells])


def countries(cells: Sequence[Cell]) -> Column:
    """Two-letter codes of countries and offices; other words as printed (国别)."""
    return Column([_country(text_of(cell)) for cell in cells])


def as_country(text: str) -> str | None:
    """One country or office as its code; other words as printed."""
    return _country(text)


def kind_word(text: str) -> str | None:
    """The kind of right a word stands for, None when it tells none: 实用新型专利 is ``utility_model``."""
    return _kind(text)


def _kind(text: str | None) -> str | None:
    if text is None:
        return None
    plain = re.sub(r"\s+", " ", half_width(text)).strip().casefold()
    return KIND_WORDS.get(plain) or KIND_WORDS.get(re.sub(r"[(（].*?[)）]$", "", plain).strip())


def _country(text: str | None) -> str | None:
    if text is None:
        return None
    plain = half_width(text).strip()
    if _CODE.fullmatch(plain.upper()):
        return plain.upper()
    inside = re.search(r"[(（]([A-Za-z]{2})[)）]", plain)
    return COUNTRIES.get(plain.casefold()) or (inside[1].upper() if inside else plain)
