"""Reads behind the pages of duties, budget, meetings and units; always within the reader's reach (任务查询)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from zhiquan.basics.errors import NotFound
from zhiquan.basics.words import Words
from zhiquan.plan.duties import STATES
from zhiquan.plan.organisations import clean
from zhiquan.site.duties.answers import work_of
from zhiquan.site.duties.asking import Asked
from zhiquan.site.duties.reach import Reach, reach_of, units_in
from zhiquan.site.gate.visitor import Visitor

_ORDER = ("overdue", "claimed", "open", "proved")


@dataclass(frozen=True, slots=True)
class Filter:
    """What of the duties is asked (筛选): number of a unit, number of a clause, a state; empty means any."""

    unit: str = ""
    clause: str = ""
    state: str = ""

    def takes(self, duty: Mapping[str, Any]) -> bool:
        """True when the duty is led or helped by the unit, below the clause and in the state."""
        return (
            (not self.unit or self.unit in units_in(duty))
            and (not self.clause or is_below(duty["clause"], self.clause))
            and (not self.state or duty["state"] == self.state)
        )


def is_below(clause: str | None, above: str) -> bool:
    """True for a clause and those below it: ``is_below("三（二）", "三")``."""
    own, wanted = clean(clause or ""), clean(above)
    return own == wanted or own.startswith(f"{wanted}(")


def filter_of(parameters: Mapping[str, str]) -> Filter:
    """The filter of an address; a state nobody knows is left out."""
    state = parameters.get("state", "")
    unit, clause = (parameters.get(name, "").strip()[:80] for name in ("unit", "clause"))
    return Filter(unit, clause, state if state in STATES else "")


def duties_seen(asked: Asked, visitor: Visitor) -> list[dict[str, Any]]:
    """The duties within reach, overdue ones first, of those the longest overdue first."""
    if not asked.snapshot:
        return []
    reach = reach_of(visitor, asked)
    found = [_own_rows(one, reach) for one in reach.duties(work_of(asked)["duties"])]
    return sorted(found, key=lambda one: (_ORDER.index(one["state"]), one["due_on"] or "9999", one["slug"]))


def _own_rows(duty: dict[str, Any], reach: Reach) -> dict[str, Any]:
    """The duty with what others ticked told as a number: a unit reads titles and remarks of its own only."""
    duty = {**duty, "filings": [one if _is_own(one, reach) else {**one, "note": ""} for one in duty["filings"]]}
    others = [one for one in duty["evidence"] if one["kind"] == "row" and not _is_own(one, reach)]
    if not others:
        return duty
    rows, good = len(others), sum(one["holds"] for one in others)
    told = {
        "kind": "row",
        "id": None,
        "says": {
            "zh": f"其他单位或区里引用登记册 {rows} 行，{good} 行计入",
            "en": f"rows another unit or the office referred to: {rows}, counted: {good}",
        },
        "holds": good == rows,
        "origin": None,
        "unit": None,
    }
    rest = [one for one in duty["evidence"] if one not in others]
    return {**duty, "evidence": [*rest, told]}


def _is_own(filed: Mapping[str, Any], reach: Reach) -> bool:
    return reach.is_all or filed["unit"] in reach.numbers


def counts_of(duties: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    """How many duties stand in each state, ``all`` among the keys."""
    every = list(duties)
    return {"all": len(every)} | {state: sum(one["state"] == state for one in every) for state in STATES}


def units_among(duties: Iterable[Mapping[str, Any]]) -> list[dict[str, str]]:
    """The units that lead or help with some duties, by number."""
    found = {
        unit["number"]: unit["name"] for one in duties for part in ("lead", "helpers") for unit in one[part]["units"]
    }
    return [{"number": number, "name": found[number]} for number in sorted(found)]


def unknown_among(duties: Iterable[Mapping[str, Any]]) -> list[str]:
    """Printed names nobody answers to, each once."""
    return list(dict.fromkeys(name for one in duties for part in ("lead", "helpers") for name in one[part]["unknown"]))


def doubtful_among(duties: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Words taken for an indicator by likeness only, or for none, each once."""
    ties = [tie for one in duties for tie in one["indicators"] if tie["is_doubtful"] or not tie["indicator"]]
    return list({tie["words"]: tie for tie in ties}.values())


def duty_seen(asked: Asked, visitor: Visitor, slug: str) -> dict[str, Any]:
    """One duty.

    Raises:
        NotFound: there is none of that name, or it is out of reach; both give the same answer.
    """
    found = next((one for one in duties_seen(asked, visitor) if one["slug"] == slug), None)
    if found is None:
        raise NotFound(
            Words("没有这项任务", "there is no such duty"),
            where={"duty": slug[:80], "asof": asked.day},
            remedy=Words("回到任务清单，换个规划或时点再找。", "Go back to the list, or choose another plan or day."),
        )
    return found


@dataclass(frozen=True, slots=True)
class Way:
    """One way a duty can be proved (证实途径): any single one that ``holds`` is enough.

    ``kind`` is ``paper``, ``row``, ``indicator`` or ``right``; ``good`` of ``all`` things it asks for are there.
    """

    kind: str
    good: int
    all: int
    says: tuple[Mapping[str, str], ...] = ()

    @property
    def holds(self) -> bool:
        """True when everything it asks for is there."""
        return self.all > 0 and self.good == self.all


def ways_of(duty: Mapping[str, Any]) -> list[Way]:
    """What would prove a duty and how much of it is there; a paper and rows of the register always would."""
    found = []
    for kind in ("paper", "row", "indicator", "right"):
        names = {"paper", "claim"} if kind == "paper" else {kind}
        proofs = [one for one in duty["evidence"] if one["kind"] in names]
        always = kind in {"paper", "row"}
        if proofs or always:
            lacking = tuple(one["says"] for one in proofs if not one["holds"])
            good = sum(one["holds"] for one in proofs)
            found.append(Way(kind, good, max(len(proofs), 1) if always else len(proofs), lacking))
    return found


def clause_text(asked: Asked, number: str | None) -> dict[str, Any] | None:
    """The plan's clause of that number: number, title, paragraphs; None when the plan has none such."""
    for one in asked.plan.clauses:
        if number and clean(one.number) == clean(number):
            return {"number": one.number, "title": one.title, "paragraphs": list(one.paragraphs)}
    return None


def budget_of(asked: Asked, year: int | None) -> dict[str, Any]:
    """The budget with the lines of one year, the plan's last one begun by the day asked without one."""
    whole: dict[str, Any] = work_of(asked)["budget"]
    years = [one["year"] for one in whole["years"]]
    begun = [one for one in years if one <= asked.day.year] or years
    chosen = year if year in years else max(begun, default=None)
    lines = [one for one in whole["lines"] if one["year"] == chosen]
    total = next((one for one in whole["years"] if one["year"] == chosen), None)
    return {**whole, "lines": lines, "every_line": whole["lines"], "year": chosen, "total": total}


def meetings_of(asked: Asked) -> list[dict[str, Any]]:
    """The meetings held up to the day, the latest first, each with its decisions."""
    found: dict[str, dict[str, Any]] = {}
    for one in work_of(asked)["meetings"]:
        head = {key: one[key] for key in ("meeting", "held_on", "title", "chair")}
        found.setdefault(one["meeting"], {**head, "decisions": []})["decisions"].append(one)
    return sorted(found.values(), key=lambda one: (one["held_on"] or "", one["meeting"]), reverse=True)
