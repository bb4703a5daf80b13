"""How large the desk is (工作库大小)."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from django.db import DEFAULT_DB_ALIAS, connections


def desk_bytes() -> int:
    """Bytes of the desk's database; 0 while it has no file yet."""
    connection = connections[DEFAULT_DB_ALIAS]
    if connection.vendor == "sqlite":
        file = Path(str(connection.settings_dict["NAME"]))
        return bytes_of([file])
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        found = cursor.fetchone()
    return int(found[0]) if found else 0


def files_under(folder: Path) -> Iterator[Path]:
    """Every file at any depth, as far as it is still there when its turn comes."""
    for place, _, names in os.walk(folder):
        yield from (Path(place) / name for name in names)


def bytes_of(files: Iterable[Path]) -> int:
    """Bytes of files; one that is gone since it was listed counts nothing."""
    size = 0
    for file in files:
        with suppress(FileNotFoundError):
            size += file.stat().st_size
    return size
