"""Where the headings of a grid are, what its rows are about, and what its columns mean (理解表格)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain, islice

from zhiquan.register.intake.parts import Cell, Grid, Line
from zhiquan.register.intake.understanding import looks
from zhiquan.register.intake.understanding.columns import column_uses
from zhiquan.register.intake.understanding.header import find_header
from zhiquan.register.intake.understanding.headings import Headings
from zhiquan.register.intake.understanding.uses import ColumnUse, letter_of
from zhiquan.register.intake.understanding.wide import wide_sheet
from zhiquan.register.intake.values.texts import text_of

SAMPLE = 240
"""Lines looked at before a grid's meaning is settled."""

NUMBERS = frozenset(["app_no", "pub_no", "grant_no", "reg_no"])
_PATENTS = frozenset([None, "invention_patent", "utility_model", "design_patent", "overseas_patent"])
_DESCRIBING = frozenset(["abstract", "applicants", "holders", "inventors", "announcement"])
_SAID_BY_VALUES = frozenset(["abstract", "inventors"])


@dataclass(frozen=True, slots=True)
class Understood:
    """A grid with its meaning.

    Args:
        sheet: sheet name.
        kind: kind of row, a key of ``OBSERVATIONS``; empty when nothing in it names a right or record.
        context: sort of rows within the kind.
        right: the one kind of right all rows are about, when the sort tells it.
        header: number of the line of headings; 0 when there is none.
        columns: use of each column, in the file's order.
        banner: the lines above the headings.
        lines: the lines below the headings, to be read once.
        sample: the first rows below the headings, cells as long as ``columns``.
    """

    sheet: str
    kind: str
    context: str
    right: str
    header: int
    columns: list[ColumnUse]
    banner: list[str]
    lines: Iterator[Line]
    sample: list[list[Cell]]

    @property
    def fields(self) -> dict[str, int]:
        """Field to its column's place."""
        return {use.field: use.place for use in self.columns if use.field}


def understand(
    grid: Grid, headings: Headings, *, saved: Mapping[str, str] | None = None, title: str = ""
) -> Understood:
    """The meaning of a grid, from its headings and the look of its values.

    Args:
        grid: the grid; its first lines are read now, the rest as :attr:`Understood.lines` is read.
        headings: tables of names.
        saved: heading to field, as a person settled before.
        title: name of the file, which may tell what the rows are about when neither sheet nor title line does.
    """
    lines: Iterator[Line] = iter(grid.lines)
    first = list(islice(lines, SAMPLE))
    banner: list[str] = []
    wide = wide_sheet(first, headings, sheet=grid.name)
    if wide:
        banner = [_line_text(cells) for _, cells in first[: wide.top]]
        lines = chain([(first[wide.top][0], wide.heading)], wide.rows(chain(first[wide.top + 1 :], lines)))
        first = list(islice(lines, SAMPLE))
    header = find_header(first, headings, sheet=_telling_name(grid.name, first, headings, title=title))
    top = header.place if header.place is not None else 0
    rows = first[top + header.height :]
    names = _names(header.names, [cells for _, cells in rows])
    told = [cells for _, cells in rows if len(names) < 4 or _filled(cells) > 1] or [cells for _, cells in rows]
    sample = [[*cells[: len(names)], *[None] * (len(names) - len(cells))] for cells in told]
    kind, context, columns = _meaning(names, sample, headings, kind=header.kind, context=header.context, saved=saved)
    variant = headings.names[kind].contexts.get(context) if kind else None
    return Understood(
        sheet=grid.name,
        kind=kind,
        context=context,
        right=(variant.right or "") if variant else "",
        header=first[top][0] if header.place is not None else 0,
        columns=columns,
        banner=banner or [_line_text(cells) for _, cells in first[:top]],
        lines=chain(rows, lines),
        sample=sample,
    )


def _telling_name(sheet: str, first: Sequence[Line], headings: Headings, *, title: str) -> str:
    """The name that tells what the rows are about: the sheet's, else a title line's, else the file's."""
    lines = [_line_text(cells) for _, cells in first[:3] if _filled(cells) == 1]
    return next((name for name in (sheet, *lines, title) if any(headings.of_sheet(name))), sheet)


def _filled(cells: Sequence[Cell]) -> int:
    """How many cells of a line say something; footnotes have one, and are no sample of a list's values."""
    return sum(text_of(cell) is not None for cell in cells)


def _line_text(cells: Sequence[Cell]) -> str:
    return " ".join(text for cell in cells if (text := text_of(cell)))


def _meaning(  # noqa: PLR0913 - what understanding needs
    names: Sequence[str],
    sample: Sequence[Sequence[Cell]],
    headings: Headings,
    *,
    kind: str,
    context: str,
    saved: Mapping[str, str] | None,
) -> tuple[str, str, list[ColumnUse]]:
    """Kind, sort and uses: those the headings tell, else rights by the look of the values, else none."""
    tried = [(kind, context)] if kind else []
    if kind == "rights" and _are_patents(names, sample, headings, context):
        tried.insert(0, (kind, "patent"))
    for one, sort in dict.fromkeys([*tried, ("rights", "")]):
        columns = column_uses(names, sample, headings, kind=one, context=sort, saved=saved)
        if _says_enough(columns, one, headings):
            return one, sort, columns
    return "", "", [ColumnUse(place, name, "", Decimal(0), "unknown") for place, name in enumerate(names)]


def _are_patents(
    names: Sequence[str], sample: Sequence[Sequence[Cell]], headings: Headings, context: str
) -> bool:  # fmt: skip
    """True when a sort of other rights was told by headings, and a column holds numbers of Chinese patents."""
    if not context or headings.names["rights"].contexts[context].right in _PATENTS:
        return False
    for place in range(len(names)):
        cells = [row[place] for row in sample if text_of(row[place]) is not None]
        if len(cells) >= 3 and sum(looks.is_patent_number(cell) for cell in cells) >= 0.8 * len(cells):
            return True
    return False


def _names(header: Sequence[str], rows: Sequence[Sequence[Cell]]) -> list[str]:
    """Headings as printed, letters where there is none; a last column that is always empty is none."""
    width = len(header)
    for cells in rows:
        if len(cells) > width and any(text_of(cell) is not None for cell in cells[width:]):
            width = max(place + 1 for place, cell in enumerate(cells) if text_of(cell) is not None)
    texts = [*header, *[""] * (width - len(header))]
    while texts and not texts[-1] and not any(len(row) >= len(texts) and text_of(row[len(texts) - 1]) for row in rows):
        texts.pop()
    return [text or letter_of(place) for place, text in enumerate(texts)]


def _says_enough(columns: Sequence[ColumnUse], kind: str, headings: Headings) -> bool:
    """True when rows of these columns can name a right or record, or at least describe one."""
    uses = {use.field: use for use in columns if use.field}
    if kind == "rights":
        said = {field for field in uses.keys() & _DESCRIBING if uses[field].reason != "values"}
        return bool(uses.keys() & NUMBERS) or ("title" in uses and bool(said | uses.keys() & _SAID_BY_VALUES))
    table = headings.names[kind]
    telling = uses.keys() & set(table.telling)
    if not telling or len(uses) < 2:
        return False
    # Without a needed column no row could be loaded; it is worth saying so only where the rest is clearly this kind.
    known = sum(bool(use.field) or use.reason in {"kept", "same_field"} for use in columns)
    return (uses.keys() >= set(table.needed) and (len(telling) >= 2 or known * 2 >= len(columns))) or (
        len(uses) >= 4 and len(telling) >= 2 and known * 3 >= len(columns) * 2
    )
