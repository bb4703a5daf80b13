"""The desk's database: SQLite by default, PostgreSQL by address (工作库)."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from zhiquan.basics.errors import BadInput
from zhiquan.basics.words import Words

SETTING = "ZHIQUAN_DATABASE_URL"
WAIT_SECONDS = 30
"""How long a writer waits for another before it gives up; with PostgreSQL, for a free connection."""
CONNECT_SECONDS = 10

_PRAGMAS = "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; PRAGMA cache_size=-16000;"
_POOL = {"min_size": 0, "max_size": 10, "timeout": WAIT_SECONDS, "max_idle": 120}
"""A pool for each process: threads of the server come and go, and a process never holds more than these."""
_PASSED_ON = {
    "sslmode", "sslrootcert", "sslcert", "sslkey", "sslcrl", "sslnegotiation", "channel_binding", "host",
    "connect_timeout", "application_name", "target_session_attrs", "keepalives", "keepalives_idle", "options",
}  # fmt: skip
"""What may stand after the question mark of a PostgreSQL address; names as libpq has them."""


def database_settings(address: str, *, default: Path, pooled: bool = True) -> dict[str, Any]:
    """Django's settings of the desk's database.

    Args:
        address: ``sqlite:///path`` or ``postgresql://user:password@host:port/name?sslmode=verify-full``; empty means
            SQLite at ``default``. ``?host=/folder`` names the folder of a local socket.
        default: the SQLite file used when no address is given.
        pooled: False for one connection a thread, kept while the thread lasts.

    Raises:
        BadInput: the address names a database we do not speak to, no database, or an unknown option.
    """
    if not address:
        return _sqlite(str(default))
    parts = urlsplit(address)
    if parts.scheme == "sqlite":
        return _sqlite(unquote(parts.path[1:]))
    if parts.scheme in {"postgres", "postgresql"}:
        return _postgres(address, pooled=pooled)
    raise _refused(
        Words(f"不认识的数据库地址：{parts.scheme}", f"unknown kind of database address: {parts.scheme}"),
        Words(
            "写作 sqlite:///路径 或 postgresql://用户@主机/库名", "Write sqlite:///path or postgresql://user@host/name"
        ),
    )


def shown(settings: dict[str, Any]) -> str:
    """A database's address without its password."""
    if settings["ENGINE"].endswith("sqlite3"):
        return f"sqlite:///{settings['NAME']}"
    host = settings["HOST"] or settings["OPTIONS"].get("host", "")
    port = f":{settings['PORT']}" if settings["PORT"] else ""
    user = f"{settings['USER']}@" if settings["USER"] else ""
    return f"postgresql://{user}{host}{port}/{settings['NAME']}"


def _postgres(address: str, *, pooled: bool) -> dict[str, Any]:
    """PostgreSQL; a connection given back by one thread is tried before the next one has it."""
    try:
        parts = urlsplit(address)
        port = str(parts.port or "")
        asked = dict(parse_qsl(parts.query, keep_blank_values=True, strict_parsing=bool(parts.query)))
    except ValueError as problem:
        raise _refused(
            Words("数据库地址写法不对", "the database address is malformed"),
            Words("写作 postgresql://用户@主机:端口/库名", "Write postgresql://user@host:port/name"),
        ) from problem
    name = unquote(parts.path[1:])
    if not name:
        raise _refused(
            Words("数据库地址没有库名", "the database address names no database"),
            Words("写作 postgresql://用户@主机/库名", "Write postgresql://user@host/name"),
        )
    unknown = sorted(set(asked) - _PASSED_ON)
    if unknown:
        raise _refused(
            Words(
                f"数据库地址有不认识的选项：{unknown[0]}", f"the database address has an unknown option: {unknown[0]}"
            ),
            Words(f"可用：{'、'.join(sorted(_PASSED_ON))}", f"Options: {', '.join(sorted(_PASSED_ON))}"),
        )
    options: dict[str, Any] = {"connect_timeout": str(CONNECT_SECONDS), "application_name": "zhiquan", **asked}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": port,
        "OPTIONS": {**options, "pool": dict(_POOL)} if pooled else options,
        "CONN_MAX_AGE": 0 if pooled else None,
        "CONN_HEALTH_CHECKS": True,
    }


def _sqlite(name: str) -> dict[str, Any]:
    """SQLite with one writer at a time that others wait for; without it a late write lock fails at once."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": name,
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": WAIT_SECONDS, "init_command": _PRAGMAS},
        "CONN_MAX_AGE": 300,
        "TEST": {"NAME": None},
    }


def _refused(rule: Words, remedy: Words) -> BadInput:
    return BadInput(rule, where={"setting": SETTING}, remedy=remedy)
