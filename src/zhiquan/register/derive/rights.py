"""Rights and all that hangs on them, derived for the touched ids in one ordered pass (权利推导)."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from zhiquan.register.decided import decided_places, value_rows
from zhiquan.register.derive.events import events_of
from zhiquan.register.derive.groups import Groups, believed, whole_groups
from zhiquan.register.derive.lists import citations_of, classes_of, families_of, holder_codes, holders_of
from zhiquan.register.derive.spells import spells_of
from zhiquan.register.lake.reader import Reader, quote_name
from zhiquan.register.lake.writer import Writer
from zhiquan.register.places.columns import PlaceRule, placed
from zhiquan.register.rules import RANKS, Rules
from zhiquan.register.tables.catalogue import RIGHT_OBSERVATION
from zhiquan.register.tables.facts import CLASS_LISTS, FACTS, RELATED
from zhiquan.register.tables.rights import RIGHT_TABLES, RIGHTS

Progress = Callable[[int], None]
_COLUMNS = [column.name for column in (*FACTS, *CLASS_LISTS, *RELATED) if column.name != "events"]


def derive_rights(writer: Writer, rules: Rules, *, keys: pa.Array | None, progress: Progress) -> None:
    """Derive rights, events, spells, holders, classes, families, citations and aliases again.

    Args:
        writer: the write in progress, with rows mapped by :func:`~zhiquan.register.derive.aliases.map_rows`.
        rules: the definitions.
        keys: ids to replace, as that function gave them; None for every right.
        progress: told the number of rights done so far.
    """
    sinks = {shape.name: writer.part_writer(shape.name) for shape in RIGHT_TABLES}
    place_rule = PlaceRule(rules.read_place, decided_places(writer.reader, overlay=rules.overlay))
    done = 0
    for groups in whole_groups(_statements(writer.reader), key="right"):
        for name, table in derived_tables(groups, rules, place_rule).items():
            sinks[name].write(table)
        done += groups.count
        progress(done)
    files = {name: sink.close() for name, sink in sinks.items()}
    if keys is not None:
        writer.replace_each(files, keys=keys)
    else:
        for name, new in files.items():
            writer.replace_all(name, new)
    _replace_aliases(writer, keys)


def derived_tables(groups: Groups, rules: Rules, place_rule: PlaceRule) -> dict[str, pa.Table]:
    """The rows of every table about rights for some whole groups of statements."""
    best = believed(groups, columns=_COLUMNS, key="right")
    best["nice"] = _own_class(best)
    best |= _placed(groups, best, place_rule)
    events = events_of(groups, best["kind"], best["granted_on"], rules)
    return {
        "rights": _rights(groups, best, events, rules),
        "events": events,
        "right_spells": spells_of(events, rules),
        "holders": holders_of(best, holder_codes(groups)),
        "classes": classes_of(best),
        "families": families_of(best),
        "citations": citations_of(best),
    }


def _rights(groups: Groups, best: dict[str, pa.Array], events: pa.Table, rules: Rules) -> pa.Table:
    """Rows of ``rights``: believed facts, the last stated word with its day and what it stands for."""
    places = groups.first_places("status_word")
    missing = places >= groups.rows.num_rows
    at = pa.array(np.where(missing, 0, places), pa.int64(), mask=missing)
    tools = groups.rows["tool"].take(at).to_pylist()
    words = best["status_word"].to_pylist()
    readings = [rules.read_word(tool, word) if word else None for tool, word in zip(tools, words, strict=True)]
    made = dict(best)
    made["identified"] = pc.invert(pc.starts_with(best["right"], "doc:"))
    made["status_word_on"] = groups.rows["as_of"].take(at).combine_chunks()
    made["status_stated"] = pa.array([reading.status if reading else None for reading in readings], pa.string())
    made["expires_on"] = pc.coalesce(best["expires_on"], _reckoned_end(best["right"], events))
    main = best["main_class"]
    for system in ("ipc", "locarno"):
        main = pc.coalesce(main, _first_item(best[system]))
    main = pc.coalesce(_first_item(best["nice"]), main)
    made["main_class"] = main
    return pa.table({field.name: made[field.name] for field in RIGHTS.schema}, schema=RIGHTS.schema)


def _placed(groups: Groups, best: dict[str, pa.Array], rule: PlaceRule) -> dict[str, pa.Array]:
    """District and town, with how sure they are and why."""
    found = placed(
        region=best["region"],
        town=best["town"],
        address=best["address"],
        is_decided=_is_decided(groups, "region") | _is_decided(groups, "town"),
        rule=rule,
    )
    return {"region": found.region, "town": found.town, "place_score": found.score, "place_reason": found.reason}


def _is_decided(groups: Groups, column: str) -> npt.NDArray[np.bool_]:
    """True where the believed value of the column is a person's decision."""
    ranks = np.append(groups.rows["rank"].to_numpy(), 0)
    return np.asarray(ranks[groups.first_places(column)] == RANKS["decision"], dtype=np.bool_)


