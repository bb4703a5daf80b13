"""Rebuild the shipped code tables from a folder of reference data (重建代码表).

    python tools/code_tables.py REFERENCE_FOLDER

Writes ``table.csv`` or ``table.csv.gz`` of each table and brings ``rows`` and ``sha256`` of its sidecar up
to date. Everything else in a sidecar, and ``concordance_labels`` (our own translations), is kept by hand.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from zhiquan.knowledge.tables import SHIPPED
from zhiquan.knowledge.tables_reader import read_sheet

Row = Mapping[str, str]
PACKED_FROM = 60_000  # bytes; smaller files stay readable in a diff
BY_HAND = ("concordance_labels",)
BEYOND_THE_COPY = {"710000": "台湾省", "810000": "香港特别行政区", "820000": "澳门特别行政区"}


def read(reference: Path, name: str) -> list[dict[str, str]]:
    """The rows of one reference CSV file."""
    with (reference / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t" if name.endswith(".tsv") else ","))


def regions(reference: Path) -> Iterator[Row]:
    """GB/T 2260 codes padded to six digits, then the former codes known."""
    folder = "regions_gbt2260"
    for row in read(reference, f"{folder}/provinces.csv"):
        yield {"code": row["code"] + "0000", "name": row["name"], "level": "province"}
    for code, name in BEYOND_THE_COPY.items():
        yield {"code": code, "name": name, "level": "province"}
    for row in read(reference, f"{folder}/cities.csv"):
        above = row["provinceCode"] + "0000"
        yield {"code": row["code"] + "00", "name": row["name"], "level": "city", "parent": above}
    for row in read(reference, f"{folder}/areas.csv"):
        if row["code"] == row["cityCode"] + "00":
            continue  # a city without districts, listed above already
        yield {
            "code": row["code"],
            "name": row["name"],
            "level": "district",
            "parent": row["cityCode"] + "00",
        }
    former = {"code": "500221", "name": "长寿县", "level": "district", "parent": "500200"}
    yield {**former, "used_from": "1997", "used_until": "2001", "replaced_by": "500115"}


def towns(reference: Path) -> Iterator[Row]:
    """Towns and streets of Chongqing."""
    for row in read(reference, "regions_gbt2260/streets_chongqing.csv"):
        yield {"code": row["code"], "name": row["name"], "district": row["areaCode"]}


def rules_of(name: str) -> Callable[[Path], Iterator[Row]]:
    """A reader of one row per rule of a concordance."""

    def rules(reference: Path) -> Iterator[Row]:
        extra = {}
        if name == "sei":
            extra = {row["rule_id"]: row for row in read(reference, "codes/sei_rules.csv")}
        seen = set()
        for row in read(reference, f"codes/{name}_ipc.csv"):
            if row["rule_id"] in seen:
                continue
            seen.add(row["rule_id"])
            more = extra.get(row["rule_id"], {})
            short = {key.removesuffix("_code"): value for key, value in row.items()}
            open_list = {"keywords_stated": more.get("keywords_stated", ""), "note": more.get("note", "")}
            yield {**short, **open_list, "rule": row["rule_id"]}

    return rules


def patterns_of(name: str) -> Callable[[Path], Iterator[Row]]:
    """A reader of one row per included pattern of a concordance."""

    def patterns(reference: Path) -> Iterator[Row]:
        for row in read(reference, f"codes/{name}_ipc.csv"):
            yield {"rule": row["rule_id"], "include": row["include_ipc"], "exclude": row["exclude_ipc"]}

    return patterns


def ipc(reference: Path) -> Iterator[Row]:
    """Sections to main groups with both titles."""
    yield from read(reference, "codes/ipc_titles.csv")


def ipc_dots(reference: Path) -> Iterator[Row]:
    """Dot parents of the groups that ranges need."""
    for row in read(reference, "codes/ipc_dots.csv"):
        yield {**row, "seen_in_2026": "Y" if row["seen_in_2026"] == "Y" else "N"}


def ipc_revisions(reference: Path) -> Iterator[Row]:
    """Old places and their new ones."""
    for row in read(reference, "codes/ipc_revisions.csv"):
        yield {**row, "old": row["old_symbol"], "new": row["new_symbols"], "seen_in": row["source"]}


def patent_intensive(reference: Path) -> Iterator[Row]:
    """The seven large classes of patent-intensive industries."""
    for number, row in enumerate(read(reference, "codes/high_patent_industries.csv"), start=1):
        yield {**row, "number": str(number), "share_2023_percent": row["share_2023_pct"]}


def gbt4754(reference: Path) -> Iterator[Row]:
    """Industries at four levels, parents before children."""
    levels = {1: "section", 3: "division", 4: "group", 5: "class"}
    rows = read(reference, "industry/gbt4754_src2.csv")
    for row in sorted(rows, key=lambda row: row["code"]):
        code = row["code"].strip()
        above = {1: "", 3: code[:1]}.get(len(code), code[:-1])
        yield {"code": code, "name": row["name"].strip(), "level": levels[len(code)], "parent": above}


def nice(reference: Path) -> Iterator[Row]:
    """The 45 classes of goods and services."""
    folder = "nice_classes"
    english = json.loads((reference / folder / "nice_headings_notes_en.json").read_text("utf-8"))
    headings = {entry["number"]: entry["heading"] for entry in english}
    for row in read(reference, f"{folder}/nice_headings_zh_2019_informal.tsv"):
        number = int(row["class"])
        words = {"heading_zh": row["heading_zh"].strip(), "heading_en": headings[number].strip()}
        yield {"number": str(number), "kind": "goods" if number < 35 else "services", **words}


CONCORDANCES = ("sei", "green", "xinsanyang", "digital")
SOURCES: dict[str, Callable[[Path], Iterable[Row]]] = {
    "regions": regions, "towns": towns, "ipc": ipc, "ipc_dots": ipc_dots, "ipc_revisions": ipc_revisions,
    "patent_intensive": patent_intensive, "gbt4754": gbt4754, "nice": nice,
    **{name: rules_of(name) for name in CONCORDANCES},
    **{f"{name}_patterns": patterns_of(name) for name in CONCORDANCES},
}  # fmt: skip


def as_csv(rows: Iterable[Row], columns: tuple[str, ...]) -> bytes:
    """The rows as CSV bytes in the sidecar's column order; columns it does not know are left out."""
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, restval="", extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode("utf-8")


