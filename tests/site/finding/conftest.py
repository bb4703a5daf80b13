"""A register with planted records, published, then added to; its index made once."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import factory
from opened_house import opened_house
from planted_rights import rows
from zhiquan.plan.publishing import publication_id
from zhiquan.register.batches import Register
from zhiquan.register.publications import publish
from zhiquan.site.finding.work import refresh_index
from zhiquan.site.office.house import House

TODAY = "2024-06-01"
PHONES = ("13800138000", "13900139000")
GIVEN = {"region": "500115", "town": "500115101", "filed_on": date(2020, 8, 2), "granted_on": date(2021, 9, 5)}
CALLED = {
    **GIVEN, "kind": "invention_patent", "app_no": factory.application(801), "pub_no": "CN100000801A", "line": 60,
    "title": f"演示雨伞 {PHONES[0]}", "applicants": [f"演示丙伞业有限公司 {PHONES[1]}"],
}  # fmt: skip
"""A right with a telephone in its title, held by a firm with one in its name."""

NAMED = {
    "kind": "geographical_indication", "announcement": "演示2010年第9900号", "title": "演示沙田柚", "line": 61,
    "region": "500115", "granted_on": date(2010, 9, 5), "applicants": ["演示柚业协会"],
}  # fmt: skip
"""A right whose id has Chinese in it."""

LATE = {
    **GIVEN, "kind": "invention_patent", "app_no": factory.application(802), "pub_no": "CN100000802A", "line": 2,
    "title": "演示发布之后", "applicants": ["演示甲新材料有限公司"],
}  # fmt: skip


@pytest.fixture(scope="session")
def bare_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The register without an index: published on 1 May, a right loaded after it."""
    home = tmp_path_factory.mktemp("planted")
    made = factory.register(home / "lake")
    factory.load(made, {"rights": [*rows(), CALLED, NAMED]}, day=1, month=3)
    _publish(made)
    factory.load(made, {"rights": [LATE]}, day=5, month=5, name="迟.csv")
    return home


@pytest.fixture(scope="session")
def indexed_home(bare_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with its index."""
    home = tmp_path_factory.mktemp("indexed") / "home"
    shutil.copytree(bare_home, home)
    with opened_house(home, today=TODAY) as office:
        refresh_index(office, lambda *_: None)
    return home


@pytest.fixture
def office(bare_home: Path) -> Iterator[House]:
    """The site before there is an index."""
    with opened_house(bare_home, today=TODAY) as found:
        yield found


@pytest.fixture
def indexed(indexed_home: Path) -> Iterator[House]:
    """The site with its index."""
    with opened_house(indexed_home, today=TODAY) as found:
        yield found


def party_of(office: House, name: str) -> str:
    """Id of the party of a name."""
    with office.reader() as reader:
        sql = f"SELECT party FROM {reader.from_('party_links')} WHERE name = ?"
        return str(reader.records(sql, [name])[0]["party"])


def _publish(made: Register) -> None:
    target: dict[str, Any] = {
        "indicator": "invention_patents_per_10k",
        "label": {"zh": "每万人口发明专利拥有量", "en": "Inventions per 10,000"},
    }
    content = {
        "asked": {"day": "2024-05-01", "plan": "changshou-2021-2025", "known": None, "overrides": {}},
        "board": {"asof": "2024-05-01", "plan": "changshou-2021-2025", "targets": [target]},
    }
    snapshot = made.home.snapshot(None).id
    who = factory.actor(1, month=5)
    publish(made, id=publication_id(content), what="board", content=content, actor=who, snapshot_id=snapshot)
