"""The desk's database: SQLite by default, another by address (工作库)."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from zhiquan.basics.errors import BadInput
from zhiquan.basics.words import Words

WAIT_SECONDS = 30
"""How long a writer waits for another before it gives up."""

_PRAGMAS = "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; PRAGMA cache_size=-16000;"


def database_settings(address: str, *, default: Path) -> dict[str, Any]:
    """Django's settings of the desk's database.

    Args:
        address: ``sqlite:///path`` or ``postgresql://user:password@host:port/name``; empty means SQLite at ``default``.
        default: the SQLite file used when no address is given.

    Raises:
        BadInput: the address names a database we do not speak to.
    """
    if not address:
        return _sqlite(str(default))
    parts = urlsplit(address)
    if parts.scheme == "sqlite":
        return _sqlite(unquote(parts.path[1:]))
    if parts.scheme in {"postgres", "postgresql"}:
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path[1:]),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(parts.hostname or ""),
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 300,
            "CONN_HEALTH_CHECKS": True,
        }
    raise BadInput(
        Words(f"不认识的数据库地址：{parts.scheme}", f"unknown kind of database address: {parts.scheme}"),
        where={"setting": "ZHIQUAN_DATABASE_URL"},
        remedy=Words(
            "写作 sqlite:///路径 或 postgresql://用户@主机/库名", "Write sqlite:///path or postgresql://user@host/name"
        ),
    )


def _sqlite(name: str) -> dict[str, Any]:
    """SQLite with one writer at a time that others wait for; without it a late write lock fails at once."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": name,
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": WAIT_SECONDS, "init_command": _PRAGMAS},
        "CONN_MAX_AGE": 300,
        "TEST": {"NAME": None},
    }
