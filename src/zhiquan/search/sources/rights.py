"""Rights as records: bibliography, holders, classes, status on the day (权利)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache
from typing import Any

import pyarrow as pa

from zhiquan.knowledge.breakdowns import Industries, industry_key
from zhiquan.register.browsing.haystack import number_key
from zhiquan.register.browsing.publicity import IS_UNPUBLISHED, NEVER_PUBLIC, is_organisation
from zhiquan.register.lake.reader import Reader
from zhiquan.register.reading.asof import FOREVER, sql_of, status_on, table_of
from zhiquan.search.asking.values import lineage
from zhiquan.search.index.changes import changed_keys, differing_rows, run_rows
from zhiquan.search.index.record import PUBLIC, Record, at_tokens
from zhiquan.search.index.view import View
from zhiquan.search.sources.masking import masked, masked_name
from zhiquan.search.sources.places import place_names

_PATENTS = "('invention_patent', 'utility_model', 'design_patent', 'overseas_patent')"
_NEVER = ", ".join(f"'{kind}'" for kind in NEVER_PUBLIC)
_ROWS = f"""
    WITH h AS (
        SELECT h."right", list(struct_pack(name := h.name, code := h.code, party := l.party, party_name := p.name)
                               ORDER BY h.seq) AS held
        FROM {{holders}} h {{holders_of}}
        LEFT JOIN {{party_links}} l ON l.name = h.cleaned AND l.region = coalesce(h.region, '')
        LEFT JOIN {{parties}} p ON p.party = l.party
        WHERE h.role = 'holder' AND h."to" IS NULL GROUP BY h."right"
    ), c AS (
        SELECT "right", list(struct_pack("system" := "system", symbol := symbol) ORDER BY "system", seq) AS symbols
        FROM {{classes}} {{classes_of}} GROUP BY "right"
    )
    SELECT r."right", r.kind, r.title, r.title_en, r.abstract, r.claims, r.goods, r.measures, r.applicants,
           r.standard_applicants, r.holders AS holder_names, r.inventors, r.agency, r.agents, r.address, r.region,
           r.town, r.app_no, r.pub_no, r.grant_no, r.reg_no, r.announcement, r.filed_on, r.published_on, r.granted_on,
           r.main_class,
           coalesce(CASE WHEN r.kind IN {_PATENTS} THEN r.app_no END, r.reg_no, r.app_no, r.grant_no, r.pub_no,
                    r.announcement) AS number,
           NOT (NOT coalesce(identified, false) OR r.kind IN ({_NEVER}) OR ({IS_UNPUBLISHED})) AS is_public,
           h.held, c.symbols, s.status, s."group", s."ends"
    FROM {{rights}} r {{rights_of}}
    LEFT JOIN h ON h."right" = r."right" LEFT JOIN c ON c."right" = r."right" LEFT JOIN s ON s."right" = r."right"
    ORDER BY r."right"
"""
_CHANGED_LINKS = """
    SELECT DISTINCT h."right" FROM {holders} h
    JOIN (SELECT DISTINCT name, region FROM {links}) l ON l.name = h.cleaned AND l.region = coalesce(h.region, '')
"""
_CHANGED_PARTIES = """
    SELECT DISTINCT h."right" FROM {holders} h
    JOIN {party_links} l ON l.name = h.cleaned AND l.region = coalesce(h.region, '')
    JOIN (SELECT DISTINCT party FROM {parties}) p ON p.party = l.party
"""


_STATUS = f"""
    SELECT now."right", now.status, now."group", CASE WHEN now."group" = 'in_force' THEN later."ends" END AS "ends"
    FROM ({{now}}) now LEFT JOIN (
        SELECT "right", min("from") - 1 AS "ends" FROM {{right_spells}}
        WHERE status = 'expired' AND "from" > DATE '{{day}}' AND known_to = DATE '{FOREVER}' GROUP BY "right"
    ) later ON later."right" = now."right"
