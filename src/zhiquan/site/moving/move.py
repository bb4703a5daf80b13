"""The move itself: every row in one transaction, compared before it is kept (搬迁工作库)."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections, transaction

from zhiquan.basics.errors import NotAllowed, ZhiquanError
from zhiquan.basics.words import Words
from zhiquan.site.audit.queries import Checked, check_chain
from zhiquan.site.database import shown
from zhiquan.site.holding import hold_desk_alone
from zhiquan.site.keeping.rows import copy_rows, database
from zhiquan.site.moving.contents import Contents, contents_of, differing
from zhiquan.site.place import Place
from zhiquan.site.reaching import require_reachable
from zhiquan.site.versions import require_not_newer, seen_migrations, waiting_migrations

TARGET = "target"
_MADE_BY_MIGRATING = {"django_migrations", "django_content_type", "auth_permission"}


@dataclass(frozen=True, slots=True)
class Moved:
    """What a move did, or would do.

    Attributes:
        source: address of the old database, without its password.
        target: address of the new one, likewise.
        contents: rows and digest of each table.
        chain: what the check of the audit chain in the new database said; of the old one in a dry run.
        was_interrupted: true when an earlier move had left its tables there.
        is_dry: true when nothing was written.
    """

    source: str
    target: str
    contents: dict[str, Contents]
    chain: Checked
    was_interrupted: bool
    is_dry: bool

    @property
    def rows(self) -> int:
        """Number of rows altogether."""
        return sum(one.rows for one in self.contents.values())


def move_desk(place: Place, target: dict[str, Any], *, is_dry: bool, tell: Callable[[Words], None]) -> Moved:
    """Copy the desk to another database; the old one stays as it is.

    Args:
        place: the home whose desk it is; nobody else may use it meanwhile.
        target: Django's settings of the new database.
        is_dry: only say what would be done.
        tell: told what is being done.

    Raises:
        BadInput: the new database cannot be reached.
        NotAllowed: somebody uses the desk, the target holds rows or is the source, or the source is not up to date.
        ZhiquanError: what arrived is not what was sent; nothing was kept.
    """
    source = connections[DEFAULT_DB_ALIAS].settings_dict
    if shown(source) == shown(target):
        raise NotAllowed(Words("新旧数据库是同一个", "both databases are the same"), where={"database": shown(target)})
    require_reachable(target)
    hold_desk_alone(place)
    _require_unused(DEFAULT_DB_ALIAS)
    _require_up_to_date()
    with ExitStack() as stack:
        was_interrupted = _interrupted(target)
        if is_dry:
            tell(Words("清点旧库", "counting the old database"))
            return Moved(shown(source), shown(target), contents_of(), check_chain(), was_interrupted, is_dry)
        tell(Words("建表", "making the tables"))
        alias = stack.enter_context(database(target, TARGET))
        _require_unused(alias)
        tell(Words("复制全部数据", "copying every row"))
        with transaction.atomic(using=alias):
            copy_rows(DEFAULT_DB_ALIAS, alias, with_sessions=True)
            tell(Words("逐表核对", "comparing table by table"))
            contents, chain = _compared(alias)
    return Moved(shown(source), shown(target), contents, chain, was_interrupted, is_dry)


def _compared(alias: str) -> tuple[dict[str, Contents], Checked]:
    """Contents and chain of the new database, both as in the old one."""
    contents = contents_of(alias)
    wrong = differing(contents_of(), contents)
    chain = check_chain(alias)
    if wrong or not chain.is_whole:
        raise ZhiquanError(
            Words(
                "新库的内容与旧库不一致，已全部撤销", "the new database differs from the old one; all was rolled back"
            ),
            where={"tables": ", ".join(wrong), "chain": ", ".join(f"{one.number} {one.kind}" for one in chain.breaks)},
            remedy=Words(
                "旧库未动，可继续使用；请把此信息告诉开发者。", "The old one is untouched; please report this."
            ),
        )
    return contents, chain


def _interrupted(target: dict[str, Any]) -> bool:
    """True when the target has the desk's tables without rows, as a move leaves them that was ended midway.

    Raises:
        NotAllowed: it has rows, or tables that are not the desk's.
    """
    configured = connections.configure_settings({DEFAULT_DB_ALIAS: target})
    connections.settings[TARGET] = configured[DEFAULT_DB_ALIAS]
    link = connections[TARGET]
    try:
        with link.cursor() as cursor:
            tables = link.introspection.table_names(cursor)
            filled = [one for one in tables if one not in _MADE_BY_MIGRATING and _has_rows(cursor, link, one)]
            if "django_migrations" in tables:
                require_not_newer(seen_migrations(TARGET))
    finally:
        link.close()
        del connections[TARGET]
        del connections.settings[TARGET]
    if filled or (tables and "django_migrations" not in tables):
        raise NotAllowed(
            Words("目标数据库里已有内容", "the target database is not empty"),
            where={"database": shown(target), "tables": ", ".join(filled or tables)},
            remedy=Words("请给一个空的数据库。", "Give an empty database."),
        )
    return bool(tables)


def _has_rows(cursor: Any, link: Any, table: str) -> bool:  # noqa: ANN401 - Django's cursor and connection
    cursor.execute(f"SELECT 1 FROM {link.ops.quote_name(table)} LIMIT 1")
    return cursor.fetchone() is not None


def _require_unused(alias: str) -> None:
    """Refuse a PostgreSQL database that other programs, on whatever machine, are connected to."""
    if connections[alias].vendor != "postgresql":
        return
    with connections[alias].cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            " AND backend_type = 'client backend' AND pid <> pg_backend_pid()"
        )
        (others,) = cursor.fetchone()
    if others:
        raise NotAllowed(
            Words(f"还有 {others} 个程序连着数据库", f"{others} other programs are connected to the database"),
            where={"database": shown(connections[alias].settings_dict)},
            remedy=Words(
                "请先停止网站、后台进程和其他连接。", "Stop the site, its workers and other connections first."
            ),
        )


def _require_up_to_date() -> None:
    waiting = waiting_migrations()
    if waiting:
        raise NotAllowed(
            Words("旧库还没有升级", "the old database is not up to date"),
            where={"waiting": ", ".join(waiting)},
            remedy=Words("请先运行 zhiquan upgrade。", "Run zhiquan upgrade first."),
        )
