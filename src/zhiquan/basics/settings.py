"""Every setting of the product in one place (设置). Only the edges (command line, site) read it.

Order: environment variable, then the nearest ``zhiquan.toml`` upward from the working folder, then the default.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

import platformdirs

from zhiquan.basics.digests import ALGORITHMS, SHA256
from zhiquan.basics.errors import BadInput
from zhiquan.basics.words import Language, Words

FILE_NAME = "zhiquan.toml"


@dataclass(frozen=True, slots=True)
class Settings:
    """What the environment and ``zhiquan.toml`` decide.

    A relative path counts from the working folder in a variable, and from the file's folder in the file.

    Attributes:
        home: ``ZHIQUAN_HOME``: folder of everything stored; else ``var`` beside the nearest
            ``zhiquan.toml`` upward, else the user data folder.
        lake: ``ZHIQUAN_LAKE``: folder of the register; else ``lake`` under the home.
        knowledge: ``ZHIQUAN_KNOWLEDGE``: folder of the office's own data files, laid over the shipped
            ones; else ``knowledge`` under the home.
        database_url: ``ZHIQUAN_DATABASE_URL``: the desk's database; empty means SQLite under the home.
        engine: ``ZHIQUAN_ENGINE``: what reads the lake; ``duckdb`` so far.
        today: ``ZHIQUAN_TODAY``: the day taken as today, ISO; unset means the clock.
        language: ``ZHIQUAN_LANGUAGE``: ``zh`` or ``en``.
        district: ``ZHIQUAN_DISTRICT``: the home district, a six-digit GB/T 2260 code.
        memory: ``ZHIQUAN_MEMORY``: memory the lake's engine may use before it spills to disk, in MiB.
        hosts: ``ZHIQUAN_HOSTS``: host names the site answers to, with commas between.
        tls: ``ZHIQUAN_TLS``: ``yes`` when a proxy in front of the site speaks TLS; cookies then travel only over it.
        lease: ``ZHIQUAN_LEASE``: seconds without a sign of life after which a background job is taken up again.
        digest: ``ZHIQUAN_DIGEST``: algorithm of new digests, ``sha256`` or ``sm3``; older ones stay as they are.
        log: ``ZHIQUAN_LOG``: form of the site's log lines, ``plain`` or ``json``.
        metrics: ``ZHIQUAN_METRICS``: token that opens ``/metrics`` to other machines; empty opens it to this one only.
        oidc: ``ZHIQUAN_OIDC``: address of the office's sign-in service (OpenID Connect issuer); empty means none.
        oidc_client: ``ZHIQUAN_OIDC_CLIENT``: name this site has there.
        oidc_secret: ``ZHIQUAN_OIDC_SECRET``: its secret there.
        oidc_claim: ``ZHIQUAN_OIDC_CLAIM``: claim that names the account, such as ``preferred_username``.
        oidc_factor: ``ZHIQUAN_OIDC_FACTOR``: value of ``acr`` or ``amr`` taken as a second factor; empty takes none.
        mail_url: ``ZHIQUAN_MAIL_URL``: where letters are handed over: ``smtp://user:password@host:587?tls=starttls``,
            ``smtps://user:password@host:465``, ``file:///folder`` for a trial; empty means that none are sent.
        mail_from: ``ZHIQUAN_MAIL_FROM``: who letters are from; needed when they are sent.
        site_url: ``ZHIQUAN_SITE_URL``: address of the site that links in letters begin with; likewise.
    """

    home: Path
    lake: Path
    knowledge: Path
    database_url: str
    engine: str
    today: date | None
    language: Language
    district: str
    memory: int
    hosts: str
    tls: bool
    lease: int
    digest: str
    log: str
    metrics: str
    oidc: str
    oidc_client: str
    oidc_secret: str
    oidc_claim: str
    oidc_factor: str
    mail_url: str
    mail_from: str
    site_url: str

    def day(self, clock: date) -> date:
        """Today: the overriding day when one is set, else the clock's."""
        return self.today or clock


def environment_names() -> list[str]:
    """The environment variables that settings are read from, in order of the attributes."""
    return [f"ZHIQUAN_{field.name.upper()}" for field in fields(Settings)]