"""


class Rights:
    """Every right of the register, also rows without a number (权利)."""

    name = "rights"

    def records(self, view: View, ids: Collection[str] | None = None) -> Iterator[Record]:
        """The rights, in order of their ids."""
        industries = view.industries()
        with view.reader.beside() as reader:
            for batch in reader.stream(_sql(reader, view, ids)):
                for row in batch.to_pylist():
                    yield _record(row, view, industries)

    def changed(self, old: View, new: View) -> set[str] | None:
        """Rights whose row, holders, classes, parties or status differ; None when places or industries have others."""
        if not (old.is_like(new, "places") and old.is_like(new, "industries")):
            return None
        found: set[str] = set()
        for table in ("rights", "holders", "classes"):
            keys = changed_keys(old, new, table, "right")
            if keys is None:
                return None
            found |= keys
        for table, sql in (("party_links", _CHANGED_LINKS), ("parties", _CHANGED_PARTIES)):
            rows = differing_rows(old, new, table)
            if rows is None:
                return None
            if rows:
                name = "links" if table == "party_links" else "parties"
                for view in (old, new):
                    sources = {one: view.reader.from_(one) for one in ("holders", "party_links")} | {name: rows}
                    found |= set(run_rows(new.reader, sql.format(**sources)))
        return found | _other_status(old, new)


def _other_status(old: View, new: View) -> set[str]:
    """Rights whose status differs between the two, by what was learned or by the day."""
    if old.day == new.day and old.snapshot.tables.get("right_spells") == new.snapshot.tables.get("right_spells"):
        return set()
    rows = []
    for view in (old, new):
        with view.reader.beside() as reader:
            rows.append(reader.rows(f"SELECT * FROM ({_status_sql(reader, view)})"))
    with new.reader.beside() as reader:
        reader.connection.register("status_before", rows[0])
        reader.connection.register("status_after", rows[1])
        both = "(FROM status_before EXCEPT FROM status_after) UNION (FROM status_after EXCEPT FROM status_before)"
        return set(run_rows(reader, f'SELECT DISTINCT "right" FROM ({both})'))


def _status_sql(reader: Reader, view: View) -> str:
    """Columns ``right, status, group, ends``: of a right in force the last day of its term, where one is known."""
    now = sql_of(status_on(table_of(reader, "right_spells"), day=view.day))
    return _STATUS.format(now=now, right_spells=reader.from_("right_spells"), day=view.day.isoformat())


def _sql(reader: Reader, view: View, ids: Collection[str] | None) -> str:
    sources = {name: reader.from_(name) for name in ("rights", "holders", "classes", "party_links", "parties")}
    parts = dict.fromkeys(("rights_of", "holders_of", "classes_of"), "")
    if ids is not None:
        keys = reader.with_keys(pa.array(sorted(ids), pa.string()), name="record_ids")
        parts = {
            "rights_of": f'SEMI JOIN {keys} ON {keys}.key = r."right"',
            "holders_of": f'SEMI JOIN {keys} ON {keys}.key = h."right"',
            "classes_of": f'SEMI JOIN {keys} ON key = "right"',
        }
    body = _ROWS.format(**sources, **parts).strip()
    return f"WITH s AS ({_status_sql(reader, view)}), {body.removeprefix('WITH ')}"


def _record(row: Mapping[str, Any], view: View, industries: Industries | None) -> Record:
    held = row["held"] or []
    printed = _distinct([one["name"] for one in held], row["holder_names"], row["applicants"])
    names = [masked_name(name) for name in printed]
    public_names = [masked_name(name) for name in printed if is_organisation(name, _code_of(name, held))]
    named = [(one["party"], one["party_name"] or one["name"]) for one in held if one["party"]]
    parties = _distinct_pairs([(party, masked_name(name)) for party, name in named])
    is_public = bool(row["is_public"])
    place = place_names(row["region"], row["town"], view.overlay)
    day = row["filed_on"] or row["granted_on"] or row["published_on"]
    title = masked("名称", row["title"] or row["title_en"] or row["number"] or row["right"])
    shown = {
        "number": row["number"] or "",
        "status": row["status"] or "",
        "group": row["group"] or "",
        "holders": names[:3],
        "public_holders": public_names[:3],
        "day": day.isoformat() if day else "",
        "granted": row["granted_on"].isoformat() if row["granted_on"] else "",
        "ends": row["ends"].isoformat() if row["ends"] else "",
        "town": row["town"] or "",
        "classes": _shown_classes(row["symbols"]),
    }
    texts = {
        "abstract": masked("摘要", row["abstract"] or ""),
        "claims": masked("权利要求", row["claims"] or ""),
        "body": masked("商品服务", _joined(row["goods"], row["title_en"] if row["title"] else "", row["measures"])),
        "holder": "、".join(_distinct(names, [masked_name(one) for one in row["standard_applicants"] or ()])),
        "holder_public": "、".join(public_names) if is_public else "",
        "inventor": masked_name("、".join(row["inventors"] or ())),
        "agency": masked_name(_joined(row["agency"], *(row["agents"] or ()))),
        "address": masked("地址", row["address"] or ""),
        "place": place,
        "place_public": place if is_public and public_names else "",
    }
    return Record(
        id=row["right"],
        kind=row["kind"] or "document",
        title=title,
        texts=texts,
        # the town of what persons hold is told of no public record; one that is not public is seen whole or not at all
        tokens=_tokens(row, has_public_town=not is_public or bool(public_names)) | _industry(row, industries),
        ends=row["ends"],
        days={
            name: found
            for name, found in (
                ("filed", row["filed_on"]),
                ("published", row["published_on"]),
                ("granted", row["granted_on"]),
                ("day", day),
            )
            if found
        },
        sees=[
            *([PUBLIC] if is_public else []),
            *(party for party, _ in parties),
            *at_tokens(row["region"], row["town"]),
        ],
        parties=parties,
        public_parties=[one for one in parties if is_organisation(one[1])],
        shown=shown,
    )


def _tokens(row: Mapping[str, Any], *, has_public_town: bool) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {
        "application": _number_tokens(row["app_no"]),
        "publication": _number_tokens(row["pub_no"], row["grant_no"]),
        "registration": _number_tokens(row["reg_no"], row["announcement"]),
        **{name: [row[name]] for name in ("status", "group", "region", "town") if row[name]},
    }
    if has_public_town and row["town"]:
        found["town_public"] = [row["town"]]
    for one in row["symbols"] or ():
        system, symbol = one["system"], one["symbol"]
        found.setdefault(system, []).extend(_lineage(symbol) if system in {"ipc", "cpc"} else [symbol])
    if row["kind"] == "trademark" and "/" in row["right"]:
        found.setdefault("nice", []).append(row["right"].rsplit("/", 1)[-1])
    return {name: list(dict.fromkeys(values)) for name, values in found.items()}


def _industry(row: Mapping[str, Any], industries: Industries | None) -> dict[str, list[str]]:
    found = industries.of(row["main_class"]) if industries else None
    return {"industry": [industry_key(industries.id, found)]} if industries and found else {}


@lru_cache(maxsize=100_000)
def _lineage(symbol: str) -> tuple[str, ...]:
    return lineage(symbol)


def _number_tokens(*numbers: str | None) -> list[str]:
    keys = [number_key(number).removeprefix("CN").removeprefix("ZL") for number in numbers if number]
    return list(dict.fromkeys(keys))


def _code_of(name: str, held: list[dict[str, Any]]) -> str:
    return next((one["code"] for one in held if one["name"] == name and one["code"]), "")


def _distinct(*lists: list[str] | None) -> list[str]:
    return list(dict.fromkeys(one for many in lists for one in many or () if one))


def _distinct_pairs(pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return list({party: (party, name) for party, name in pairs}.values())


def _joined(*texts: str | None) -> str:
    return "\n".join(text for text in texts if text)


def _shown_classes(symbols: list[dict[str, Any]] | None) -> list[str]:
    wanted = [one["symbol"] for one in symbols or () if one["system"] in {"ipc", "nice", "locarno"}]
    return wanted[:3]
