"""Where a lake's parts lie, and which layout it has (数据湖位置)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from zhiquan.basics.errors import NotAllowed, NotFound
from zhiquan.basics.words import Words
from zhiquan.register.lake.manifest import Snapshot
from zhiquan.register.lake.shelf import Shelf

SCHEMA_NUMBER = 3
"""Version of the lake's layout this product reads and writes."""


@dataclass(frozen=True, slots=True)
class LakeHome:
    """Folders of one lake. ``root`` is the setting ``ZHIQUAN_LAKE``."""

    root: Path

    @property
    def tables(self) -> Path:
        """Folder of the table folders."""
        return self.root / "tables"

    @property
    def lock(self) -> Path:
        """File the writer locks; the lock goes with its process."""
        return self.root / "writer.lock"

    @property
    def shelf(self) -> Shelf:
        """The snapshots."""
        return Shelf(self.root / "snapshots")

    def table(self, name: str) -> Path:
        """Folder of one table."""
        return self.tables / name

    def current(self) -> Snapshot:
        """The newest snapshot.

        Raises:
            NotFound: nothing was ever written here.
            NotAllowed: the lake has another layout.
        """
        snapshot = self.newest()
        self.require_layout(snapshot)
        return snapshot

    def newest(self) -> Snapshot:
        """The newest snapshot, also of an older layout.

        Raises:
            NotFound: nothing was ever written here.
            NotAllowed: the lake is of a newer product.
        """
        snapshot = self.shelf.current()
        if snapshot is None:
            raise NotFound(
                Words("登记库还是空的", "the register is empty"),
                where={"lake": self.root},
                remedy=Words("请先装载文件。", "Load a file first."),
            )
        self.require_layout(snapshot, or_older=True)
        return snapshot

    def snapshot(self, name: str | None) -> Snapshot:
        """One snapshot by id, the newest when ``name`` is None."""
        return self.current() if name is None else self.shelf.read(name)

    def require_layout(self, snapshot: Snapshot, *, or_older: bool = False) -> None:
        """Refuse a lake this product cannot write.

        Raises:
            NotAllowed: it is older (upgrade it) or newer (upgrade the product).
        """
        older = snapshot.schema_number < SCHEMA_NUMBER
        if snapshot.schema_number == SCHEMA_NUMBER or (older and or_older):
            return
        raise NotAllowed(
            Words(
                f"登记库的格式版本是 {snapshot.schema_number}，本程序使用 {SCHEMA_NUMBER}",
                f"the lake has layout {snapshot.schema_number}, this program uses {SCHEMA_NUMBER}",
            ),
            where={"lake": self.root},
            remedy=Words("请运行 zhiquan upgrade。", "Run zhiquan upgrade.")
            if older
            else Words("请更新本程序。", "Update this program."),
        )
