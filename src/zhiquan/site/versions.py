"""Which migrations a desk has seen, and which this program has (工作库版本)."""

from __future__ import annotations

from collections.abc import Collection

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from zhiquan.basics.errors import NotAllowed
from zhiquan.basics.words import Words


def waiting_migrations(alias: str = DEFAULT_DB_ALIAS) -> list[str]:
    """Migrations of this program that a database has not seen, as ``app.0001_name``, in the order they run."""
    loader = MigrationLoader(connections[alias])
    seen = set(loader.applied_migrations)
    order: dict[tuple[str, str], None] = {}
    for leaf in sorted(loader.graph.leaf_nodes()):
        order |= dict.fromkeys(loader.graph.forwards_plan(leaf))
    return [f"{app}.{name}" for app, name in order if (app, name) not in seen]


def known_migrations() -> set[str]:
    """Every migration this program has, and those they stand in for, as ``app.0001_name``."""
    loader = MigrationLoader(None)
    known = {*loader.disk_migrations}
    for one in loader.disk_migrations.values():
        known |= set(one.replaces)
    return {f"{app}.{name}" for app, name in known}


def seen_migrations(alias: str = DEFAULT_DB_ALIAS) -> list[str]:
    """Every migration a database has seen."""
    return [f"{app}.{name}" for app, name in MigrationRecorder(connections[alias]).applied_migrations()]


def require_not_newer(seen: Collection[str]) -> None:
    """Refuse a desk of a newer product.

    Raises:
        NotAllowed: it has seen migrations this program does not know.
    """
    newer = sorted(set(seen) - known_migrations())
    if newer:
        raise NotAllowed(
            Words("工作库来自更新的版本", "the desk is of a newer version of the product"),
            where={"unknown": ", ".join(newer)},
            remedy=Words("请更新本程序。", "Update this program."),
        )
