"""Assignments on record at the USPTO, as its search answers (美国专利转让登记)."""

from __future__ import annotations

from datetime import date
from itertools import zip_longest
from xml.etree.ElementTree import Element

from zhiquan.register.ids import foreign_key
from zhiquan.register.intake.parts import Record
from zhiquan.register.intake.structured.names import joined
from zhiquan.register.intake.structured.plain import collapse, day, day_at, distinct, found, plain, text
from zhiquan.register.intake.structured.values import Values, record

Fields = dict[str, list[str]]
_NOTHING = frozenset({"", "NULL"})


def assignment(root: Element, line: int) -> Record:
    """One assignment of a search answer: a transfer, pledge or licence, as its words say (转让、质押、许可登记).

    Args:
        root: the element ``doc`` of the answer.
        line: number of the record in its file.

    Returns:
        A record of kind ``transfers``; ``pledges`` for a security interest or its release, ``licences`` for a licence.
    """
    fields = _fields(root)
    values: Values = {
        "number": _one(fields, "displayId") or _one(fields, "id"),
        "right_numbers": _rights(fields),
        "registered_on": day(_one(fields, "recordedDate")),
        "status_word": _one(fields, "conveyanceText"),
        "extra": {
            "executed_on": str(day(_one(fields, "patAssignorEarliestExDate")) or ""),
            "titles": "; ".join(distinct(fields.get("inventionTitle", []))),
            "assignee_address": joined(*(_one(fields, f"patAssignee{part}") for part in ("Address1", "City", "State"))),
        },
    }
    givers, takers = (distinct(fields.get(name, [])) for name in ("patAssignorName", "patAssigneeName"))
    return _record(values, line, givers=givers, takers=takers)


def bulk_assignment(root: Element, line: int) -> Record:
    """One ``patent-assignment`` of the bulk files, like one of a search answer (批量文件中的转让登记).

    Args:
        root: the element.
        line: number of the record in its file.
    """
    head = found(root, "assignment-record")
    reel, frame = text(head, "reel-no") or "", text(head, "frame-no") or ""
    days = [day_at(one, "execution-date/date") for one in root.iter("patent-assignor")]
    values: Values = {
        "number": f"{reel.zfill(6)}-{frame.zfill(4)}" if reel and frame else None,
        "right_numbers": distinct(map(_property, root.iter("patent-property"))),
        "registered_on": day_at(head, "recorded-date/date"),
        "status_word": text(head, "conveyance-text"),
        "extra": {
            "executed_on": str(min((one for one in days if one), default="")),
            "titles": "; ".join(distinct(plain(one) for one in root.iter("invention-title"))),
        },
    }
    givers = distinct(text(one, "name") for one in root.iter("patent-assignor"))
    takers = distinct(text(one, "name") for one in root.iter("patent-assignee"))
    return _record(values, line, givers=givers, takers=takers)


def _property(one: Element) -> str | None:
    """Id of one right; an application, kind ``X0``, comes before the documents published of it."""
    ids = {text(number, "kind") or "": text(number, "doc-number") or "" for number in one.iterfind("document-id")}
    if ids.get("X0"):
        return f"patent:US-{ids['X0']}"
    return next((foreign_key(f"US{number.lstrip('0')}") for number in ids.values() if number), None)


def _record(values: Values, line: int, *, givers: list[str], takers: list[str]) -> Record:
    values["right_kind"] = "overseas_patent"
    words = (values["status_word"] or "").upper()
    if "SECURITY" in words or "PLEDGE" in words or "LIEN" in words.split():
        return record(values | _pledge(givers, takers, words, values["registered_on"]), line, kind="pledges")
    if "LICENSE" in words:
        return record(values | {"licensor": "; ".join(givers), "licensee": "; ".join(takers)}, line, kind="licences")
    return record(values | {"transferor": "; ".join(givers), "transferees": takers}, line, kind="transfers")


def _pledge(givers: list[str], takers: list[str], words: str, recorded: date | None) -> Values:
    """In a release the creditor gives the right back, so the parties stand the other way round."""
    if "RELEASE" in words or "TERMINATION" in words:
        ended = {"registered_on": None, "ended_on": recorded}
        return {"pledgor": "; ".join(takers), "pledgee": "; ".join(givers), **ended}
    return {"pledgor": "; ".join(givers), "pledgee": "; ".join(takers)}


def _fields(root: Element) -> Fields:
    """Name of a field to its values; lists stay aligned, fill-ins become empty."""
    fields: Fields = {}
    for one in root:
        said = list(one) if one.tag == "arr" else [one]
        fields[one.get("name") or ""] = [_said(value.text) for value in said]
    return fields


def _said(printed: str | None) -> str:
    said = collapse(printed)
    return "" if said in _NOTHING or said.startswith("0001-01-01") else said


def _one(fields: Fields, name: str) -> str | None:
    return next(filter(None, fields.get(name, [])), None)


def _rights(fields: Fields) -> list[str]:
    """Ids of the rights concerned, by application number, else by patent or publication number."""
    columns = (fields.get(name, []) for name in ("applNum", "patNum", "publNum"))
    ids = []
    for application, patent, publication in zip_longest(*columns, fillvalue=""):
        if application:
            ids.append(f"patent:US-{application}")
        elif patent or publication:
            ids.append(foreign_key(f"US{(patent or publication).lstrip('0')}") or "")
    return distinct(ids)
