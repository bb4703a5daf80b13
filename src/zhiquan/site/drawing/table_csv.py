"""The rows behind a drawing as a CSV text (图表数据)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

BOM = "\ufeff"
"""Leading mark by which office programs know UTF-8."""
_FORMULA = frozenset("=+-@\t\r\n＝＋－＠")


def table_csv(headers: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table as CSV text with its mark of UTF-8, lines ended by CR LF (图表数据的 CSV).

    A text a spreadsheet could take for a formula gets a leading apostrophe, also in the heads; numbers stay numbers.

    Args:
        headers: heads of the columns.
        rows: cells by column: texts, numbers, dates; None is an empty cell.

    Returns:
        ``table_csv(["企业"], [["=1+1"]])`` ends with the line ``'=1+1``.
    """
    sink = io.StringIO()
    sink.write(BOM)
    writer = csv.writer(sink)
    writer.writerow([_cell(head) for head in headers])
    writer.writerows([_cell(cell) for cell in row] for row in rows)
    return sink.getvalue()


def _cell(value: object) -> object:
    if isinstance(value, str) and value[:1] in _FORMULA and value:
        return f"'{value}"
    return "" if value is None else value
