"""What of the records behind a published figure may be told to everybody (公开明细)."""

from __future__ import annotations

from zhiquan.knowledge.indicators import Arithmetic
from zhiquan.register.browsing.publicity import is_organisation


def public_record(count: Arithmetic, *, id: str, title: str) -> tuple[str, str]:  # noqa: A002 - the word rows use
    """Id and title of a record as everybody may read them: no name of a natural person (去掉个人姓名).

    Args:
        count: the arithmetic the record comes from, which says what it is.
        id: its id; that of a title names the holder between two strokes.
        title: its title; that of a pledge is the pledgor's name.

    Returns:
        ``public_record("pledges", id="Y1", title="张三")`` is ``("Y1", "")``;
        ``public_record("titles", id="talent|张三|T1", title="领军人才")`` is ``("talent||T1", "领军人才")``.
    """
    if count == "pledges":
        return id, title if is_organisation(title) else ""
    if count != "titles":
        return id, title
    kind, _stroke, rest = id.partition("|")
    holder, _stroke, number = rest.rpartition("|")
    return (id if not holder or is_organisation(holder) else f"{kind}||{number}"), title
