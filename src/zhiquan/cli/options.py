"""Kinds of option values that several commands take (命令行取值)."""

from __future__ import annotations

from datetime import date

import click

from zhiquan.basics.days import parse_day
from zhiquan.basics.errors import BadInput


class DayOption(click.ParamType[date]):
    """A day in any common spelling: 2026-01-02, 2026/1/2, 20260102, 2026年1月2日 (日期)."""

    name = "day"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day a text names; wrong usage when it names none."""
        try:
            found = value if isinstance(value, date) else parse_day(str(value))
        except BadInput as problem:
            self.fail(problem.to("zh"), param, ctx)
        return found
