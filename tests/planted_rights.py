"""Rights of a made-up register with planted ones that most readers must never see."""

from __future__ import annotations

from datetime import date
from typing import Any

from factory import application

SECRET = "鳒鰈"
"""A word that stands in planted records only."""


def rows() -> list[dict[str, Any]]:
    """Thirty patents of five holders in two districts, one not published yet, one of a person, a secret, a mark."""
    made: list[dict[str, Any]] = [
        {
            "kind": ("invention_patent", "utility_model")[n % 2],
            "app_no": application(n, year=2015 + n % 7, kind=1 + n % 2),
            "pub_no": f"CN{1 + n % 2}{n:08d}A",
            "title": f"演示{'电池' if n % 3 else '阀门'}装置{n}",
            "abstract": f"一种用于循环水的装置，含第{n}号部件",
            "filed_on": date(2015 + n % 7, 1 + n % 12, 3),
            "granted_on": date(2018 + n % 7, 5, 6) if n % 4 else None,
            "applicants": [f"演示{'甲乙丙丁戊'[n % 5]}新材料有限公司"],
            "inventors": ["赵演示"],
            "address": "演示路1号 13800138000",
            "region": "500115" if n % 5 else "500102",
            "town": f"50011510{n % 3}" if n % 5 else None,
            "ipc": [("H01M10/0525", "C21D9/00", "B01J2/00")[n % 3]],
            "line": n + 2,
        }
        for n in range(30)
    ]
    planted = {"region": "500115", "town": "500115101", "filed_on": date(2023, 1, 2)}
    made += [
        {"kind": "invention_patent", "app_no": application(901), "title": f"演示{SECRET}未公布装置", "line": 50,
         "applicants": ["演示甲新材料有限公司"], **planted},
        {"kind": "invention_patent", "app_no": application(902), "pub_no": "CN100000902A", "line": 51,
         "title": "演示个人发明", "applicants": [f"钱{SECRET}"], "address": f"{SECRET}路2号",
         "inventors": [f"孙{SECRET}"], **planted},
        {"kind": "trade_secret_filing", "reg_no": "TS-1", "title": f"演示{SECRET}秘密", "line": 52,
         "applicants": ["演示乙新材料有限公司"], **planted},
        {"kind": "trademark", "reg_no": "9000001", "nice": ["09"], "title": "演示净垢宁",
         "goods": "工业用水软化剂；阻垢剂", "applicants": ["演示甲新材料有限公司"], "granted_on": date(2019, 1, 7),
         "line": 53, **planted},
        {"kind": "document", "title": "演示无号文献", "applicants": ["演示甲新材料有限公司"], "line": 54},
    ]  # fmt: skip
    return made
