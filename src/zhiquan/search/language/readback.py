"""What a query asks for, in words (查询回读)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from zhiquan.basics.words import Words
from zhiquan.knowledge.search_words import SearchField, Synonyms, search_fields
from zhiquan.search.language.tree import (
    And,
    Between,
    Everything,
    InField,
    Maybe,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Word,
)

Role = Literal["must", "maybe", "not"]


@dataclass(frozen=True, slots=True)
class Said:
    """One condition of a query in words (回读条件).

    Args:
        role: must hold, may hold, must not hold.
        words: the condition.
        others: words that mean the same and are looked for too.
    """

    role: Role
    words: Words
    others: tuple[str, ...] = ()


def said(node: Node, synonyms: Synonyms | None) -> tuple[Said, ...]:
    """The conditions of a query, in its order; each top part of an ``and`` is one.

    Args:
        node: the query.
        synonyms: words that are looked for besides; None for none.
    """
    parts = node.parts if isinstance(node, And) else (node,)
    return tuple(_part(part, synonyms) for part in parts)


def sentence(conditions: tuple[Said, ...]) -> Words:
    """The conditions as one sentence; words that mean the same in brackets."""
    zh = "，".join(one.words.zh + (f"（或{'、'.join(one.others)}）" if one.others else "") for one in conditions)
    en = "; ".join(one.words.en + (f" (or {', '.join(one.others)})" if one.others else "") for one in conditions)
    return Words(f"{zh}。", f"{en}.")


def _part(part: Node, synonyms: Synonyms | None) -> Said:
    if isinstance(part, Maybe):
        clause = _clause(part.body, None)
        return Said("maybe", Words(f"最好{clause.zh}", f"preferably {clause.en}"), _others(part.body, synonyms))
    if isinstance(part, Not):
        return Said("not", _negated(_clause(part.body, None)), ())
    clause = _clause(part, None)
    is_text = clause.zh.startswith("含")
    lead = Words("必须", "must have ") if is_text else Words("", "")
    return Said("must", Words(lead.zh + clause.zh, lead.en + clause.en.removeprefix("with ") if is_text else clause.en),
                _others(part, synonyms))  # fmt: skip


def _others(node: Node, synonyms: Synonyms | None) -> tuple[str, ...]:
    body = node.body if isinstance(node, InField) and search_fields().of(node.code).kind == "text" else node
    if synonyms is None or not isinstance(body, Word) or body.is_open:
        return ()
    return synonyms.of(body.text)


def _clause(node: Node, field: SearchField | None) -> Words:
    if isinstance(node, And | Or):
        zh, en = ("且", "and") if isinstance(node, And) else ("或", "or")
        parts = [_nested(part, field) for part in node.parts]
        return Words(zh.join(one.zh for one in parts), f" {en} ".join(one.en for one in parts))
    if isinstance(node, Not):
        return _negated(_clause(node.body, field))
    if isinstance(node, Maybe):
        body = _clause(node.body, field)
        return Words(f"最好{body.zh}", f"preferably {body.en}")
    if isinstance(node, InField):
        return _clause(node.body, search_fields().of(node.code))
    if isinstance(node, Near):
        return _near(node, field)
    return _leaf(node, field)


def _nested(node: Node, field: SearchField | None) -> Words:
    found = _clause(node, field)
    return Words(f"（{found.zh}）", f"({found.en})") if isinstance(node, And | Or) else found


def _negated(clause: Words) -> Words:
    zh = (
        clause.zh.replace("含“", "不含“", 1) if "含“" in clause.zh and "（" not in clause.zh else f"不是（{clause.zh}）"
    )
    if clause.zh.count("“") > 1:
        zh = f"不是（{clause.zh}）"
    return Words(zh, f"not {clause.en}")


def _near(node: Near, field: SearchField | None) -> Words:
    where = Words(field.label.zh, f"{field.label.en} ") if field else Words("", "")
    left, right = _quoted(node.left), _quoted(node.right)
    zh, en = f"相距不超过 {node.distance} 字", f"at most {node.distance} characters apart"
    if node.is_ordered:
        return Words(
            f"{where.zh}含{left.zh}在前、{right.zh}在后，{zh}", f"with {where.en}{left.en} before {right.en}, {en}"
        )
    return Words(f"{where.zh}含{left.zh}与{right.zh}，{zh}", f"with {where.en}{left.en} and {right.en} {en}")


def _quoted(node: Node) -> Words:
    parts = node.parts if isinstance(node, Or) else (node,)
    texts = [f"“{part.text}”" for part in parts if isinstance(part, Word | Phrase)]
    return Words("或".join(texts), " or ".join(texts))


def _leaf(node: Word | Phrase | Between | Everything, field: SearchField | None) -> Words:
    if isinstance(node, Everything):
        return Words("全部", "everything")
    if isinstance(node, Between):
        return _range(node, field)
    if field is None:
        return Words(f"含“{node.text}”", f"with “{node.text}”")
    zh, en = field.label.zh, field.label.en
    form = {
        "text": (f"{zh}含“{node.text}”", f"{en} with “{node.text}”"),
        "number": (f"{zh}为 {node.text}", f"{en} {node.text}"),
        "class": (f"{zh}属于 {node.text.rstrip('*').rstrip('/')}", f"{en} under {node.text.rstrip('*').rstrip('/')}"),
        "day": (f"{zh}在 {node.text}", f"{en} in {node.text}"),
        "status": (f"{zh}为{node.text}", f"{en} is {node.text}"),
        "kind": (f"{zh}为{node.text}", f"{en} is {node.text}"),
    }[field.kind]
    return Words(*form)


def _range(node: Between, field: SearchField | None) -> Words:
    assert field is not None  # ranges are read in fields only
    zh, en = field.label.zh, field.label.en
    low = f"{node.low} 年" if len(node.low) == 4 else node.low
    high = f"{node.high} 年" if len(node.high) == 4 else node.high
    if not node.high:
        beyond = ("之后", "after") if node.is_beyond_low else ("以后", "from")
        return Words(f"{zh}在 {low}{beyond[0]}", f"{en} {beyond[1]} {node.low}")
    if not node.low:
        before = ("之前", "before") if node.is_before_high else ("以前", "until")
        return Words(f"{zh}在 {high}{before[0]}", f"{en} {before[1]} {node.high}")
    return Words(f"{zh}在 {low}至 {high}", f"{en} from {node.low} to {node.high}")
