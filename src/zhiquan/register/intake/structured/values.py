"""The values of one right while they are gathered (著录项目汇集)."""

from __future__ import annotations

from typing import Any

from zhiquan.register.intake.parts import Record

Values = dict[str, Any]
"""Column to value; ``extra`` is a dictionary of texts by name."""


def record(values: Values, line: int, *, kind: str = "rights") -> Record:
    """A record of what is stated: empty values left out, first class as main class (记录).

    Args:
        values: column to value, and ``extra``.
        line: number of the record in its file, from 1.
        kind: kind of row.
    """
    extra = {name: said for name, said in (values.pop("extra", None) or {}).items() if said}
    kept = {name: value for name, value in values.items() if value not in (None, "", [])}
    if kind == "rights":
        main = next((kept[name][0] for name in ("ipc", "locarno") if kept.get(name)), None)
        if main:
            kept.setdefault("main_class", main)
    return Record(kind, kept, line, extra)
