"""Whether the desk's PostgreSQL can be reached, and if not, why in words (连接工作库)."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from zhiquan.basics.errors import BadInput
from zhiquan.basics.words import Words
from zhiquan.site.database import CONNECT_SECONDS, SETTING, shown

_UPGRADING = 0x7A68697175616E
"""Number of the lock under which one program at a time makes or upgrades the tables."""


def require_reachable(settings: dict[str, Any]) -> None:
    """Connect once.

    Args:
        settings: Django's settings of the database; a SQLite file is always reachable.

    Raises:
        BadInput: the server does not answer, refuses the sign-in, or has no such database.
    """
    if not settings["ENGINE"].endswith("postgresql"):
        return
    import psycopg  # noqa: PLC0415 - offices with SQLite never need it

    try:
        psycopg.connect(**_arguments(settings), dbname=settings["NAME"]).close()
    except psycopg.OperationalError as problem:
        said = " ".join(str(problem).split())
        raise _told(settings, said) from problem


@contextmanager
def upgrading_alone() -> Iterator[None]:
    """While the block lasts, no other program makes or upgrades the tables of the same PostgreSQL database."""
    from django.db import connection  # noqa: PLC0415 - after Django is ready

    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [_UPGRADING])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_UPGRADING])


def _told(settings: dict[str, Any], said: str) -> BadInput:
    """The reason, found by trying: what the server says is in the server's language."""
    if not _answers(settings):
        rule = Words("数据库服务器连不上", "the database server does not answer")
        remedy = Words("请检查主机、端口，并确认服务已启动。", "Check host and port, and that the server is running.")
    elif _signs_in_elsewhere(settings):
        rule = Words("服务器上没有这个数据库", "the server has no such database")
        remedy = Words(
            f"请先建库：createdb -E UTF8 {settings['NAME']}", f"Make it first: createdb -E UTF8 {settings['NAME']}"
        )
    else:
        rule = Words("数据库服务器拒绝登录", "the database server refuses the sign-in")
        remedy = Words("请检查用户名、口令和 sslmode。", "Check user name, password and sslmode.")
    return BadInput(rule, where={"setting": SETTING, "database": shown(settings), "said": said}, remedy=remedy)


def _answers(settings: dict[str, Any]) -> bool:
    host = settings["HOST"] or settings["OPTIONS"].get("host") or "localhost"
    port = int(settings["PORT"] or 5432)
    if host.startswith("/"):
        with suppress(OSError), socket.socket(socket.AF_UNIX) as link:
            link.connect(f"{host}/.s.PGSQL.{port}")
            return True
        return False
    with suppress(OSError), socket.create_connection((host, port), timeout=CONNECT_SECONDS):
        return True
    return False


def _signs_in_elsewhere(settings: dict[str, Any]) -> bool:
    import psycopg  # noqa: PLC0415 - offices with SQLite never need it

    for name in ("postgres", "template1"):
        with suppress(psycopg.OperationalError):
            psycopg.connect(**_arguments(settings), dbname=name).close()
            return True
    return False


def _arguments(settings: dict[str, Any]) -> dict[str, Any]:
    named = {"user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    given = {name: settings[key] for name, key in named.items() if settings[key]}
    return {**{name: value for name, value in settings["OPTIONS"].items() if name != "pool"}, **given}
