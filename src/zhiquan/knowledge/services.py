"""The public service list: who may ask for what, with what, on what ground, how soon (公共服务清单)."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from zhiquan.basics.days import Length
from zhiquan.basics.words import Words
from zhiquan.knowledge.shapes import Grounded, Text, Version, Versioned

Area = Literal["creation", "use", "protection", "management"]
Channel = Literal["online", "window", "post", "cnipa"]
QuestionKind = Literal["correction", "complaint", "objection", "data_use", "other"]

AT_ONCE = Words("当场", "at once")


class Within(Grounded):
    """The time limit of a service (办理时限).

    Attributes:
        count: how many; 0 means at once.
        unit: ``working_days``, ``days``, ``months`` and so on.
        promised: true when the office promises it itself, false when a law sets it.
    """

    count: int = Field(ge=0)
    unit: Literal["working_days", "days", "hours", "months"] = "working_days"
    promised: bool = False

    @property
    def length(self) -> Length | None:
        """The time limit to reckon with, such as ``Length(10, "working_days")``; None when it is done at once."""
        return Length(self.count, self.unit) if self.count else None

    @property
    def words(self) -> Words:
        """The time limit as text: ``10 个工作日``, or ``当场``."""
        return self.length.words if self.length else AT_ONCE


class ServiceVersion(Version):
    """A service from one day on (服务版本).

    Attributes:
        who: who may ask.
        needs: what they bring.
        within: how soon; None when no text says.
        fee: what it costs.
        result: what they get.
    """

    who: Text
    needs: tuple[Text, ...] = ()
    within: Within | None = None
    fee: Text
    result: Text


class Service(Versioned[ServiceVersion]):
    """One public service (公共服务事项).

    Attributes:
        area: 创造, 运用, 保护 or 管理与服务.
        handled_by: who decides.
        channels: where it is asked for.
        question: kind of question of this site by which it is asked for; its time limit is the question's clock.
        page: name of the page of this site that does it; empty when it is done elsewhere.
    """

    area: Area
    handled_by: Text
    channels: tuple[Channel, ...] = Field(min_length=1)
    question: QuestionKind | None = None
    page: str = ""
