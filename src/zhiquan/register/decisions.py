"""A person's decision, kept as an observation of its own in a one-row batch (人工决定).

Import, rebuild and undo give it the same effect; undoing it is undoing its batch.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Literal

import pyarrow as pa

from zhiquan.basics.errors import BadInput
from zhiquan.basics.words import Words
from zhiquan.register.batches import Actor, Loaded, Register, Source
from zhiquan.register.decided import read_value
from zhiquan.register.places import clean_address, decided_place

DecisionKind = Literal["value", "same_party", "different_party", "place", "duty_proof"]


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided.

    Args:
        kind: ``value``: a column of a right has this value; ``same_party`` and ``different_party``: two names or
            credit codes are, or are not, one party; ``place``: an address lies in this district or town;
            ``duty_proof``: rows of the register prove a duty.
        subject: id of the right, the first name or code, the address as printed, or ``plan|number`` of the duty.
        value: the value as text (days ISO, lists as JSON), the other name or code, the place's six- or
            nine-digit code, or the rows as JSON; of a place ``""`` or ``"outside"`` means not in China, or unknown.
        field: the column, for ``value``.
        reason: why; shown beside the value.
    """

    kind: DecisionKind
    subject: str
    value: str
    reason: str
    field: str = ""


def decide(register: Register, decision: Decision, *, actor: Actor) -> Loaded:
    """Record a decision and derive what it touches.

    Raises:
        BadInput: the value does not fit its column, no place has the code, the subject or a reason is missing, or
            a name is tied to itself.
    """
    subject = decision.subject
    if decision.kind == "value":
        read_value(decision.field, decision.value)
    elif decision.kind == "place":
        decided_place(decision.value, register.rules.overlay)
        subject = clean_address(subject)
        _need_subject(subject)
    elif decision.subject.strip() == decision.value.strip():
        raise BadInput(Words("两个名称相同，无须决定", "the two names are the same, nothing to decide"))
    if not decision.reason.strip():
        raise BadInput(
            Words("决定须写明理由", "a decision needs a reason"),
            where={"subject": decision.subject},
            remedy=Words("请写一句话说明依据。", "Say in a sentence what it rests on."),
        )
    said = [decision.kind, subject, decision.field, decision.value, actor.name, actor.at.isoformat()]
    number = "d-" + hashlib.sha256("\x1f".join(said).encode()).hexdigest()[:16]
    row = {
        "id": number,
        "kind": decision.kind,
        "subject": subject,
        "field": decision.field or None,
        "value": decision.value,
        "author": actor.name,
        "day": actor.at.date(),
        "reason": decision.reason,
    }
    source = Source(file=number, authority="decision", action="decision", note=decision.reason)
    return register.load({"decisions": pa.Table.from_pylist([row])}, source=source, actor=actor)


def _need_subject(address: str) -> None:
    if not address:
        raise BadInput(
            Words("须写明地址", "the address is missing"),
            remedy=Words("请照来源抄写地址。", "Give the address as the source prints it."),
        )
