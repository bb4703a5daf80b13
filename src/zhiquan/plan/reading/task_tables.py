"""Tables that share out tasks: what, who leads, who helps, by when (任务分解表)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from zhiquan.knowledge.plan_words import one_of, plan_words
from zhiquan.plan.reading.lines import Line

_WORDS = plan_words()
_WHO = re.compile(rf"^{one_of((*_WORDS.lead_labels, *_WORDS.help_labels))}")
_OTHER = re.compile(rf"{one_of(_WORDS.other_labels)}")
_SERIAL = re.compile(r"序\s*号|编号|备注")
_LONGEST_HEAD = 12


def is_task_header(cells: Sequence[str]) -> bool:
    """Whether a row heads a table of tasks: a column of bodies, and no year: ``("任务", "牵头单位", "完成时限")``."""
    return (
        any(_WHO.search(cell) for cell in cells)
        and all(len(cell) <= _LONGEST_HEAD for cell in cells)
        and not any(re.search(r"(?:19|20)\d\d", cell) for cell in cells)
    )


def task_lines(rows: Sequence[Line]) -> Iterator[Line]:
    """The words of each task as running text, with what its column of time limits says.

    Args:
        rows: a header for which ``is_task_header`` is true, and the rows below it.
    """
    heads = rows[0].cells
    for row in rows[1:]:
        if len(row.cells) != len(heads):
            yield from (Line(cell, row.number) for cell in dict.fromkeys(row.cells) if len(cell) > _LONGEST_HEAD)
            continue
        pairs = list(zip(heads, row.cells, strict=True))
        due = next((cell for head, cell in pairs if _OTHER.search(head) and re.search(r"\d", cell)), "")
        said = [
            cell
            for head, cell in pairs
            if cell and not (_WHO.search(head) or _OTHER.search(head) or _SERIAL.search(head))
        ]
        yield from (Line(cell, row.number, due=due) for cell in dict.fromkeys(said) if len(cell) >= 4)
