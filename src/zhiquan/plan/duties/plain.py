"""Duties as the JSON other programs read (任务的数据格式)."""

from __future__ import annotations

from typing import Any

from zhiquan.measure.plain import words_as_plain
from zhiquan.plan.duties.progress import Progress
from zhiquan.plan.organisations import named_as_plain, origin_as_plain


def duty_as_plain(one: Progress) -> dict[str, Any]:
    """A duty as ``duty/1``; days late are null when it was proved late on a day nobody told."""
    duty = one.duty
    return {
        "plan": duty.plan,
        "number": duty.number,
        "clause": duty.clause or None,
        "text": duty.text,
        "lead": named_as_plain(duty.lead),
        "helpers": named_as_plain(duty.helpers),
        "starts_on": duty.starts_on,
        "due_on": duty.due_on,
        "deliverable": duty.deliverable or None,
        "budget_lines": list(duty.budget_lines),
        "source": duty.source,
        "decisions": [{"meeting": meeting, "item": item} for meeting, item in duty.decisions],
        "state": one.state,
        "late_days": one.late_days,
        "is_in_time": one.is_in_time,
        "is_explained": one.is_explained,
        "gap": duty.gap or None,
        "claimed_on": duty.claimed_on,
        "proof": duty.paper or None,
        "evidence": [
            {"kind": proof.kind, "id": proof.id or None, "says": words_as_plain(proof.says), "holds": proof.holds,
             "origin": origin_as_plain(proof.origin), "unit": proof.unit or None}
            for proof in one.proofs
        ],
        "indicators": [
            {"words": tie.words, "indicator": tie.indicator or None, "likeness": str(tie.likeness),
             "is_doubtful": tie.is_doubtful}
            for tie in duty.ties
        ],
        "rights": list(duty.rights),
        "filings": [
            {"batch": act.batch, "unit": act.unit or None, "rows": len(act.rows), "filed_on": act.filed_on,
             "by": act.by, "note": act.note, "snapshot": act.snapshot}
            for act in one.filed
        ],
        "origin": origin_as_plain(duty.origin),
    }  # fmt: skip
