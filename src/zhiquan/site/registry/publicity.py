"""What of the register the public may see, as the register's own rule says (公开范围)."""

from __future__ import annotations

from zhiquan.register.browsing.publicity import (
    NEVER_PUBLIC,
    Publicity,
    is_organisation,
    public_with_word,
    publicity_of,
)

__all__ = ["NEVER_PUBLIC", "Publicity", "is_organisation", "public_with_word", "publicity_of"]
