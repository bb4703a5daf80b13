"""Writing that survives a power cut: fsync, then rename (持久写入)."""

from __future__ import annotations

import os
from pathlib import Path


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_file(file: Path) -> None:
    """Make the content of a file durable."""
    with file.open("rb") as handle:
        os.fsync(handle.fileno())


def write_new(file: Path, content: bytes) -> None:
    """Write a file that appears whole or not at all, and stays after a power cut."""
    draft = file.with_name(f".{file.name}.{os.getpid()}.draft")
    with draft.open("wb") as handle:
        handle.write(content)
        handle.flush()
        os.fsync(handle.fileno())
    draft.rename(file)
    sync_folder(file.parent)
