"""What can be wrong with a query: the place, what is wrong, the query mended (查询式错误)."""

from __future__ import annotations

from zhiquan.basics.errors import BadInput
from zhiquan.basics.words import Words


class QueryMistake(BadInput):
    """A query that cannot be read (查询式有误).

    Attributes:
        at: place of the character in the query, from 0.
        mended: the query as it was probably meant.
    """

    def __init__(self, said: Words, *, query: str, at: int, mended: str) -> None:
        self.at = min(at, max(len(query) - 1, 0))
        self.mended = mended
        near = query[self.at : self.at + 8]
        super().__init__(
            said,
            where={"character": self.at + 1, "near": near},
            remedy=Words(f"可以写作：{mended}", f"You may write: {mended}"),
        )


def without(query: str, begin: int, end: int) -> str:
    """The query without a stretch, blanks tidied."""
    return " ".join(f"{query[:begin]} {query[end:]}".split())


def instead(query: str, begin: int, end: int, text: str) -> str:
    """The query with other text in place of a stretch."""
    return query[:begin] + text + query[end:]
