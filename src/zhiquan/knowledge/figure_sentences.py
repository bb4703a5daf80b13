"""Pieces of indicators, plans and breakdowns as one line to read (指标与规划的文字表述)."""

from __future__ import annotations

from collections.abc import Callable

from zhiquan.basics.words import Words
from zhiquan.knowledge.appraisals import AppraisalItem, Extra
from zhiquan.knowledge.breakdowns import HolderGroup, IndustryGroup
from zhiquan.knowledge.indicators import Denominator, Numerator
from zhiquan.knowledge.labels import RIGHT_KINDS, value_label
from zhiquan.knowledge.parameters import Choice
from zhiquan.knowledge.plans import PlanClause, PlanDuty, PlanMilestone, PlanRelative, PlanTarget, Serves
from zhiquan.knowledge.series_names import series_names
from zhiquan.knowledge.shapes import Shape
from zhiquan.knowledge.sheets import SheetPart

NameOf = Callable[[str, str], Words]


def _listed(parts: list[Words]) -> Words:
    kept = [part for part in parts if part.zh]
    return Words("；".join(part.zh for part in kept), "; ".join(part.en for part in kept))


def _plain(texts: tuple[str, ...]) -> Words:
    return Words("、".join(texts), ", ".join(texts))


def _numerator(piece: Numerator, name_of: NameOf) -> Words:
    kinds = [RIGHT_KINDS[kind] for kind in piece.kinds]
    of = Words("、".join(kind.zh for kind in kinds), ", ".join(kind.en for kind in kinds))
    parts = [value_label("count", piece.count), of]
    if piece.series:
        parts.append(series_names()[piece.series].label)
    parts += [_titles(piece), value_label("window", piece.window), value_label("once", piece.once)]
    if piece.setting:
        told = name_of("parameters", piece.setting)
        parts.append(Words(f"参数：{told.zh}", f"setting: {told.en}"))
    if piece.years:
        parts.append(Words(f"{piece.years} 年", f"{piece.years} years"))
    if piece.holder_kind:
        parts.append(value_label("holder_kind", piece.holder_kind))
    if piece.sums:
        parts.append(Words("合计金额", "amounts are added up"))
    return _listed(parts)


def _titles(piece: Numerator) -> Words:
    titles = [value_label("titles", one) for one in piece.titles]
    levels = [value_label("levels", one) for one in piece.levels]
    found = [*levels, *titles]
    return Words("、".join(one.zh for one in found), ", ".join(one.en for one in found))


def _denominator(piece: Denominator, _: NameOf) -> Words:
    at = value_label("at", piece.at)
    if not piece.series:
        return at
    told = series_names()[piece.series].label
    return Words(f"{at.zh}的{told.zh}", f"{told.en}, {at.en}")


def _clause(piece: PlanClause, _: NameOf) -> Words:
    return Words(f"{piece.number} {piece.title}", f"{piece.number} {piece.title}")


def _indicator(name: str, words: str, name_of: NameOf) -> Words:
    return name_of("indicators", name) if name else Words(words, words)


def _target(piece: PlanTarget, name_of: NameOf) -> Words:
    told, cmp = _indicator(piece.indicator, piece.words, name_of), value_label("cmp", piece.cmp)
    by = Words(f"，{piece.by} 年", f" by {piece.by}") if piece.by else Words("", "")
    return Words(
        f"{piece.clause}：{told.zh}{cmp.zh} {piece.value} {piece.unit}{by.zh}",
        f"{piece.clause}: {told.en} {cmp.en} {piece.value} {piece.unit}{by.en}",
    )


def _relative(piece: PlanRelative, name_of: NameOf) -> Words:
    told = _indicator(piece.indicator, piece.words, name_of)
    return Words(f"{piece.clause}：{told.zh}，{piece.to}", f"{piece.clause}: {told.en}, {piece.to}")


def _milestone(piece: PlanMilestone, name_of: NameOf) -> Words:
    told = name_of("indicators", piece.indicator)
    return Words(f"{piece.day}：{told.zh} {piece.value}", f"{piece.day}: {told.en} {piece.value}")


def _duty(piece: PlanDuty, _: NameOf) -> Words:
    lead = "、".join(piece.lead)
    who = Words(f"（{lead}）", f" ({lead})") if lead else Words("", "")
    return Words(f"{piece.clause}：{piece.text}{who.zh}", f"{piece.clause}: {piece.text}{who.en}")


def _serves(piece: Serves, name_of: NameOf) -> Words:
    by = [_what_serves(one, name_of) for one in piece.by]
    nothing = Words("尚无承接", "nothing yet")
    told = _listed(by) if by else nothing
    return Words(f"{piece.clause}“{piece.text}”：{told.zh}", f"{piece.clause} “{piece.text}”: {told.en}")


def _what_serves(name: str, name_of: NameOf) -> Words:
    kind, _, rest = name.partition(":")
    folders = {"indicator": "indicators", "appraisal": "appraisals", "sheet": "sheets"}
    if kind in folders:
        return name_of(folders[kind], rest)
    if rest in RIGHT_KINDS:
        return RIGHT_KINDS[rest]
    return value_label("serving", rest)


def _choice(piece: Choice, _: NameOf) -> Words:
    return Words(f"{piece.value}：{piece.says.zh}", f"{piece.value}: {piece.says.en}")


def _holder_group(piece: HolderGroup, _: NameOf) -> Words:
    words = _plain(piece.words)
    return Words(f"{piece.label.zh}：{words.zh}", f"{piece.label.en}: {words.en}")


def _industry_group(piece: IndustryGroup, _: NameOf) -> Words:
    ipc = _plain(piece.ipc)
    return Words(f"{piece.label.zh}：{ipc.zh}", f"{piece.label.en}: {ipc.en}")


def _item(piece: AppraisalItem, _: NameOf) -> Words:
    kinds = [(value_label("unit_kind", kind), weight) for kind, weight in piece.weights.items()]
    zh = "、".join(f"{kind.zh} {weight} 分" for kind, weight in kinds)
    en = ", ".join(f"{kind.en} {weight}" for kind, weight in kinds)
    rests = value_label("evidence", piece.evidence)
    return Words(f"{piece.label.zh}：{zh}；依据{rests.zh}", f"{piece.label.en}: {en}; rests on {rests.en}")


def _extra(piece: Extra, _: NameOf) -> Words:
    return Words(f"{piece.label.zh}，至多 {piece.cap} 分", f"{piece.label.en}, at most {piece.cap}")


def _sheet_part(piece: SheetPart, name_of: NameOf) -> Words:
    rows = [row.label or name_of("indicators", row.indicator) for row in piece.rows]
    zh, en = "、".join(row.zh for row in rows), ", ".join(row.en for row in rows)
    return Words(f"{piece.label.zh}：{zh}", f"{piece.label.en}: {en}")


FIGURE_SENTENCES: dict[type[Shape], Callable[..., Words]] = {
    Numerator: _numerator,
    Denominator: _denominator,
    PlanClause: _clause,
    PlanTarget: _target,
    PlanRelative: _relative,
    PlanMilestone: _milestone,
    PlanDuty: _duty,
    Serves: _serves,
    HolderGroup: _holder_group,
    IndustryGroup: _industry_group,
    Choice: _choice,
    AppraisalItem: _item,
    Extra: _extra,
    SheetPart: _sheet_part,
}
"""Type of piece to how it is said."""