def read_settings(environment: Mapping[str, str], *, folder: Path) -> Settings:
    """Settings in force for a process started in ``folder``.

    Args:
        environment: the process environment, usually ``os.environ``.
        folder: the working folder; ``zhiquan.toml`` is looked for here and upward.

    Raises:
        BadInput: a setting has a value that cannot be used; the message names the setting and its forms.
    """
    toml = nearest_file(folder)
    stated = _read_toml(toml) if toml else {}

    def value(name: str, default: str) -> str:
        return environment.get(f"ZHIQUAN_{name.upper()}") or str(stated.get(name, "")) or default

    def path(name: str, default: Path) -> Path:
        base = folder if environment.get(f"ZHIQUAN_{name.upper()}") or toml is None else toml.parent
        return base.absolute() / Path(value(name, str(default))).expanduser()

    fallback = toml.parent / "var" if toml else Path(platformdirs.user_data_dir("zhiquan", appauthor=False))
    home = path("home", fallback)
    return Settings(
        home=home,
        lake=path("lake", home / "lake"),
        knowledge=path("knowledge", home / "knowledge"),
        database_url=value("database_url", ""),
        engine=_one_of("engine", value("engine", "duckdb"), ("duckdb",)),
        today=_day(value("today", "")),
        language="en" if _one_of("language", value("language", "zh"), ("zh", "en")) == "en" else "zh",
        district=_district(value("district", "500115")),
        memory=_memory(value("memory", "512")),
        hosts=value("hosts", "127.0.0.1,localhost,[::1]"),
        tls=_one_of("tls", value("tls", "no"), ("no", "yes")) == "yes",
        lease=_seconds("lease", value("lease", "30"), least=2),
        digest=_one_of("digest", value("digest", SHA256), ALGORITHMS),
        log=_one_of("log", value("log", "plain"), ("plain", "json")),
        metrics=value("metrics", ""),
        oidc=_issuer(value("oidc", "")),
        oidc_client=value("oidc_client", ""),
        oidc_secret=value("oidc_secret", ""),
        oidc_claim=value("oidc_claim", "preferred_username"),
        oidc_factor=value("oidc_factor", ""),
        mail_url=value("mail_url", ""),
        mail_from=value("mail_from", ""),
        site_url=_site(value("site_url", "")),
    )


def nearest_file(folder: Path) -> Path | None:
    """The settings file that counts in a folder: the nearest one upward; None when there is none."""
    absolute = folder.absolute()
    found = (place / FILE_NAME for place in (absolute, *absolute.parents))
    return next((file for file in found if file.is_file()), None)


def _read_toml(file: Path) -> dict[str, Any]:
    try:
        stated = tomllib.loads(file.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise BadInput(
            Words(f"设置文件无法读取：{problem}", f"the settings file cannot be read: {problem}"),
            where={"file": file},
        ) from problem
    known = [field.name for field in fields(Settings)]
    for name in stated:
        if name not in known:
            raise BadInput(
                Words(f"设置文件中没有 {name} 这一项", f"the settings file has an unknown entry {name}"),
                where={"file": file},
                remedy=Words(f"可用：{'、'.join(known)}", f"Entries: {', '.join(known)}"),
            )
    return stated


def _one_of(name: str, value: str, allowed: tuple[str, ...]) -> str:
    if value not in allowed:
        raise _refused(name, value, Words("只能是 " + " / ".join(allowed), "must be one of " + ", ".join(allowed)))
    return value


def _day(value: str) -> date | None:
    if not value:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise _refused("today", value, Words("日期写作 2026-11-22", "write the day as 2026-11-22")) from None


def _district(value: str) -> str:
    if not re.fullmatch(r"[0-9]{6}", value):
        raise _refused("district", value, Words("须为六位行政区划代码", "must be a six-digit GB/T 2260 code"))
    return value


def _memory(value: str) -> int:
    if not value.isdecimal() or int(value) < 100:
        raise _refused(
            "memory",
            value,
            Words("须为不小于 100 的整数（MiB）", "must be a whole number of MiB, 100 or more"),
        )
    return int(value)


def _issuer(value: str) -> str:
    """An issuer without its last slash; only TLS, save on this machine."""
    is_here = re.match(r"http://(127\.0\.0\.1|localhost|\[::1\])(:[0-9]+)?(/|$)", value)
    if value and not value.startswith("https://") and not is_here:
        raise _refused("oidc", value, Words("须为 https:// 开头的地址", "must be an address that begins with https://"))
    return value.rstrip("/")


def _site(value: str) -> str:
    """The site's address without its last slash; no path, as pages lie at the root."""
    if value and not re.fullmatch(r"https?://[^/?#@\s]+/?", value):
        raise _refused("site_url", value, Words("写作 https://ip.example.gov.cn", "write https://ip.example.gov.cn"))
    return value.rstrip("/")


def _seconds(name: str, value: str, *, least: int) -> int:
    if not value.isdecimal() or int(value) < least:
        rule = Words(f"须为不小于 {least} 的整数（秒）", f"must be a whole number of seconds, {least} or more")
        raise _refused(name, value, rule)
    return int(value)


def _refused(name: str, value: str, rule: Words) -> BadInput:
    label = f"ZHIQUAN_{name.upper()}"
    return BadInput(
        Words(f"设置 {label} 的值不能用：{rule.zh}", f"setting {label} cannot be used: {rule.en}"),
        where={label: value},
        remedy=Words("请改正环境变量或 zhiquan.toml 中的该项。", "Correct the variable or the entry in zhiquan.toml."),
    )
