"""One right or party with everything known of it and where each value came from (权利卡片)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from zhiquan.basics.errors import NotFound
from zhiquan.basics.words import Words
from zhiquan.register.ids import readings_of
from zhiquan.register.lake.reader import Reader
from zhiquan.register.reading.known_names import parties_meant
from zhiquan.register.reading.rights import right_row
from zhiquan.register.rules import RANKS
from zhiquan.register.tables.facts import CLASS_LISTS, FACTS, RELATED

_PARTS = {
    "spells": ("right_spells", '"known_from", "from"'),
    "events": ("events", '"effective", "kind", "known"'),
    "holders": ("holders", '"role", "seq", "from"'),
    "classes": ("classes", '"system", "seq"'),
    "families": ("families", '"member"'),
    "citations": ("citations", '"cited"'),
}
_STATED = [column.name for column in (*FACTS, *CLASS_LISTS, *RELATED) if column.name != "events"]


@dataclass(frozen=True, slots=True)
class Statement:
    """What one source row says of one column (一处陈述).

    ``is_believed`` is true for the value the register goes by.
    """

    field: str
    value: Any
    file: str
    sheet: str
    line: int
    batch: str
    known: str
    is_believed: bool


def ids_meant(reader: Reader, number: str) -> list[str]:
    """Ids in the register that a number, id or party name may mean, best reading first.

    Raises:
        NotFound: nothing in the register answers to it.
    """
    for reading in readings_of(number):
        if right_row(reader, reading) is not None:
            return [reading]
        tied = reader.records(
            f"SELECT id FROM {reader.from_('aliases', value=reading)} WHERE alias = ? ORDER BY id", [reading]
        )
        if tied:
            return [row["id"] for row in tied]
    parties = parties_meant(reader, number)
    if parties:
        return parties
    raise NotFound(
        Words(f"登记库中没有 {number}", f"nothing in the register answers to {number}"),
        remedy=Words(
            "可用任意写法的号码、编号或主体全称。", "Give a number in any spelling, an id, or a party's full name."
        ),
    )


def right_card(reader: Reader, right: str) -> dict[str, Any]:
    """Everything about one right: believed row, periods, events, lists, other ids, and what each source states.

    Returns:
        Keys ``right`` (the row), ``spells``, ``events``, ``holders``, ``classes``, ``families``, ``citations``,
        ``aliases``, ``statements`` (see :class:`Statement`) and ``disputed`` (columns on which sources differ).
    """
    row = right_row(reader, right)
    if row is None:
        raise NotFound(Words(f"没有权利 {right}", f"there is no right {right}"))
    card: dict[str, Any] = {"right": row}
    for part, (table, order) in _PARTS.items():
        sql = f'SELECT * FROM {reader.from_(table, value=right)} WHERE "right" = ? ORDER BY {order}'
        card[part] = reader.records(sql, [right])
    sql = f"SELECT alias FROM {reader.from_('aliases')} WHERE id = ? ORDER BY alias"
    card["aliases"] = [found["alias"] for found in reader.records(sql, [right])]
    statements = _statements(reader, right, card["aliases"])
    card["statements"] = statements
    card["disputed"] = sorted({s.field for s in statements if not s.is_believed and _differs(s, statements)})
    return card


def party_card(reader: Reader, party: str) -> dict[str, Any]:
    """Everything about one party: its row, names and codes, groups, former ids and the rights it holds.

    Returns:
        Keys ``party`` (the row), ``names`` (with score and reason), ``groups`` (label, reason, ``others``: how many
        more parties have the label or are named by it), ``aliases`` and ``rights``.
    """
    rows = reader.records(f"SELECT * FROM {reader.from_('parties', value=party)} WHERE party = ?", [party])
    if not rows:
        raise NotFound(Words(f"没有主体 {party}", f"there is no party {party}"))
    links = f"SELECT name, region FROM {reader.from_('party_links')} WHERE party = ?"
    held = f"""
        SELECT DISTINCT h."right" FROM {reader.from_("holders")} h
        JOIN ({links}) l ON l.name = h.cleaned AND l.region = coalesce(h.region, '')
        WHERE h.role = 'holder' AND h."to" IS NULL ORDER BY 1
    """
    aliases = f"SELECT alias FROM {reader.from_('aliases')} WHERE id = ? ORDER BY alias"
    return {
        "party": rows[0],
        "names": reader.records(
            f"SELECT name, region, score, reason FROM {reader.from_('party_links')} WHERE party = ? ORDER BY ALL",
            [party],
        ),
        "groups": reader.records(_GROUPS.format(**_tables(reader)), [party]),
        "aliases": [row["alias"] for row in reader.records(aliases, [party])],
        "rights": [row["right"] for row in reader.records(held, [party])],
    }


_GROUPS = """
    WITH own AS (
        SELECT DISTINCT g.label, g.reason FROM {party_groups} g
        WHERE g.name IN (SELECT name FROM {party_links} WHERE party = $1)
        UNION SELECT g.label, g.reason FROM {party_groups} g
        WHERE g.label IN (SELECT name FROM {party_links} WHERE party = $1)
    ), members AS (
        SELECT g.label, l.party FROM {party_groups} g JOIN {party_links} l ON l.name = g.name
        WHERE g.label IN (SELECT label FROM own)
        UNION SELECT l.name, l.party FROM {party_links} l WHERE l.name IN (SELECT label FROM own)
    )
    SELECT o.label, o.reason, count(DISTINCT m.party) FILTER (m.party <> $1) AS others
    FROM own o JOIN members m ON m.label = o.label GROUP BY ALL ORDER BY ALL
