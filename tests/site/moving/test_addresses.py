"""Addresses of the desk's database: what they may say, and what is refused with the setting named."""

from __future__ import annotations

from pathlib import Path

import pytest

from zhiquan.basics.errors import BadInput
from zhiquan.site.database import database_settings, shown

HERE = Path("/srv/desk.sqlite3")


def test_a_postgresql_address_gives_its_parts_and_passes_options_on() -> None:
    made = database_settings("postgresql://clerk:p%40ss%2F@db.example:5433/%E7%9F%A5?sslmode=verify-full", default=HERE)
    parts = {name: made[name] for name in ("USER", "PASSWORD", "HOST", "PORT", "NAME")}
    assert parts == {"USER": "clerk", "PASSWORD": "p@ss/", "HOST": "db.example", "PORT": "5433", "NAME": "知"}
    assert made["OPTIONS"]["sslmode"] == "verify-full"
    assert made["OPTIONS"]["connect_timeout"] == "10"
    assert shown(made) == "postgresql://clerk@db.example:5433/知"


def test_connections_come_from_a_pool_unless_one_is_kept_for_the_thread() -> None:
    address = "postgresql://db.example/desk"
    pooled, kept = (database_settings(address, default=HERE, pooled=wish) for wish in (True, False))
    assert (pooled["CONN_MAX_AGE"], "pool" in pooled["OPTIONS"]) == (0, True)
    assert (kept["CONN_MAX_AGE"], "pool" in kept["OPTIONS"]) == (None, False)


def test_a_local_socket_is_named_by_its_folder() -> None:
    made = database_settings("postgresql://postgres@/desk?host=/run/pg%20a", default=HERE)
    assert (made["HOST"], made["OPTIONS"]["host"]) == ("", "/run/pg a")
    assert shown(made) == "postgresql://postgres@/run/pg a/desk"


@pytest.mark.parametrize(
    ("address", "name"), [("", str(HERE)), ("sqlite:////var/%E5%AE%B6%20%25/d.db", "/var/家 %/d.db")]
)
def test_without_an_address_or_with_a_path_it_is_sqlite(address: str, name: str) -> None:
    made = database_settings(address, default=HERE)
    assert (made["ENGINE"], made["NAME"]) == ("django.db.backends.sqlite3", name)


@pytest.mark.parametrize(
    ("address", "rule"),
    [
        ("mysql://db.example/desk", "unknown kind of database address: mysql"),
        ("postgresql://db.example/", "names no database"),
        ("postgresql://db.example:port/desk", "malformed"),
        ("postgresql://db.example/desk?sslmode", "malformed"),
        ("postgresql://db.example/desk?ssl=yes", "unknown option: ssl"),
    ],
)
def test_an_address_that_cannot_be_used_names_the_setting_and_its_form(address: str, rule: str) -> None:
    with pytest.raises(BadInput) as refused:
        database_settings(address, default=HERE)
    assert rule in refused.value.message.en
    assert refused.value.where == {"setting": "ZHIQUAN_DATABASE_URL"}
    assert refused.value.remedy is not None
