"""How provinces and other countries are written in addresses, and postcodes of provinces (地址用语与邮编).

Source:
    Postcodes: the first two digits name the province-level postal area (邮政编码 GB/T 29620 practice). Names: the
    English names provinces use of themselves; the usual short Chinese and English names of countries.
"""

from __future__ import annotations

PROVINCE_IN_ENGLISH: dict[str, str] = {
    "beijing": "110000", "tianjin": "120000", "hebei": "130000", "shanxi": "140000", "inner mongolia": "150000",
    "liaoning": "210000", "jilin": "220000", "heilongjiang": "230000", "shanghai": "310000", "jiangsu": "320000",
    "zhejiang": "330000", "anhui": "340000", "fujian": "350000", "jiangxi": "360000", "shandong": "370000",
    "henan": "410000", "hubei": "420000", "hunan": "430000", "guangdong": "440000", "guangxi": "450000",
    "hainan": "460000", "chongqing": "500000", "sichuan": "510000", "guizhou": "520000", "yunnan": "530000",
    "tibet": "540000", "xizang": "540000", "shaanxi": "610000", "gansu": "620000", "qinghai": "630000",
    "ningxia": "640000", "xinjiang": "650000", "taiwan": "710000", "hong kong": "810000", "macao": "820000",
    "macau": "820000",
}  # fmt: skip
"""English name of a province in small letters to its code."""

PROVINCES_OF_POSTCODE: dict[str, tuple[str, ...]] = {
    "01": ("150000",), "02": ("150000",), "03": ("140000",), "04": ("140000",), "05": ("130000",), "06": ("130000",),
    "07": ("130000",), "10": ("110000",), "11": ("210000",), "12": ("210000",), "13": ("220000", "150000"),
    "15": ("230000",), "16": ("230000", "150000"), "20": ("310000",), "21": ("320000",), "22": ("320000",),
    "23": ("340000",), "24": ("340000",), "25": ("370000",), "26": ("370000",), "27": ("370000",), "30": ("120000",),
    "31": ("330000",), "32": ("330000",), "33": ("360000",), "34": ("360000",), "35": ("350000",), "36": ("350000",),
    "40": ("500000",), "41": ("430000",), "42": ("430000",), "43": ("420000",), "44": ("420000",), "45": ("410000",),
    "46": ("410000",), "47": ("410000",), "51": ("440000",), "52": ("440000",), "53": ("450000",), "54": ("450000",),
    "55": ("520000",), "56": ("520000",), "57": ("460000",), "61": ("510000",), "62": ("510000",),
    "63": ("510000", "500000"), "64": ("510000", "500000"), "65": ("530000",), "66": ("530000",), "67": ("530000",),
    "71": ("610000",), "72": ("610000",), "73": ("620000",), "74": ("620000",), "75": ("640000", "150000"),
    "81": ("630000",), "83": ("650000",), "84": ("650000",), "85": ("540000",), "86": ("540000",),
    "99": ("810000", "820000"),
}  # fmt: skip
"""First two digits of a postcode to the provinces that use them; a few areas near a border use a neighbour's."""

COUNTRIES = frozenset({
    "美国", "日本", "韩国", "朝鲜", "德国", "法国", "英国", "意大利", "西班牙", "葡萄牙", "荷兰", "比利时", "卢森堡",
    "瑞士", "瑞典", "挪威", "丹麦", "芬兰", "冰岛", "爱尔兰", "奥地利", "波兰", "捷克", "斯洛伐克", "匈牙利",
    "罗马尼亚", "保加利亚", "希腊", "塞浦路斯", "马耳他", "俄罗斯", "乌克兰", "白俄罗斯", "立陶宛", "拉脱维亚",
    "爱沙尼亚", "斯洛文尼亚", "克罗地亚", "塞尔维亚", "土耳其", "以色列", "沙特阿拉伯", "阿联酋", "阿拉伯联合酋长国",
    "卡塔尔", "科威特", "伊朗", "伊拉克", "印度", "巴基斯坦", "孟加拉", "斯里兰卡", "尼泊尔", "新加坡", "马来西亚",
    "泰国", "越南", "印度尼西亚", "菲律宾", "缅甸", "柬埔寨", "老挝", "文莱", "蒙古国", "哈萨克斯坦", "乌兹别克斯坦",
    "澳大利亚", "新西兰", "加拿大", "墨西哥", "巴西", "阿根廷", "智利", "秘鲁", "哥伦比亚", "委内瑞拉", "古巴",
    "巴拿马", "巴哈马", "巴巴多斯", "百慕大", "开曼群岛", "英属维尔京群岛", "英属开曼群岛", "维尔京群岛",
    "列支敦士登", "摩纳哥", "安道尔", "萨摩亚", "塞舌尔", "毛里求斯", "南非", "埃及", "摩洛哥", "突尼斯", "尼日利亚",
    "肯尼亚", "埃塞俄比亚", "阿尔及利亚", "加纳", "库拉索", "荷属安的列斯", "直布罗陀", "根西", "泽西", "马恩岛",
    "格鲁吉亚", "亚美尼亚", "阿塞拜疆", "约旦", "黎巴嫩", "叙利亚", "阿曼", "巴林", "大韩民国", "美利坚合众国",
})  # fmt: skip
"""Chinese names of other countries, as addresses begin."""

COUNTRIES_IN_ENGLISH = frozenset({
    "usa", "u.s.a", "united states", "japan", "korea", "germany", "france", "united kingdom", "great britain",
    "england", "italy", "spain", "portugal", "netherlands", "belgium", "luxembourg", "switzerland", "sweden",
    "norway", "denmark", "finland", "ireland", "austria", "poland", "czech", "hungary", "romania", "greece", "russia",
    "ukraine", "turkey", "israel", "saudi arabia", "united arab emirates", "india", "pakistan", "singapore",
    "malaysia", "thailand", "vietnam", "indonesia", "philippines", "australia", "new zealand", "canada", "mexico",
    "brazil", "argentina", "chile", "south africa", "egypt", "cayman islands", "virgin islands", "bermuda",
    "liechtenstein", "samoa", "seychelles", "mauritius", "iceland", "cyprus",
})  # fmt: skip
"""English names of other countries in small letters."""
