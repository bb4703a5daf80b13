"""Bringing a lake to the layout and definitions of this product (升级).

Columns and tables are only ever added; what is derived is derived again with today's definitions, so an upgrade is
safe to run twice. Published snapshots keep their files and stay as they were.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from zhiquan.register.batches import Actor, Register
from zhiquan.register.derive.run import derive
from zhiquan.register.lake.home import SCHEMA_NUMBER
from zhiquan.register.lake.manifest import Because, Snapshot
from zhiquan.register.lake.writer import Writer
from zhiquan.register.tables import TABLES


@dataclass(frozen=True, slots=True)
class UpgradePlan:
    """What an upgrade would do.

    Args:
        from_layout: layout number of the lake.
        to_layout: layout number of this product.
        new_tables: tables the lake lacks.
        new_columns: columns it lacks, by table.
        definitions_changed: True when derived tables were made with other definitions.
    """

    from_layout: int
    to_layout: int
    new_tables: tuple[str, ...]
    new_columns: dict[str, tuple[str, ...]]
    definitions_changed: bool

    @property
    def is_needed(self) -> bool:
        """True when there is anything to do."""
        changed = self.new_tables or self.new_columns or self.definitions_changed
        return bool(changed) or self.from_layout != self.to_layout


def plan_upgrade(register: Register) -> UpgradePlan:
    """Compare the newest snapshot with this product; nothing is touched.

    Raises:
        NotFound: the lake is empty.
        NotAllowed: the lake is of a newer product.
    """
    snapshot = register.home.newest()
    lacking = {
        name: tuple(column for column in shape.names if column not in snapshot.tables[name].columns)
        for name, shape in TABLES.items()
        if name in snapshot.tables
    }
    return UpgradePlan(
        from_layout=snapshot.schema_number,
        to_layout=SCHEMA_NUMBER,
        new_tables=tuple(name for name in TABLES if name not in snapshot.tables),
        new_columns={name: columns for name, columns in lacking.items() if columns},
        definitions_changed=snapshot.definitions != register.rules.digests(),
    )


def upgrade(register: Register, *, actor: Actor, progress: Callable[[str, int], None]) -> Snapshot:
    """Do what :func:`plan_upgrade` says, as one snapshot: all of it or nothing."""
    with Writer(register.home, memory=register.memory, wait=register.wait, is_upgrade=True) as writer:
        writer.make_tables(TABLES.values())
        derive(writer, register.rules, None, progress=progress)
        because = Because("upgrade", str(SCHEMA_NUMBER), actor.name, actor.at)
        return writer.publish(because, definitions=register.rules.digests())
