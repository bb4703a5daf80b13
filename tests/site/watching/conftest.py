"""Offices with an index, and what brings new rights into them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from watched_office import copied_house, firm_of, indexed, load_new
from zhiquan.site.office.house import House


@pytest.fixture(scope="session")
def watched_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with planted records and its index."""
    return indexed(tmp_path_factory.mktemp("watched"))


@pytest.fixture
def office(watched_home: Path, tmp_path: Path) -> Iterator[House]:
    """A copy of it to write to."""
    with copied_house(watched_home, tmp_path / "home") as found:
        yield found


@pytest.fixture
def load(office: House) -> Callable[..., str]:
    """A function that loads rights and has the worker do its part; the batch."""
    return partial(load_new, office)


@pytest.fixture
def firm(office: House) -> str:
    """The party of a firm that sees neither the unpublished nor the secret rights of others."""
    return firm_of(office)
