"""What stands behind one question, and what people decided (复核查询)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator

from zhiquan.basics.errors import NotAllowed, NotFound
from zhiquan.basics.words import Words
from zhiquan.knowledge.regions_districts import Town, district
from zhiquan.register.lake.reader import Reader
from zhiquan.register.places import clean_address, cleaned_in_sql
from zhiquan.site.office.house import house

PER_PAGE = 50
DECISIONS: dict[str, Words] = {
    "same_party": Words("同一主体", "one party"),
    "different_party": Words("不同主体", "two parties"),
    "place": Words("地址所在地", "place of an address"),
    "value": Words("取值", "value"),
}
"""What a decision of a person can be."""

_RIGHTS = 5
"""Rights shown for each side."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of two names as the register knows it (一方).

    Attributes:
        rights: rights it is applicant or holder of.
        first: day of its first filing; None when unknown.
        last: day of its last filing.
        sample: some of its rights, the latest first: ``right, title, filed_on``.
        addresses: addresses of rights it is first named in, the most used first.
        inventors: its inventors, the most frequent first.
    """

    name: str
    party: str
    code: str
    region: str
    rights: int
    first: Any
    last: Any
    sample: list[dict[str, Any]]
    addresses: list[str]
    inventors: list[str]


def side_of(reader: Reader, name: str) -> Side:
    """What the register knows of one cleaned name."""
    holders, rights = reader.from_("holders"), reader.from_("rights")
    own = f"""SELECT DISTINCT "right", min(seq) AS seq FROM {holders}
              WHERE cleaned = $name AND role IN ('applicant', 'holder') GROUP BY 1"""
    told = reader.records(
        f"""SELECT count(*) AS n, min(r.filed_on) AS first, max(r.filed_on) AS last
            FROM ({own}) o JOIN {rights} r USING ("right")""",
        {"name": name},
    )[0]
    sample = reader.records(
        f"""SELECT r."right", r.title, r.filed_on FROM ({own}) o JOIN {rights} r USING ("right")
            ORDER BY r.filed_on DESC NULLS LAST, r."right" LIMIT {_RIGHTS}""",
        {"name": name},
    )
    addresses = reader.records(
        f"""SELECT r.address, count(*) AS n FROM ({own}) o JOIN {rights} r USING ("right")
            WHERE o.seq = 1 AND r.address <> '' GROUP BY 1 ORDER BY n DESC, 1 LIMIT 3""",
        {"name": name},
    )
    inventors = reader.records(
        f"""SELECT h.name, count(*) AS n FROM ({own}) o JOIN {holders} h USING ("right")
            WHERE h.role = 'inventor' GROUP BY 1 ORDER BY n DESC, 1 LIMIT 8""",
        {"name": name},
    )
    tied = reader.records(
        f"""SELECT l.party, l.region, p.code FROM {reader.from_("party_links")} l
            LEFT JOIN {reader.from_("parties")} p ON p.party = l.party
            WHERE l.name = $name ORDER BY l.region LIMIT 1""",
        {"name": name},
    )
    party = tied[0] if tied else {"party": "", "region": "", "code": ""}
    return Side(
        name=name,
        party=party["party"] or "",
        code=party["code"] or "",
        region=party["region"] or "",
        rights=told["n"],
        first=told["first"],
        last=told["last"],
        sample=sample,
        addresses=[row["address"] for row in addresses],
        inventors=[row["name"] for row in inventors],
    )


def rights_at(reader: Reader, address: str) -> list[dict[str, Any]]:
    """Some rights with an address, the latest first: ``right, title, filed_on, holders, town``."""
    return reader.records(
        f"""SELECT "right", title, filed_on, coalesce(holders, applicants) AS holders, region, town
            FROM {reader.from_("rights")} WHERE {cleaned_in_sql("address")} = $address
            ORDER BY filed_on DESC NULLS LAST, "right" LIMIT {_RIGHTS}""",
        {"address": clean_address(address)},
    )


def towns() -> list[Town]:
    """Towns of the home district, to choose from."""
    settings = house().settings
    return list(district(settings.district, settings.knowledge).towns)


@dataclass(frozen=True, slots=True)
class DecidedPage:
    """Some decisions and the page they stand on (一页判定)."""

    rows: list[dict[str, Any]]
    page: Page[int]


def decided(wanted: str) -> DecidedPage:
    """One page of what people decided, the last first.

    Args:
        wanted: number of the page as asked, from 1; the last page beyond the end, the first when it is no number.
    """
    if not house().is_filled():
        return DecidedPage([], Paginator(range(0), PER_PAGE).get_page(1))
    with house().reader() as reader:
        table = reader.from_("observations_decisions")
        own = "kind <> 'duty_proof'"  # proofs of duties are seen and taken back on the page of the duty
        total = int(reader.records(f"SELECT count(*) AS n FROM {table} WHERE {own}")[0]["n"])
        page = Paginator(range(total), PER_PAGE).get_page(wanted)
        rows = reader.records(f"""
            SELECT d.batch, d.kind, d.subject, d.field, d.value, d.author, b.loaded_at, d.reason
            FROM {table} d JOIN {reader.from_("batches")} b ON b.batch = d.batch WHERE d.{own}
            ORDER BY b.loaded_at DESC, d.batch LIMIT {PER_PAGE} OFFSET {PER_PAGE * (page.number - 1)}
        """)
    return DecidedPage(rows, page)


def decision_of(reader: Reader, batch: str) -> dict[str, Any]:
    """The decision a batch holds.

    Raises:
        NotFound: there is no such batch.
        NotAllowed: it is a loaded file.
    """
    rows = reader.records(f"SELECT action FROM {reader.from_('batches', value=batch)} WHERE batch = ?", [batch])
    if not rows:
        raise NotFound(
            Words("没有这项判定，或已撤回", "there is no such decision, or it was taken back"), where={"batch": batch}
        )
    if rows[0]["action"] != "decision":
        raise NotAllowed(
            Words("这个批次不是人工判定", "the batch is no decision"),
            where={"batch": batch},
            remedy=Words("撤回文件请到导入记录。", "Take a file back from the list of batches."),
        )
    table = reader.from_("observations_decisions")
    return reader.records(f"SELECT * FROM {table} WHERE batch = ?", [batch])[0]
