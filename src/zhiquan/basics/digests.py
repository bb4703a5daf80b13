"""Digests with the name of their algorithm: SHA-256, or SM3 where an office must use it (摘要算法).

A digest is written ``sha256:…`` or ``sm3:…`` with 64 hex digits; 64 digits without a name are SHA-256, as older records
have them.
"""

from __future__ import annotations

import hashlib
from typing import Protocol

from zhiquan.basics.errors import BadInput
from zhiquan.basics.words import Words

SHA256, SM3 = "sha256", "sm3"
ALGORITHMS = (SHA256, SM3)
"""GB/T 32905-2016 (SM3) and FIPS 180-4 (SHA-256); both give 256 bits."""


class Hasher(Protocol):
    """Something that takes bytes piece by piece and gives their digest."""

    def update(self, data: bytes, /) -> None:
        """Take more bytes."""

    def hexdigest(self) -> str:
        """The digest of all bytes so far, 64 hex digits."""


def new_hasher(algorithm: str = SHA256) -> Hasher:
    """A fresh hasher.

    Raises:
        BadInput: the algorithm is not one of ``ALGORITHMS``, or this machine cannot compute it.
    """
    if algorithm == SHA256:
        return hashlib.sha256()
    if algorithm == SM3:
        return _sm3()
    raise BadInput(
        Words(f"不认识的摘要算法：{algorithm}", f"unknown digest algorithm: {algorithm}"),
        remedy=Words(f"可用：{'、'.join(ALGORITHMS)}", f"Known: {', '.join(ALGORITHMS)}"),
    )


def hex_digest(content: bytes, algorithm: str = SHA256) -> str:
    """Digest of some bytes, 64 hex digits without a name."""
    hasher = new_hasher(algorithm)
    hasher.update(content)
    return hasher.hexdigest()


def named(algorithm: str, digits: str) -> str:
    """A digest with its algorithm: ``named("sm3", "66c7…")`` is ``"sm3:66c7…"``."""
    return f"{algorithm}:{digits}"


def parts(written: str) -> tuple[str, str]:
    """Algorithm and hex digits of a digest as written; without a name it is SHA-256."""
    algorithm, colon, digits = written.partition(":")
    return (algorithm, digits) if colon else (SHA256, written)


def fits(content: bytes, written: str) -> bool:
    """True when the content has the digest written beside it, by the algorithm named there."""
    algorithm, digits = parts(written)
    return algorithm in ALGORITHMS and hex_digest(content, algorithm) == digits


def _sm3() -> Hasher:
    try:
        return hashlib.new(SM3)
    except ValueError:
        return _sm3_of_cryptography()


class _Sm3:
    """SM3 by the package ``cryptography``, with the methods of ``hashlib``."""

    def __init__(self) -> None:
        from cryptography.exceptions import UnsupportedAlgorithm  # noqa: PLC0415 - needed only without hashlib's SM3
        from cryptography.hazmat.primitives import hashes  # noqa: PLC0415 - likewise

        try:
            self._held = hashes.Hash(hashes.SM3())
        except UnsupportedAlgorithm as problem:
            raise ImportError("cryptography has no SM3") from problem

    def update(self, data: bytes, /) -> None:
        """Take more bytes."""
        self._held.update(data)

    def hexdigest(self) -> str:
        """The digest of all bytes so far."""
        return self._held.copy().finalize().hex()


def _sm3_of_cryptography() -> Hasher:
    """SM3 where Python's OpenSSL was built without it.

    Raises:
        BadInput: neither library offers it.
    """
    try:
        return _Sm3()
    except ImportError as problem:
        raise BadInput(
            Words("本机不能计算 SM3：OpenSSL 未启用，也没有可用的 cryptography", "this machine cannot compute SM3"),
            remedy=Words(
                "换用带 SM3 的 OpenSSL（1.1.1 及以上默认带有），或安装 cryptography。",
                "Use an OpenSSL that has SM3 (1.1.1 and later do by default), or install cryptography.",
            ),
        ) from problem
