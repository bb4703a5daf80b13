"""Names of statuses and kinds of records, to read them in queries and say them back (名称对照)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from zhiquan.basics.words import Words
from zhiquan.knowledge.breakdowns import Industries, industry_key
from zhiquan.knowledge.catalogue import load_knowledge
from zhiquan.knowledge.search_words import Synonyms, synonyms
from zhiquan.register.browsing.facets import GROUPS
from zhiquan.register.rules import Rules, load_rules
from zhiquan.register.tables import RIGHT_KINDS
from zhiquan.search.text.folding import fold

OTHER_KINDS: Mapping[str, Words] = {
    "party": Words("主体", "party"),
    "clause": Words("规划条款", "plan clause"),
    "figure": Words("已发布数据", "published figure"),
    "service": Words("公共服务", "public service"),
    "indicator": Words("指标口径", "definition of an indicator"),
    "instrument": Words("法规文件", "law or document"),
    "guide": Words("使用说明", "documentation"),
}
"""Kinds of records besides rights."""

_GROUPS_OF_KINDS = {
    "专利": ("invention_patent", "utility_model", "design_patent", "overseas_patent"),
    "patent": ("invention_patent", "utility_model", "design_patent", "overseas_patent"),
    "发明": ("invention_patent",),
    "著作权": ("software_copyright", "work_copyright"),
    "资料": ("indicator", "instrument"),
}


@dataclass(frozen=True)
class Names:
    """What words of a query stand for.

    Args:
        statuses: id of a status or group to its name.
        kinds: id of a kind to its name.
        synonyms: words that mean the same.
        industries: key of an industry to its name.
    """

    statuses: Mapping[str, Words]
    kinds: Mapping[str, Words]
    synonyms: Synonyms
    industries: Mapping[str, Words]

    @classmethod
    def load(cls, overlay: Path | None, rules: Rules | None = None) -> Names:
        """The names by the definitions in force."""
        found = rules or load_rules(overlay)
        statuses = {**GROUPS, **{one: found.label(one) for one in found.model.statuses}}
        industries = {
            industry_key(place.id, group.id): Words(group.label.zh, group.label.en)
            for place in load_knowledge(overlay=overlay).all(Industries)
            for group in place.groups
        }
        return cls(statuses, {**RIGHT_KINDS, **OTHER_KINDS}, synonyms(overlay), industries)

    def statuses_meant(self, word: str) -> tuple[str, ...]:
        """Statuses or groups of a name: ``statuses_meant("有效")`` is ``("in_force",)``; empty when there is none."""
        return _meant(word, self.statuses)

    def kinds_meant(self, word: str) -> tuple[str, ...]:
        """Kinds of a name; ``专利`` stands for all four kinds of patents."""
        return _GROUPS_OF_KINDS.get(fold(word)) or _meant(word, self.kinds)


def _meant(word: str, names: Mapping[str, Words]) -> tuple[str, ...]:
    wanted = fold(word).strip()
    if wanted in names:
        return (wanted,)
    exact = tuple(name for name, words in names.items() if wanted in {fold(words.zh), fold(words.en)})
    if exact or not wanted:
        return exact
    return tuple(name for name, words in names.items() if wanted in fold(words.zh) or wanted in fold(words.en))