def _own_class(best: dict[str, pa.Array]) -> pa.Array:
    """Nice classes; a trade mark that is one class of its number has that class alone."""
    named = zip(best["right"].to_pylist(), best["nice"].to_pylist(), strict=True)
    own = [[name.rpartition("/")[2]] if name.startswith("trademark:") and "/" in name else nice for name, nice in named]
    return pa.array(own, pa.list_(pa.string()))


def _reckoned_end(rights: pa.Array, events: pa.Table) -> pa.Array:
    """Last day of the legal term of each right, as reckoned; null where none is."""
    ends: dict[str, object] = {}
    chosen = events.filter(pc.and_(pc.equal(events["kind"], "term_end"), pc.equal(events["basis"], "computed")))
    for right, day in zip(chosen["right"].to_pylist(), chosen["effective"].cast(pa.int32()).to_pylist(), strict=True):
        ends.setdefault(right, day - 1)
    return pa.array([ends.get(right) for right in rights.to_pylist()], pa.int32()).cast(pa.date32())


def _first_item(lists: pa.Array) -> pa.Array:
    return pa.array([items[0] if items else None for items in lists.to_pylist()], pa.string())


def _statements(reader: Reader) -> Iterable[pa.RecordBatch]:
    """Observations of the mapped rows with decisions among them, by right and best first.

    Of two publications in one file the later one, the granted, speaks for the right.
    """
    names = [name for name in RIGHT_OBSERVATION.names if name not in {"ids", "also", "extra"}]
    columns = ", ".join(f"o.{quote_name(name)}" for name in names)
    rank = " ".join(f"WHEN '{authority}' THEN {rank}" for authority, rank in RANKS.items())
    decided = value_rows(reader)
    reader.connection.register("decided_rows", decided)
    sql = f"""
        WITH standing AS (
            SELECT batch, CASE authority {rank} ELSE 0 END::INTEGER AS rank, known, as_of, loaded_at, tool
            FROM {reader.from_("batches")}
        ), stated AS (
            SELECT m."right", 1 AS origin, {columns} FROM {reader.from_("observations_rights")} o
            JOIN mapped m ON m.batch = o.batch AND m.sheet = o.sheet AND m.line = o.line
            UNION ALL BY NAME
            SELECT 0 AS origin, * FROM decided_rows WHERE "right" IN (SELECT "right" FROM mapped)
        )
        SELECT s.* EXCLUDE (origin), t.rank, t.known, coalesce(t.as_of, t.known) AS as_of, t.loaded_at, t.tool
        FROM stated s JOIN standing t ON t.batch = s.batch
        ORDER BY "right", rank DESC, known DESC, loaded_at DESC, batch, origin,
                 coalesce(granted_on, published_on) DESC NULLS LAST, expires_on DESC NULLS LAST, sheet, line
    """
    return reader.stream(sql)


def _replace_aliases(writer: Writer, keys: pa.Array | None) -> None:
    """Aliases of rights; those of parties stay."""
    sink = writer.part_writer("aliases")
    for batch in writer.reader.stream(
        "SELECT alias, id, CASE WHEN starts_with(alias, 'trademark:') THEN 'class' ELSE 'same_row' END AS reason "
        "FROM alias_now ORDER BY alias, id"
    ):
        sink.write(batch)
    old = writer.reader.rows(
        f"SELECT DISTINCT alias FROM {writer.reader.from_('aliases')} "
        "WHERE NOT starts_with(alias, 'party:') ORDER BY alias"
    )["alias"].combine_chunks()
    writer.replace("aliases", keys=old if keys is None else keys, new=sink.close())
