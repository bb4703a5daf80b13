"""Where letters leave the house, by address: an SMTP server, or a folder for a trial (邮件出口)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.utils import parseaddr
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from zhiquan.basics.errors import BadInput
from zhiquan.basics.words import Words

SETTING, SENDER, SITE = "ZHIQUAN_MAIL_URL", "ZHIQUAN_MAIL_FROM", "ZHIQUAN_SITE_URL"
WAIT_SECONDS = 10
"""How long the server may take to answer."""

_SMTP, _FILES = "django.core.mail.backends.smtp.EmailBackend", "django.core.mail.backends.filebased.EmailBackend"
_PORTS = {"smtp": 587, "smtps": 465}
_HERE = {"127.0.0.1", "localhost", "::1"}
_ADDRESS = re.compile(r"[^@\s<>]+@[^@\s<>]+")
_FORMS = Words(
    "写作 smtp://用户:口令@主机:587?tls=starttls、smtps://用户:口令@主机:465 或 file:///文件夹",
    "Write smtp://user:password@host:587?tls=starttls, smtps://user:password@host:465 or file:///folder",
)


@dataclass(frozen=True, slots=True)
class Mail:
    """How letters are sent (邮件设置); ``shown`` is the address without its password.

    Args:
        backend: Django's class that hands letters over; empty when no letters are sent.
        options: what it is made with.
        sender: who letters are from.
        site: address of the site that links in a letter begin with, without its last slash.
        shown: the server's address as it may be shown.
    """

    backend: str = ""
    options: Mapping[str, Any] = field(default_factory=dict)
    sender: str = ""
    site: str = ""
    shown: str = ""

    @property
    def is_on(self) -> bool:
        """True when the office sends letters."""
        return bool(self.backend)


def mail_of(address: str, *, sender: str, site: str) -> Mail:
    """What the three settings say of letters.

    Args:
        address: ``smtp://user:password@host:587?tls=starttls``, ``smtps://user:password@host:465`` or
            ``file:///folder``; empty means no letters. ``tls=none`` is for a relay that asks for no password.
        sender: ``知权 <zhiquan@example.gov.cn>`` or the address alone.
        site: ``https://ip.example.gov.cn``.

    Raises:
        BadInput: the address cannot be used, a password would travel in clear, or sender or site is missing.
    """
    if not address:
        return Mail()
    parts, options = _parts(address)
    if parts.scheme == "file":
        made, backend, shown = _folder(parts, options), _FILES, f"file://{unquote(parts.path)}"
    elif parts.scheme in _PORTS:
        made, backend = _server(parts, options), _SMTP
        user = f"{made['username']}@" if made["username"] else ""
        shown = f"{parts.scheme}://{user}{made['host']}:{made['port']}"
    else:
        raise _refused(
            SETTING, Words(f"不认识的邮件地址：{parts.scheme}", f"unknown kind of mail address: {parts.scheme}"), _FORMS
        )
    _require_sender(sender)
    if not site:
        rule = Words("发邮件须说明网站的地址", "letters need the address of the site")
        raise _refused(SITE, rule, Words("写作 https://ip.example.gov.cn", "Write https://ip.example.gov.cn"))
    return Mail(backend, made, sender, site.rstrip("/"), shown)


def _parts(address: str) -> tuple[SplitResult, dict[str, str]]:
    try:
        parts = urlsplit(address)
        _ = parts.port
        return parts, dict(parse_qsl(parts.query, keep_blank_values=True, strict_parsing=bool(parts.query)))
    except ValueError as problem:
        raise _refused(SETTING, Words("邮件地址写法不对", "the mail address is malformed"), _FORMS) from problem


def _folder(parts: SplitResult, options: Mapping[str, str]) -> dict[str, Any]:
    if parts.netloc or options or len(parts.path) < 2:
        raise _refused(SETTING, Words("文件夹写法不对", "the folder is malformed"), _FORMS)
    return {"file_path": unquote(parts.path)}


def _server(parts: SplitResult, options: Mapping[str, str]) -> dict[str, Any]:
    allowed = {"starttls", "none"} if parts.scheme == "smtp" else set()
    tls = options.get("tls", "starttls" if parts.scheme == "smtp" else "")
    if not parts.hostname or set(options) - {"tls"} or parts.path.strip("/") or (tls and tls not in allowed):
        raise _refused(SETTING, Words("邮件地址写法不对", "the mail address is malformed"), _FORMS)
    password = unquote(parts.password or "")
    if password and tls == "none" and parts.hostname not in _HERE:
        rule = Words("口令会以明文传出", "the password would travel in clear")
        raise _refused(SETTING, rule, Words("去掉 tls=none，或不写口令", "Leave tls=none out, or the password"))
    return {
        "host": parts.hostname,
        "port": parts.port or _PORTS[parts.scheme],
        "username": unquote(parts.username or ""),
        "password": password,
        "use_tls": tls == "starttls",
        "use_ssl": parts.scheme == "smtps",
        "timeout": WAIT_SECONDS,
    }


def _require_sender(sender: str) -> None:
    """Refuse a sender that is not one address, with or without a name before it."""
    _, plain = parseaddr(sender)
    if not _ADDRESS.fullmatch(plain) or any(sign in sender for sign in "\r\n,"):
        rule = Words("发邮件须说明发件人", "letters need a sender")
        raise _refused(SENDER, rule, Words("写作 zhiquan@example.gov.cn", "Write zhiquan@example.gov.cn"))


def _refused(setting: str, rule: Words, remedy: Words) -> BadInput:
    return BadInput(rule, where={"setting": setting}, remedy=remedy)