def write(table: str, content: bytes) -> int:
    """Write one table and its row count and hash; the number of bytes that ship."""
    folder = SHIPPED / "codes" / table
    plain, packed = folder / "table.csv", folder / "table.csv.gz"
    is_packed = len(content) > PACKED_FROM
    (plain if is_packed else packed).unlink(missing_ok=True)
    file = packed if is_packed else plain
    file.write_bytes(gzip.compress(content, 9, mtime=0) if is_packed else content)
    rows = sum(1 for _ in csv.reader(io.StringIO(content.decode("utf-8"), newline=""))) - 1
    sidecar = folder / "table.yaml"
    text = re.sub(r"(?m)^rows: .*$", f"rows: {rows}", sidecar.read_text("utf-8"))
    text = re.sub(r"(?m)^sha256: .*$", f'sha256: "{hashlib.sha256(content).hexdigest()}"', text)
    sidecar.write_text(text, "utf-8")
    return file.stat().st_size


def main(reference: Path) -> None:
    """Rebuild every table, and hash the ones kept by hand."""
    for table in (*SOURCES, *BY_HAND):
        folder = SHIPPED / "codes" / table
        if table in BY_HAND:
            content = (folder / "table.csv").read_bytes()
        else:
            content = as_csv(SOURCES[table](reference), read_sheet(folder).names())
        sys.stdout.write(f"{table}: {write(table, content):,} bytes\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
