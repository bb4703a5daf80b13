from __future__ import annotations

import itertools
from collections import Counter
from typing import Any

import pyarrow.parquet as pq

import realdata
from register.intake.understanding.reading import read_file
from zhiquan.basics.numbers import normalise_application
from zhiquan.register.intake.values.lists import as_name

SOURCES = (
    "incopat_22col_toyota.xlsx",
    "incopat_19col_openai.xlsx",
    "incopat_25col_iflytek.xlsx",
    "patentics_24col_vr_cn.csv",
    "patentics_24col_apollo.csv",
    "patentics_36col_banma.xlsx",
    "patentics_75col_thundersoft.xlsx",
    "cnipr_25col_rail_199rows.xlsx",
    "plain_6col_sdust_half.xlsx",
)


def test_values_agree_with_the_merged_table_for_at_least_99_in_100_rows() -> None:
    merged = pq.read_table(realdata.real_data("cn_patents_merged/cn_patents.parquet")).to_pylist()
    by_number: dict[str, list[dict[str, Any]]] = {}
    for row in merged:
        for number in (row["pub_no"], normalise_application(row["app_no"] or "") or row["app_no"]):
            if number:
                by_number.setdefault(number, []).append(row)
    met, right = Counter[str](), Counter[str]()
    wrong: dict[tuple[str, str], list[tuple[object, object]]] = {}
    for name in SOURCES:
        for sheet in read_file(realdata.real_data(f"cn_patent_exports/{name}")):
            for row in sheet.rows:
                others = by_number.get(row.get("pub_no") or "") or by_number.get(row.get("app_no") or "") or []
                for field, pairs in _pairs(row, others).items():
                    met[field] += 1
                    right[field] += any(one == other for one, other in pairs)
                    if not any(one == other for one, other in pairs):
                        wrong.setdefault((field, name), pairs)
    assert all(met[field] > 10_000 for field in ("app_no", "title", "applicants", "filed_on", "main_class")), met
    shares = {field: right[field] / met[field] for field in met}
    assert min(shares.values()) >= 0.99, (shares, dict(itertools.islice(wrong.items(), 12)))


def _pairs(row: dict[str, Any], others: list[dict[str, Any]]) -> dict[str, list[tuple[object, object]]]:
    """Of each field both hold, what was read beside each value of the merged table for the same number."""
    found: dict[str, list[tuple[object, object]]] = {}
    for other in others:
        theirs = {
            "app_no": normalise_application(other["app_no"] or "") or other["app_no"],
            "title": _plain(other["title"]),
            "applicants": _names(other["applicant"]),
            "filed_on": other["app_date"],
            "published_on": other["pub_date"],
            "main_class": _symbol(other["ipc_main"]),
        }
        ours = {
            "app_no": row.get("app_no"),
            "title": _plain(row.get("title")),
            "applicants": _names("; ".join(row.get("applicants") or [])),
            "filed_on": str(row["filed_on"]) if row.get("filed_on") else None,
            "published_on": str(row["published_on"]) if row.get("published_on") else None,
            "main_class": _symbol(row.get("main_class")),
        }
        for field, value in theirs.items():
            if value and ours[field]:
                found.setdefault(field, []).append((ours[field], value))
    return found


def _plain(text: str | None) -> str | None:
    return "".join(text.split()) if text else None


def _names(text: str | None) -> frozenset[str]:
    """Names whatever parts them."""
    parts = (text or "").replace("|", ";").replace("；", ";").replace("、", ";").replace("\n", ";").split(";")
    return frozenset("".join(name.split()) for part in parts if (name := as_name(part.strip())))


def _symbol(text: str | None) -> str | None:
    """The symbol without blanks, edition and what follows."""
    plain = "".join((text or "").split()).partition("(")[0].upper()
    return plain or None
