"""Shapes that several operations share: texts, origins, what an address may carry (公用结构)."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Word = Annotated[str, StringConstraints(max_length=200, pattern=r"^[^\x00-\x1f\x7f]*$")]
"""A short text in an address or body, without signs that control."""

Name = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"^[^\x00-\x1f\x7f]+$")]
"""An id or name in a path."""


class Sending(Schema):
    """What a body holds: these fields and no others, so that a misspelt one is not lost."""

    model_config = ConfigDict(extra="forbid")


class Text(BaseModel):
    """A text in both languages."""

    zh: str
    en: str


class OriginShape(BaseModel):
    """The line of a loaded file something was read from."""

    batch: str | None = None
    file: str
    sheet: str | None
    line: int
    sha256: str | None = None
    known_on: str | None = Field(default=None, description="Day it became known")


class Paged(Schema):
    """Which page of a list, and in which form."""

    page: int = Field(1, ge=1, le=1_000_000, description="Number of the page, from 1")
    size: int = Field(50, ge=1, le=500, description="Rows of a page")
    format: Literal["json", "csv"] | None = Field(None, description="Form of the answer; the header Accept else")


class Whole(Schema):
    """A list that comes whole, and in which form."""

    format: Literal["json", "csv"] | None = Field(None, description="Form of the answer; the header Accept else")


class OfPlan(Schema):
    """Which plan and day a question is about."""

    plan: Word = Field("", description="Id of a plan of the district; the one in use when empty")
    asof: date | None = Field(None, description="Day of the figures; the plan's own when not given")


class OfBoard(OfPlan):
    """Which plan, day, day of knowledge and snapshot a figure is asked of."""

    known: date | None = Field(None, description="As the register knew it on this day; all it knows when not given")
    snapshot: Word = Field("", description="Id of a snapshot; the newest when empty")


def given_of(query: BaseModel) -> dict[str, str]:
    """The named values of a query as an address has them; days as ISO, what was not given left out."""
    told: dict[str, Any] = query.model_dump(mode="json", by_alias=True)
    return {key: str(value) for key, value in told.items() if value not in (None, "")}
