"""The folder of snapshot manifests: find, read, publish (快照目录)."""

from __future__ import annotations

import difflib
import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from zhiquan.basics.errors import BadInput, NotFound
from zhiquan.basics.words import Words
from zhiquan.register.lake.durable import sync_folder, write_new
from zhiquan.register.lake.manifest import Snapshot, read_manifest


@dataclass(frozen=True, slots=True)
class Shelf:
    """Snapshots of one lake. ``folder`` is ``<lake>/snapshots``."""

    folder: Path

    def ids(self) -> list[str]:
        """Ids of the snapshots whose files are kept, oldest first."""
        try:
            names = os.listdir(self.folder)  # noqa: PTH208 - asked for with every page: no objects for each file
        except (FileNotFoundError, NotADirectoryError):
            return []
        return sorted(name.removesuffix(".json") for name in names if name[:1].isdigit() and name.endswith(".json"))

    def current(self) -> Snapshot | None:
        """The newest snapshot; None in a lake nobody has written to."""
        ids = self.ids()
        return self.read(ids[-1]) if ids else None

    def read(self, name: str) -> Snapshot:
        """One snapshot by its id, or by the leading part of it that names one only.

        Raises:
            NotFound: no snapshot has that id; pruned ones are said to be so.
            BadInput: the manifest was changed after it was published.
        """
        snapshot_id = self._whole_id(name)
        content = (self.folder / f"{snapshot_id}.json").read_bytes()
        if hashlib.sha256(content).hexdigest()[:12] != snapshot_id.partition("-")[2]:
            raise BadInput(
                Words("快照清单与其编号不符，已被改动", "the manifest no longer matches its id: it was changed"),
                where={"file": self.folder / f"{snapshot_id}.json"},
                remedy=Words("请从备份恢复该文件。", "Restore that file from a back-up."),
            )
        return read_manifest(content)

    def publish(self, snapshot: Snapshot) -> str:
        """Make a snapshot the current one, at once or not at all; returns its id."""
        if not self.folder.is_dir():
            self.folder.mkdir(parents=True)
            sync_folder(self.folder.parent)
        write_new(self.folder / f"{snapshot.id}.json", snapshot.to_bytes())
        return snapshot.id

    def retire(self, snapshot_id: str) -> None:
        """Keep only the manifest of a snapshot, as a trace; its data may go."""
        kept = self.folder / "pruned"
        kept.mkdir(exist_ok=True)
        (self.folder / f"{snapshot_id}.json").rename(kept / f"{snapshot_id}.json")
        sync_folder(kept)
        sync_folder(self.folder)

    def pruned(self) -> list[str]:
        """Ids of snapshots of which only the manifest is left."""
        return sorted(file.stem for file in (self.folder / "pruned").glob("[0-9]*.json"))

    def _whole_id(self, name: str) -> str:
        ids = self.ids()
        found = [known for known in ids if known == name or known.startswith(name)] if name else []
        if len(found) == 1:
            return found[0]
        if any(name and known.startswith(name) for known in self.pruned()):
            raise NotFound(
                Words(f"快照 {name} 的数据已清理", f"the data of snapshot {name} was pruned"),
                remedy=Words("只能从备份恢复。", "It can only come back from a back-up."),
            )
        near = ", ".join(difflib.get_close_matches(name, ids, n=3, cutoff=0.2) or ids[-3:])
        raise NotFound(
            Words(f"没有快照 {name}", f"there is no snapshot {name}"),
            remedy=Words(f"现有快照如：{near or '无'}", f"snapshots there are: {near or 'none'}"),
        )
