"""Which column of a grid is which column of the register, and how sure that is (列对应)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal

from zhiquan.knowledge.columns import Form, heading_key
from zhiquan.register.intake.parts import Cell
from zhiquan.register.intake.understanding import looks
from zhiquan.register.intake.understanding.by_values import guesses
from zhiquan.register.intake.understanding.by_words import by_words
from zhiquan.register.intake.understanding.headings import Headings
from zhiquan.register.intake.understanding.profiles import Profile
from zhiquan.register.intake.understanding.suiting import is_other_number
from zhiquan.register.intake.understanding.uses import ColumnUse
from zhiquan.register.intake.values.texts import text_of
from zhiquan.register.tables import OBSERVATIONS

FITS = 0.6
"""Share of values that must look right before a known heading is trusted."""


def column_uses(  # noqa: PLR0913 - what understanding needs
    names: Sequence[str],
    sample: Sequence[Sequence[Cell]],
    headings: Headings,
    *,
    kind: str,
    context: str,
    saved: Mapping[str, str] | None = None,
) -> list[ColumnUse]:
    """The use of every column.

    Args:
        names: headings as printed, letters where the file has none.
        sample: some rows of cells, each as long as ``names``.
        headings: tables of names.
        kind: kind of row.
        context: sort of rows within the kind.
        saved: heading to field that a person settled before; it goes before everything else.
    """
    columns = [[row[place] for row in sample] for place in range(len(names))]
    uses: dict[int, ColumnUse] = {}
    for step in (
        _saved(names, saved or {}, kind=kind),
        _by_heading(names, columns, headings, kind=kind, context=context),
    ):
        for use in step:
            uses.setdefault(use.place, use)
    taken = {use.field for use in uses.values() if use.field}
    for use in by_words(names, columns, headings, kind=kind, taken=taken, settled=set(uses)):
        uses[use.place] = use
        taken |= {use.field} - {""}
    for use in _nearly(names, columns, headings, kind=kind, context=context, taken=taken, settled=set(uses)):
        if use.field not in taken:
            uses[use.place] = use
            taken |= {use.field} - {""}
    if kind == "rights" and not saved:
        words = headings.wordings.get(kind)
        free = {
            place: column for place, column in enumerate(columns)
            if place not in uses and not (words and words.means_no_field(names[place]))
        }  # fmt: skip
        found = {use.field: columns[use.place] for use in uses.values() if use.field}
        for place, field, sure in guesses(free, taken=found):
            uses[place] = ColumnUse(place, names[place], field, _rounded(sure), "values")
    nothing = (ColumnUse(place, name, "", Decimal(0), "unknown") for place, name in enumerate(names))
    return [uses.get(use.place, use) for use in nothing]


def _saved(names: Sequence[str], saved: Mapping[str, str], *, kind: str) -> Iterator[ColumnUse]:
    """What a person settled; a field of another kind, or one that has a column already, is kept as extra."""
    keys = {heading_key(heading): field for heading, field in saved.items()}
    there, taken = OBSERVATIONS[kind].schema.names, set[str]()
    for place, name in enumerate(names):
        field = keys.get(heading_key(name))
        if field is None:
            continue
        if field and (field in taken or field not in there):
            yield ColumnUse(place, name, "", Decimal(0), "same_field" if field in taken else "kept")
        else:
            taken.add(field)
            yield ColumnUse(place, name, field, Decimal(1) if field else Decimal(0), "saved")


def _by_heading(
    names: Sequence[str], columns: Sequence[Sequence[Cell]], headings: Headings, *, kind: str, context: str
) -> Iterator[ColumnUse]:
    """Columns whose heading is known; of two for one field the preferred name wins, then the fuller column."""
    table, known = headings.names[kind], headings.known[kind, context]
    order = {key: number for number, key in enumerate(known)}
    found: dict[str, list[int]] = {}
    for place, name in enumerate(names):
        field = known.get(heading_key(name))
        if field:
            found.setdefault(field, []).append(place)
    for field, places in found.items():
        if field.startswith("_"):
            yield from (ColumnUse(place, names[place], "", Decimal(0), "kept") for place in places)
            continue
        fit = _fitness(table.fields[field].form, columns, kind=kind)
        usable = [place for place in places if fit(place) is None or (fit(place) or 0) >= FITS] or []
        ranked = sorted(usable, key=lambda place: (_is_empty(columns[place]), order[heading_key(names[place])], place))
        for place in places:
            sure = fit(place)
            if place not in usable:
                yield ColumnUse(place, names[place], "", Decimal(0), "values_differ")
            elif place == ranked[0]:
                yield ColumnUse(
                    place, names[place], field, _rounded(0.9 if sure is None else 0.8 + 0.2 * sure), "heading"
                )
            else:
                yield ColumnUse(place, names[place], "", Decimal(0), "same_field")


def _nearly(  # noqa: PLR0913 - what matching needs
    names: Sequence[str],
    columns: Sequence[Sequence[Cell]],
    headings: Headings,
    *,
    kind: str,
    context: str,
    taken: set[str],
    settled: set[int],
) -> Iterator[ColumnUse]:
    """Columns whose heading is a slip of a known one and whose values fit it."""
    for place, name in enumerate(names):
        if place in settled:
            continue
        key = heading_key(name)
        within = headings.within(key, kind=kind, context=context)
        found = (within, 0.95) if within else headings.near(key, kind=kind, context=context)
        if found is None or found[0] in taken:
            continue
        if found[0].startswith("_"):
            yield ColumnUse(place, name, "", Decimal(0), "kept")
            continue
        form = headings.names[kind].fields[found[0]].form
        sure = _fitness(form, columns, kind=kind)(place)
        if (sure is None or sure >= FITS) and not is_other_number(form, Profile(columns[place])):
            confidence = found[1] * (0.75 if sure is None else 0.79 * sure)
            yield ColumnUse(place, name, found[0], _rounded(min(confidence, 0.79)), "like_heading")


def _fitness(form: Form, columns: Sequence[Sequence[Cell]], *, kind: str) -> Callable[[int], float | None]:
    return lambda place: looks.share(form, columns[place], takes_periods=kind == "series")


def _is_empty(column: Sequence[Cell]) -> bool:
    return all(text_of(cell) is None for cell in column)


def _rounded(number: float) -> Decimal:
    return Decimal(str(round(min(number, 1.0), 2)))