"""


def _tables(reader: Reader) -> dict[str, str]:
    return {name: reader.from_(name) for name in ("party_groups", "party_links")}


def _statements(reader: Reader, right: str, aliases: list[str]) -> list[Statement]:
    """What each source row and decision says of the right, best standing first within a column."""
    rank = " ".join(f"WHEN '{authority}' THEN {rank}" for authority, rank in RANKS.items())
    sql = f"""
        SELECT o.*, b.file, b.known, CASE b.authority {rank} ELSE 0 END AS rank
        FROM {reader.from_("observations_rights")} o JOIN {reader.from_("batches")} b ON b.batch = o.batch
        WHERE list_has_any(o.ids, ?) OR list_contains(o.ids, ?)
        ORDER BY rank DESC, b.known DESC, b.loaded_at DESC, o.batch,
                 coalesce(o.granted_on, o.published_on) DESC NULLS LAST, o.expires_on DESC NULLS LAST, o.sheet, o.line
    """
    rows = reader.records(sql, [aliases or [""], right])
    decided = _decided(reader, right, aliases)
    found: list[Statement] = []
    for field in _STATED:
        given = [(row, row[field]) for row in rows if row[field] not in (None, "", [])]
        said = [*((row, row["value"]) for row in decided if row["field"] == field), *given]
        found += [_statement(field, value, row, is_believed=place == 0) for place, (row, value) in enumerate(said)]
    return found


def _decided(reader: Reader, right: str, aliases: list[str]) -> list[dict[str, Any]]:
    """Decisions on values of the right, the last first."""
    return reader.records(
        f"""
        SELECT d.batch, d.sheet, d.line, d.field, d.value, b.file, b.known
        FROM {reader.from_("observations_decisions")} d JOIN {reader.from_("batches")} b ON b.batch = d.batch
        WHERE d.kind = 'value' AND list_contains(?, d.subject) ORDER BY b.known DESC, b.loaded_at DESC, d.batch
        """,
        [[right, *aliases]],
    )


def _statement(field: str, value: Any, row: dict[str, Any], *, is_believed: bool) -> Statement:  # noqa: ANN401
    return Statement(
        field=field,
        value=value,
        file=row["file"],
        sheet=row["sheet"],
        line=row["line"],
        batch=row["batch"],
        known=row["known"].isoformat(),
        is_believed=is_believed,
    )


def _differs(one: Statement, statements: list[Statement]) -> bool:
    return any(s.field == one.field and s.is_believed and s.value != one.value for s in statements)
