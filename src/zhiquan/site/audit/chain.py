"""The arithmetic of the chain: what a line's hash is made of (审计链)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from zhiquan.basics.digests import ALGORITHMS, SHA256, hex_digest

CHANGED_DIGEST = "audit.digest"
"""Action of the line after which the chain goes on with another algorithm; its detail names it under ``to``."""


@dataclass(frozen=True, slots=True)
class Said:
    """What one line says, apart from its place in the chain."""

    at: datetime
    account: str
    role: str
    source: str
    action: str
    subject: str
    detail: Mapping[str, Any]


def hash_of(number: int, said: Said, previous: str, digest: str = SHA256) -> str:
    """Hash of one line: its number, what it says, and the hash of the line before, 64 hex digits.

    Args:
        number: place in the chain, from 1.
        said: what the line says.
        previous: hash of the line before; empty in the first.
        digest: name of the algorithm.
    """
    told = [
        number, said.at.astimezone(UTC).isoformat(timespec="microseconds"), said.account, said.role, said.source,
        said.action, said.subject, dict(said.detail), previous,
    ]  # fmt: skip
    text = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hex_digest(text.encode(), digest)


def digest_after(said: Said, digest: str) -> str:
    """The algorithm of the line after this one."""
    wanted = said.detail.get("to") if said.action == CHANGED_DIGEST else None
    return str(wanted) if wanted in ALGORITHMS else digest


@dataclass(frozen=True, slots=True)
class Link:
    """One stored line as the check reads it."""

    number: int
    said: Said
    previous: str
    hash: str
    digest: str = SHA256


@dataclass(frozen=True, slots=True)
class Break:
    """One place where the chain does not hold: ``kind`` is ``changed``, ``missing``, ``added`` or ``unrecorded``."""

    number: int
    kind: str
    detail: str = ""


def breaks(links: Iterable[Link], *, length: int, end: str) -> list[Break]:
    """Where a chain does not hold.

    Args:
        links: the stored lines in order of their numbers.
        length: number of the last line, as the head states it.
        end: hash of the last line, as the head states it.
    """
    found: list[Break] = []
    number, previous, digest = 0, "", SHA256
    for link in links:
        if link.number != number + 1:
            found.append(Break(number + 1, "missing", f"{number + 1}-{link.number - 1}"))
        holds = link.digest == digest and link.hash == hash_of(link.number, link.said, link.previous, digest)
        if not holds or (link.number == number + 1 and link.previous != previous):
            found.append(Break(link.number, "changed"))
        digest = digest_after(link.said, digest)
        number, previous = link.number, link.hash
    if number < length:
        found.append(Break(number + 1, "missing", f"{number + 1}-{length}"))
    elif number > length:
        found.append(Break(length + 1, "added", f"{length + 1}-{number}"))
    elif previous != end:
        found.append(Break(number, "changed"))
    return found
