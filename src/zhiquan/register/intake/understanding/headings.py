"""Headings of files found in the tables of names (标题匹配)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from rapidfuzz import fuzz, process

from zhiquan.knowledge.columns import ColumnNames, column_names, heading_key, sheet_key
from zhiquan.register.intake.understanding.wordings import Wordings, wordings_of
from zhiquan.register.tables import OBSERVATIONS

NEAR = 86
"""Likeness of two headings, 0 to 100, from which one is taken for a slip of the other."""

_BEFORE = re.compile(
    r"^(?:本|该|我|各|的|专利|发明创造|发明|实用新型|外观设计|外观|知识产权|授权|有效|中国|国内|我国|成果|技术|具体|详细|完整|主要|全部|所有"
    r"|当前|最新|目前|现|企业|单位|公司|区内|辖区|登记|证书|基本|案件|项目|权利|商标|the|patent|of|my|our|current|full)"
)
_AFTER = re.compile(
    r"(?:信息|内容|情况|全称|明细|数据|列表|一览|说明|字段|如有|必填|全文|详情|原文|中文|text|info|details|data|field|list)$"
)
"""Words before or after a heading that change nothing of what it means."""


@dataclass(frozen=True)
class Headings:
    """The tables of names of every kind of row, ready for matching.

    Args:
        names: kind of row to its table.
    """

    names: Mapping[str, ColumnNames]

    @cached_property
    def known(self) -> dict[tuple[str, str], dict[str, str]]:
        """Kind and sort (empty for the kind in general) to cleaned heading to field."""
        return {
            (kind, context): table.headings(context)
            for kind, table in self.names.items()
            for context in ("", *table.contexts)
        }

    @cached_property
    def wordings(self) -> dict[str, Wordings]:
        """Kind to the words its headings are made of, for kinds that tell them."""
        return dict(wordings_of(self.names))

    @cached_property
    def every(self) -> frozenset[str]:
        """Every cleaned heading of every kind."""
        return frozenset(key for found in self.known.values() for key in found)

    def near(self, key: str, *, kind: str, context: str) -> tuple[str, float] | None:
        """The field whose heading is most like ``key``, with the likeness 0 to 1; None when none is near."""
        if len(key) < 3:
            return None
        known = self.known[kind, context]
        found = process.extractOne(key, known.keys(), scorer=fuzz.ratio, score_cutoff=NEAR)
        return (known[found[0]], found[1] / 100) if found else None

    def within(self, key: str, *, kind: str, context: str) -> str | None:
        """The field of a heading that is a known one with words around it that change nothing.

        Of rights ``within("企业专利名称信息", ...)`` is ``"title"``.
        """
        known = self.known[kind, context]
        tried, waiting = set(), [key]
        while waiting:
            text = waiting.pop(0)
            if text in known and len(text) >= 2:
                return known[text]
            for shorter in (_BEFORE.sub("", text), _AFTER.sub("", text)):
                if len(shorter) >= 2 and shorter not in tried:
                    tried.add(shorter)
                    waiting.append(shorter)
        return None

    def kind_and_context(self, headings: Sequence[str], *, sheet: str) -> tuple[str, str, int]:
        """The kind and sort of rows a row of headings fits best, with the number of headings it knows.

        A sheet's name decides between sorts that fit equally; headings that mark a kind count more.

        Returns:
            ``(kind, context, known)``; known is 0 when nothing fits.
        """
        keys = [heading_key(heading) for heading in headings]
        by_sheet = self.of_sheet(sheet)
        best, best_score = ("", "", 0), 0.0
        for kind, table in self.names.items():
            told = table.context_of([heading for heading in headings if heading])
            context = by_sheet[1] if by_sheet[0] == kind and by_sheet[1] else told
            found = [field for key in keys if (field := self.known[kind, context].get(key))]
            fields = {field for field in found if not field.startswith("_")}
            score = len(fields) + 1.5 * len(fields & set(table.telling)) + 0.01 * len(found)
            score += 1.0 * bool(context) + 2.5 * (by_sheet[0] == kind)
            if fields and score > best_score:
                best, best_score = (kind, context, len(fields)), score
        return best

    @cached_property
    def _sheet_names(self) -> dict[str, tuple[str, str]]:
        """Cleaned name of a sheet to kind and sort; the earlier table wins."""
        found: dict[str, tuple[str, str]] = {}
        for kind, table in self.names.items():
            for name in (table.label.zh, table.label.en, *table.sheets):
                found.setdefault(sheet_key(name), (kind, ""))
            for context, variant in table.contexts.items():
                for name in (variant.label.zh, variant.label.en, *variant.sheets):
                    found.setdefault(sheet_key(name), (kind, context))
        return found

    def of_sheet(self, sheet: str) -> tuple[str, str]:
        """Kind and sort a sheet's name tells, each empty when it does not.

        Of ``"2025年商标清单"`` they are ``("rights", "trademark")``; of an archive's member its sheet or file decides.
        """
        for part in reversed(sheet.split("!")):
            key = sheet_key(part.rpartition("/")[2].rpartition(".")[0] or part)
            if key in self._sheet_names:
                return self._sheet_names[key]
            ends = [name for name in self._sheet_names if key.endswith(name) and not name.isascii() and len(name) > 1]
            if ends:
                return self._sheet_names[max(ends, key=len)]
        return "", ""


def load_headings(overlay: Path | None) -> Headings:
    """The shipped tables of names with the office's own added; kinds the register does not load are left out."""
    return Headings({kind: table for kind, table in column_names(overlay).items() if kind in OBSERVATIONS})
