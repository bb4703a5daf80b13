"""A small register with two firms, two towns, a secret, a person and a published snapshot."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from factory import actor, application, load, register, right
from zhiquan.plan.publishing import publication_id
from zhiquan.register.batches import Register
from zhiquan.register.publications import publish
from zhiquan.site.office.house import House, house

TODAY = date(2024, 6, 20)
HERE, THERE = "500115001", "500115002"
OWN_CODE, OTHER_CODE = "91500000202852965T", "91500000MA5U000017"
OWN, OTHER = f"party:{OWN_CODE}", f"party:{OTHER_CODE}"
FIRST, SECOND, FOREIGN = right(1), right(2), right(3)
UNPUBLISHED, PERSONAL = right(4), right(5)
MARK, SECRET = "trademark:CN9000001/09", "secret:演示存证1"
PLANTED = "隐秘词"
"""A word that stands only in the other firm's rights."""

GRANTED = {"filed_on": date(2020, 8, 2), "granted_on": date(2021, 9, 5)}


def rights() -> list[dict[str, Any]]:
    """Two inventions of one firm here and there, one of another, an application, a person's, a mark, a secret."""
    own = {"holders": ["演示甲新材料有限公司"], "holder_codes": [OWN_CODE], "region": "500115"}
    other = {"holders": ["演示乙机械有限公司"], "holder_codes": [OTHER_CODE], "region": "500115", "town": THERE}
    return [
        {**own, **GRANTED, "app_no": application(1), "title": "演示电池一", "town": HERE, "status_word": "有效",
         "address": "演示路1号 13800138000", "ipc": ["H01M 10/05"]},
        {**own, **GRANTED, "app_no": application(2), "title": "演示电池二", "town": THERE},
        {**other, **GRANTED, "app_no": application(3), "title": f"演示电池{PLANTED}"},
        {**own, "app_no": application(4), "title": "演示未公开方案", "filed_on": date(2024, 5, 2), "town": HERE},
        {**GRANTED, "holders": ["张三", "演示丙伞业有限公司 13900139000"], "app_no": application(5), "region": "500115",
         "town": HERE, "title": "演示雨伞 13800138000 510115198001010016"},
        {**other, "kind": "trademark", "reg_no": "9000001", "nice": ["09"], "title": f"{PLANTED}牌",
         "filed_on": date(2019, 1, 7), "granted_on": date(2020, 1, 7)},
        {**own, "kind": "trade_secret_filing", "reg_no": "演示存证1", "title": "演示工艺存证",
         "granted_on": date(2022, 1, 1)},
    ]  # fmt: skip


@pytest.fixture(scope="session")
def small_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The register, made once."""
    home = tmp_path_factory.mktemp("registry")
    made = register(home / "lake")
    load(made, {"rights": [{**row, "line": n, "sheet": "专利"} for n, row in enumerate(rights(), 2)]}, name="甲.xlsx")
    again = {"app_no": application(1), "title": "演示电池一（另名）", "line": 7}
    load(made, {"rights": [again]}, name="乙.csv", authority="own", day=2)
    pledge = {"number": "Y1", "pledgor": "演示甲新材料有限公司", "pledgee": "演示银行", "line": 2, "region": "500115",
              "right_numbers": [right(1), application(1)], "registered_on": date(2024, 1, 5)}  # fmt: skip
    load(made, {"pledges": [pledge]}, name="质押.csv", day=3)
    _publish(made)
    load(
        made,
        {"rights": [{**GRANTED, "app_no": application(9), "title": "演示发布之后", "line": 2}]},
        name="迟.csv",
        day=9,
    )
    return home


def _publish(made: Register) -> None:
    target = {
        "indicator": "invention_patents_per_10k",
        "label": {"zh": "每万人口发明专利拥有量", "en": "Inventions per 10,000"},
    }
    content = {
        "asked": {"day": "2024-06-10", "plan": "changshou-2021-2025", "known": None, "overrides": {}},
        "board": {"asof": "2024-06-10", "plan": "changshou-2021-2025", "targets": [target]},
    }
    snapshot = made.home.snapshot(None).id
    publish(made, id=publication_id(content), what="board", content=content, actor=actor(4), snapshot_id=snapshot)


@pytest.fixture
def small_house(small_home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    """The site on the small register."""
    monkeypatch.setenv("ZHIQUAN_HOME", str(small_home))
    monkeypatch.setenv("ZHIQUAN_TODAY", TODAY.isoformat())
    monkeypatch.setenv("ZHIQUAN_DISTRICT", "500115")
    for name in ("ZHIQUAN_LAKE", "ZHIQUAN_KNOWLEDGE"):
        monkeypatch.delenv(name, raising=False)
    house.cache_clear()
    yield house()
    house.cache_clear()
