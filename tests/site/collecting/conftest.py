"""Offices with an index, own lists in them, and what a page, a file and the API tell of a list."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from factory import right
from watched_office import copied_house, firm_of, indexed
from zhiquan.site.office.house import House

SECRET_RIGHT, PERSONAL, OPEN = right(901), right(902), "trademark:CN9000001/09"
"""An application nobody published, a granted right of a person, a mark everybody may see."""


@pytest.fixture(scope="session")
def collecting_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with planted records and its index."""
    return indexed(tmp_path_factory.mktemp("collecting"))


@pytest.fixture
def office(collecting_home: Path, tmp_path: Path) -> Iterator[House]:
    """A copy of it to write to."""
    with copied_house(collecting_home, tmp_path / "home") as found:
        yield found


@pytest.fixture
def firm(office: House) -> str:
    """The party of a firm that sees neither the unpublished nor the secret rights of others."""
    return firm_of(office)


def collect(client: Client, record: str, **more: Any) -> Any:
    return client.post("/desk/lists/collect/", {"record": record, **more})


def told_of(client: Client, key: str) -> str:
    """Everything the site tells of a list: its pages, in both languages, and its files."""
    paths = ("", "?whole=1", "csv/", "json/")
    answers = [client.get(f"{begin}/desk/lists/{key}/{path}") for begin in ("", "/en") for path in paths]
    assert {one.status_code for one in answers} == {200}
    return "\n".join(one.content.decode() for one in answers)


def titles(page: str) -> list[str]:
    """Titles of the records on a page, in its order."""
    return [re.sub(r"<[^>]+>", "", one) for one in re.findall(r"<h3>(.*?)</h3>", page)]


@pytest.fixture
def hits() -> Callable[[Client, str], list[str]]:
    """A function that gives ids of what a query finds, in the order of the page."""

    def found(client: Client, q: str) -> list[str]:
        page = client.get("/desk/search/", {"q": q}).content.decode()
        return re.findall(r'name="record" value="([^"]+)"', page)

    return found
