"""On which databases a test of the desk runs (工作库测试).

A test that asks the desk, by ``django_db`` or by a fixture that does, runs on SQLite and on PostgreSQL in the deep
run (``ZHIQUAN_DEEP=1``) but for those of ``ONCE``; in the short run those of ``BOTH`` do, the others on SQLite alone.
What never asks the desk, such as drawing or the form of an address, runs once. ``ZHIQUAN_TEST_DATABASE`` wishes
otherwise for every test that asks: ``sqlite``, ``postgres`` or ``both``.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connections
from filelock import FileLock

import postgres
from deep import DEEP
from zhiquan.site.database import database_settings

SQLITE, POSTGRES = "sqlite", "postgres"
BOTH = ("audit", "jobs/test_jobs.py", "moving", "api/test_tokens.py", "imports/test_interleaving.py")
"""Tests of the short run, by folder or file under ``tests/site``, whose subject is what the desk stores."""

ONCE = (
    "api/test_contract.py",
    "api/test_matrix.py",
    "api/test_shapes.py",
    "gate",
    "finding",
    "registry",
    "plans",
    "portal",
    "office",
)
"""Tests of pages that show what the lake and the index hold: within an hour there is no time to run them twice."""

_SITE = Path(__file__).parent / "site"
_WISHES = {"sqlite": [SQLITE], "postgres": [POSTGRES], "both": [SQLITE, POSTGRES]}


def databases_for(file: Path) -> list[str]:
    """The databases on which the tests of one file run."""
    place = file.relative_to(_SITE)
    chosen = any(place.is_relative_to(one) for one in BOTH)
    is_both = chosen or (DEEP and not any(place.is_relative_to(one) for one in ONCE))
    wish = os.environ.get("ZHIQUAN_TEST_DATABASE") or ("both" if is_both else "sqlite")
    return _WISHES[wish]


@contextmanager
def swapped(address: str) -> Iterator[None]:
    """Let Django's default database be another one, for as long as the block lasts."""
    given, known = connections[DEFAULT_DB_ALIAS], connections.settings[DEFAULT_DB_ALIAS]
    made = database_settings(address, default=Path(), pooled=False)
    connections.settings[DEFAULT_DB_ALIAS] = connections.configure_settings({DEFAULT_DB_ALIAS: made})[DEFAULT_DB_ALIAS]
    link = connections.create_connection(DEFAULT_DB_ALIAS)
    link.close_if_unusable_or_obsolete = lambda: None  # type: ignore[method-assign] # a request within a test's transaction
    connections[DEFAULT_DB_ALIAS] = link
    ContentType.objects.clear_cache()
    try:
        yield
    finally:
        connections[DEFAULT_DB_ALIAS].close()
        connections.settings[DEFAULT_DB_ALIAS] = known
        connections[DEFAULT_DB_ALIAS] = given
        ContentType.objects.clear_cache()


def migrated(server: postgres.Postgres, shared: Path) -> str:
    """Name of the database with every table and no row, made by the first worker that asks."""
    with FileLock(shared / "postgres-model.lock"):
        if not server.has(postgres.MODEL):
            with swapped(server.make("zhiquan_new")):
                call_command("migrate", interactive=False, verbosity=0)
            server.make(postgres.MODEL, like="zhiquan_new")
    return postgres.MODEL
