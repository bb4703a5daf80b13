"""The rules of a concordance: what they are called and what they ask of the text (参照关系)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from zhiquan.basics.words import Words
from zhiquan.knowledge.concordance_keywords import Keywords, parse_keywords
from zhiquan.knowledge.tables_open import CodeTable
from zhiquan.knowledge.tables_reader import Row, refuse

_WITHOUT_WORDS = frozenset({"none", "placeholder"})


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of a concordance (参照关系).

    Attributes:
        industry_label: name of the industry; English falls back to Chinese where none is held.
        field_label: the same of the field; empty where the document names none.
        keywords: the condition on the text; None when it cannot be matched (placeholder).
        needs_keywords: False when the symbols alone decide.
        coverage: of green: ``full`` or ``partial`` (a person decides); else ``""``.
    """

    id: str
    industry: str
    field: str
    industry_label: Words
    field_label: Words
    keywords: Keywords | None
    needs_keywords: bool
    coverage: str


def read_rules(table: CodeTable, labels: CodeTable) -> dict[str, Rule]:
    """The rules by id, in the order of the document.

    Args:
        table: the rule table of a concordance.
        labels: the table ``concordance_labels``.

    Raises:
        BadDefinition: a rule states keywords and has none, or has some and states none.
    """
    english = {row["code"]: row["label_en"] for row in labels.rows if row["concordance"] == table.sheet.id}
    for number, row in enumerate(table.rows, start=2):
        if (row["keyword_kind"] in _WITHOUT_WORDS) == bool(row["keywords"]):
            rule = Words("关键词与关键词性质不符", "keywords and their kind contradict each other")
            refuse(rule, table=table.sheet.id, row=number, column="keyword_kind", value=row["keyword_kind"])
    return {row["rule"]: _rule(row, english) for row in table.rows}


def _rule(row: Row, english: Mapping[str, str]) -> Rule:
    return Rule(
        id=row["rule"],
        industry=row["industry"],
        field=row["field"],
        industry_label=Words(row["industry_zh"], english.get(row["industry"], row["industry_zh"])),
        field_label=Words(row["field_zh"], english.get(row["field"], row["field_zh"])),
        keywords=None if row["keyword_kind"] == "placeholder" else parse_keywords(row["keywords"]),
        needs_keywords=row["keyword_kind"] != "none",
        coverage=row.get("coverage", ""),
    )
