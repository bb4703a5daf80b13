"""An evidence bundle: everything an outsider needs to recompute a published board without the register (证据包)."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Mapping
from datetime import date
from importlib import resources
from pathlib import Path
from typing import Any

from zhiquan.basics.digests import SHA256, hex_digest
from zhiquan.knowledge.catalogue import Knowledge
from zhiquan.knowledge.indicators import Indicator, IndicatorVersion
from zhiquan.measure.measuring import Measuring
from zhiquan.measure.origins import origins_of, titles_of
from zhiquan.plan.publicity import public_record
from zhiquan.register.browsing.masks import masked_title
from zhiquan.register.browsing.publicity import is_organisation, withheld_rights

_COLUMNS = (
    "id",
    "unit",
    "title",
    "from",
    "to",
    "counts",
    "base",
    "reason",
    "amount",
    "file",
    "sheet",
    "line",
    "sha256",
    "loaded",
)
_STAMP = (2000, 1, 1, 0, 0, 0)


def write_bundle(  # noqa: PLR0913 - what a bundle is made of
    path: Path,
    content: Mapping[str, Any],
    *,
    name: str,
    measuring: Measuring,
    knowledge: Knowledge,
    digest: str = SHA256,
) -> list[str]:
    """Write the bundle of one publication; the same publication gives the same bytes.

    Args:
        path: ZIP file to write.
        content: what was published.
        name: id of the publication.
        measuring: figures on the published snapshot, for the published question.
        knowledge: the definitions.
        digest: ``sm3`` adds hashes by SM3; those by SHA-256 are always there.

    Returns:
        Names of the files inside.
    """
    day = date.fromisoformat(content["asked"]["day"])
    files: dict[str, bytes] = {"publication.json": _text(dict(content))}
    figures: list[dict[str, Any]] = []
    for target in content["board"]["targets"]:
        indicator = target["indicator"]
        if indicator is None or f"rows/{indicator}.csv" in files:
            continue
        definition = knowledge.get(Indicator, indicator)
        files[f"rows/{indicator}.csv"] = _rows(measuring, definition.at(day), indicator, day)
        files[f"definitions/{indicator}.json"] = _text(definition.model_dump(mode="json"))
        figures.append(_recipe(target, definition, day))
    files["figures.json"] = _text({"day": day.isoformat(), "figures": figures})
    files["recompute.py"] = _shipped("recompute.py")
    files["README.txt"] = _shipped("bundle_readme.txt").replace(b"{id}", name.encode())
    if digest != SHA256:
        files[f"{digest.upper()}SUMS"] = _sums(files, digest)
    files["SHA256SUMS"] = _sums(files, SHA256)
    part = path.with_name(path.name + ".part")
    with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive:
        for inside, held in sorted(files.items()):
            archive.writestr(zipfile.ZipInfo(inside, _STAMP), held, zipfile.ZIP_DEFLATED)
    part.replace(path)
    return sorted(files)


def _sums(files: Mapping[str, bytes], algorithm: str) -> bytes:
    """Hash and name of each file, a line each, as ``sha256sum`` writes them."""
    return "".join(f"{hex_digest(held, algorithm)}  {inside}\n" for inside, held in sorted(files.items())).encode()


def _recipe(target: Mapping[str, Any], definition: Indicator, day: date) -> dict[str, Any]:
    """How one figure is made of its rows, for the script that recomputes it."""
    version = definition.at(day)
    is_sum = version.numerator.sums or version.numerator.count == "published"
    return {
        "indicator": definition.id,
        "value": target["value"],
        "numerator": target["numerator"],
        "denominator": target["denominator"],
        "adds": "amount" if is_sum else "units",
        "rate": version.rate,
        "of_rows": version.denominator is not None and version.denominator.at == "candidates",
        "divide": str(version.divide) if version.divide else None,
        "places": definition.places,
    }


def _rows(measuring: Measuring, version: IndicatorVersion, indicator: str, day: date) -> bytes:
    table = measuring.rows(indicator, day)
    held = measuring.reader.records(measuring.sql_of(table.order_by("id", "from", "to", "reason")))
    ids = [row["id"] for row in held]
    origins = origins_of(measuring.reader, version.numerator.count, ids)
    withheld = withheld_rights(measuring.reader, ids)
    titles = {name: title for name, title in titles_of(measuring.reader, ids).items() if name not in withheld}
    units = _units(version, held)
    sink = io.StringIO()
    writer = csv.DictWriter(sink, _COLUMNS, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    for row in held:
        title = "" if row["id"] in withheld else masked_title(row["title"] or titles.get(row["id"]))
        name, title = public_record(version.numerator.count, id=row["id"], title=title)
        unit = units.get(row["unit"], row["unit"])
        told = {**row, **origins.get(row["id"], {}), "id": name, "unit": unit, "title": title}
        writer.writerow({key: _cell(told.get(key)) for key in _COLUMNS})
    return sink.getvalue().encode("utf-8-sig")


def _units(version: IndicatorVersion, held: list[dict[str, Any]]) -> dict[str, str]:
    """Numbers in place of the units of titles that may name a person; two rows of one unit keep one number."""
    if version.numerator.count != "titles":
        return {}
    named = {row["unit"] for row in held if row["unit"] and not _is_public_unit(row["id"], row["unit"])}
    return {unit: f"withheld-{number}" for number, unit in enumerate(sorted(named), 1)}


def _is_public_unit(name: str, unit: str) -> bool:
    """True for a title's own public id, its number, or an organisation by name or code."""
    if unit == name:
        return public_record("titles", id=name, title="")[0] == name
    return name.endswith(f"|{unit}") or is_organisation(unit, unit)


def _cell(value: object) -> object:
    """A cell no spreadsheet takes for a formula; true and false as 1 and 0."""
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, str) and value[:1] in {"=", "+", "-", "@", "\t", "\r"}:
        return "'" + value
    return value


def _text(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True, default=str) + "\n").encode()


def _shipped(name: str) -> bytes:
    return (resources.files("zhiquan.plan") / "evidence" / name).read_bytes()
