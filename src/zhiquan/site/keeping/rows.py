"""Carrying every row of the desk from one database to another, each kind as the other stores it (工作库行的搬运)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import DEFAULT_DB_ALIAS, connections, models, transaction

from zhiquan.basics.errors import NotAllowed
from zhiquan.basics.words import Words
from zhiquan.site.database import database_settings

AT_A_TIME = 500
_LEFT_OUT = {"sessions.session"}


@contextmanager
def tables_for(file: Path) -> Iterator[str]:
    """An alias of a SQLite file with the desk's tables, made when the file is new; closed afterwards."""
    with database(database_settings("", default=file), "keeping") as alias:
        yield alias


@contextmanager
def database(settings: dict[str, Any], alias: str) -> Iterator[str]:
    """A further database with the desk's tables under an alias, for as long as the block lasts."""
    configured = connections.configure_settings({DEFAULT_DB_ALIAS: settings})[DEFAULT_DB_ALIAS]
    with _as_default(configured):
        call_command("migrate", interactive=False, verbosity=0)
    connections.settings[alias] = configured
    try:
        yield alias
    finally:
        connections[alias].close()
        if connections[alias].vendor == "postgresql":
            connections[alias].close_pool()  # type: ignore[attr-defined] # of PostgreSQL only
        del connections[alias]
        del connections.settings[alias]


@contextmanager
def _as_default(settings: dict[str, Any]) -> Iterator[None]:
    """Let a database be the default one while its tables are made.

    Some packages' migrations ask the default database, whichever they were told to work on: run under another alias
    they would change rows of the desk itself, or wait for themselves for ever. Of use in commands only: no other
    thread may ask the desk meanwhile.
    """
    options = {name: value for name, value in settings["OPTIONS"].items() if name != "pool"}  # pools go by alias
    own, link = connections.settings[DEFAULT_DB_ALIAS], connections[DEFAULT_DB_ALIAS]
    connections.settings[DEFAULT_DB_ALIAS] = {**settings, "OPTIONS": options}
    del connections[DEFAULT_DB_ALIAS]
    try:
        yield
    finally:
        connections[DEFAULT_DB_ALIAS].close()
        connections.settings[DEFAULT_DB_ALIAS] = own
        connections[DEFAULT_DB_ALIAS] = link
        ContentType.objects.clear_cache()


def desk_models(*, with_sessions: bool = False) -> list[type[models.Model]]:
    """Every table of the desk, without those of sessions unless they are asked for."""
    found = [(one, one._meta) for one in apps.get_models(include_auto_created=True)]  # noqa: SLF001 - the documented door to a model's table
    left_out = set() if with_sessions else _LEFT_OUT
    return [one for one, meta in found if meta.managed and not meta.proxy and meta.label_lower not in left_out]


def copy_rows(source: str, target: str, *, with_sessions: bool = False) -> dict[str, int]:
    """Replace every row of the target's tables by the source's, as of one moment of the source; rows per table."""
    counts: dict[str, int] = {}
    with _one_moment(source), transaction.atomic(using=target):  # keys between tables are looked at when it ends
        every = desk_models(with_sessions=with_sessions)
        for model in every:
            _empty(model, target)
        for model in every:
            counts[model._meta.db_table] = _copy_table(model, source, target)  # noqa: SLF001 - likewise
        connections[target].check_constraints()
        with connections[target].cursor() as cursor:
            for statement in connections[target].ops.sequence_reset_sql(no_style(), every):
                cursor.execute(statement)
    return counts


def require_empty(alias: str) -> None:
    """Refuse a database in which somebody already works.

    Raises:
        NotAllowed: it has accounts or audit lines.
    """
    asked = {one: apps.get_model(one)._base_manager for one in ("accounts.Account", "audit.Line")}  # noqa: SLF001 - likewise
    used = [one for one, rows in asked.items() if rows.using(alias).exists()]
    if used:
        raise NotAllowed(
            Words("目标数据库里已有内容", "the database to restore into is not empty"),
            where={"tables": ", ".join(used)},
            remedy=Words("请给一个空的数据库。", "Give an empty database."),
        )


@contextmanager
def _one_moment(alias: str) -> Iterator[None]:
    """A transaction that sees the source as it was when it began."""
    connection = connections[alias]
    with transaction.atomic(using=alias):
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield


def _empty(model: type[models.Model], target: str) -> None:
    with connections[target].cursor() as cursor:
        cursor.execute(f"DELETE FROM {connections[target].ops.quote_name(model._meta.db_table)}")  # noqa: SLF001 - likewise


def _copy_table(model: type[models.Model], source: str, target: str) -> int:
    meta, connection = model._meta, connections[target]  # noqa: SLF001 - likewise
    fields = list(meta.concrete_fields)
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in fields)
    places = ", ".join("%s" for _ in fields)
    sql = f"INSERT INTO {quote(meta.db_table)} ({columns}) VALUES ({places})"
    held = model._base_manager.using(source).order_by("pk").values_list(*(field.attname for field in fields))  # noqa: SLF001 - likewise
    done = 0
    with connection.cursor() as cursor:
        read = held.iterator(chunk_size=AT_A_TIME)
        while rows := list(islice(read, AT_A_TIME)):
            stored = [
                [field.get_db_prep_save(value, connection) for field, value in zip(fields, row, strict=True)]
                for row in rows
            ]
            cursor.executemany(sql, stored)
            done += len(rows)
    return done
