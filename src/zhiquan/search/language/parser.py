"""Reading a query into its tree (查询式解析). ``docs/search.md`` holds the grammar."""

from __future__ import annotations

import difflib
import re
from typing import NoReturn

from zhiquan.basics.words import Words
from zhiquan.knowledge.search_words import SearchField, SearchFields, search_fields
from zhiquan.search.language.days import days_meant, ends_of
from zhiquan.search.language.lexer import Token, plain, tokens
from zhiquan.search.language.mistakes import QueryMistake, instead, without
from zhiquan.search.language.tree import (
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
    all_of,
    any_of,
)
from zhiquan.search.text.folding import fold
from zhiquan.search.text.units import units

LONGEST, DEEPEST, MOST_WORDS = 2_000, 20, 64
"""Characters, brackets within brackets and words of one query at most."""

LONGEST_OPEN, MOST_SIGNS, MOST_OPEN = 60, 4, 12
"""Characters and wildcards of one word with wildcards, and such words of a query at most; values are as long."""

MOST_NEAR, MOST_CHOICES = 4, 8
"""Signs of nearness of one query, and words on one side of a sign at most."""

_TRIES = 8
_EXAMPLES = {"day": "2021..2025", "number": "2020105660889", "class": "H01M10", "status": "有效", "kind": "发明专利"}


def parsed(query: str, fields: SearchFields | None = None) -> Node:
    """The tree of a query; ``Everything()`` of an empty one.

    Raises:
        QueryMistake: the query cannot be read; it names the character and a mended query.
    """
    if len(query) > LONGEST:
        said = Words(f"查询式超过 {LONGEST} 字", f"the query is longer than {LONGEST} characters")
        raise QueryMistake(said, query=query, at=LONGEST, mended=query[:60])
    known = fields or search_fields()
    try:
        return _Reading(query, known).whole()
    except QueryMistake as mistake:
        mended = _settled(mistake.mended, known)
        raise QueryMistake(mistake.message, query=query, at=mistake.at, mended=mended) from None


def _settled(mended: str, fields: SearchFields) -> str:
    """A mended query that can be read: a query may hold several mistakes."""
    for _ in range(_TRIES):
        try:
            _Reading(mended, fields).whole()
        except QueryMistake as another:
            mended = another.mended
        else:
            return mended
    return " ".join(f'"{word}"' for word in re.findall(r"\w+", mended)[:10])


class _Reading:
    """One query being read from left to right."""

    def __init__(self, query: str, fields: SearchFields) -> None:
        self.query = query
        self.fields = fields
        self.tokens = tokens(query)
        self.place = 0
        self.depth = 0
        self.open_words = 0
        self.nears = 0
        if sum(token.kind in {"word", "phrase"} for token in self.tokens) > MOST_WORDS:
            said = Words(f"查询式超过 {MOST_WORDS} 个词", f"the query has more than {MOST_WORDS} words")
            self.fail(said, 0, " ".join(query.split()[:10]))

    def fail(self, said: Words, at: int, mended: str) -> NoReturn:
        """Refuse the query."""
        raise QueryMistake(said, query=self.query, at=at, mended=mended)

    def peek(self) -> Token | None:
        """The next piece; None at the end."""
        return self.tokens[self.place] if self.place < len(self.tokens) else None

    def take(self) -> Token:
        """The next piece, passed."""
        self.place += 1
        return self.tokens[self.place - 1]

    def whole(self) -> Node:
        """The whole query."""
        if not self.tokens:
            return Everything()
        found = self.either(None)
        rest = self.peek()
        if rest is not None:
            said = Words("多了一个右括号", "there is one closing bracket too many")
            self.fail(said, rest.at, without(self.query, rest.at, rest.end))
        return found

    def either(self, field: SearchField | None) -> Node:
        """Parts joined by or."""
        parts = [self.every(field)]
        while (token := self.peek()) and token.kind == "or":
            self.take()
            parts.append(self.every(field))
        return any_of(parts)

    def every(self, field: SearchField | None) -> Node:
        """Parts joined by and, or standing next to each other."""
        parts = [self.item(field)]
        while (token := self.peek()) and token.kind not in {"or", "close"}:
            if token.kind == "and":
                self.take()
            parts.append(self.item(field))
        return all_of(parts)

    def item(self, field: SearchField | None) -> Node:
        """One part, with the marks before it."""
        token = self.peek()
        if token is None:
            last = self.tokens[-1]
            said = Words(f"“{last.text}”后面缺少内容", f"nothing follows “{last.text}”")
            self.fail(said, last.at, without(self.query, last.at, last.end))
        if token.kind in {"and", "or", "near", "close"}:
            what = "空括号" if token.kind == "close" else f"“{token.text}”前面缺少内容"
            what_en = "the brackets are empty" if token.kind == "close" else f"nothing stands before “{token.text}”"
            begin = self.tokens[self.place - 1].at if token.kind == "close" and self.place else token.at
            self.fail(Words(what, what_en), token.at, without(self.query, begin, token.end))
        if token.kind in {"not", "prefix"}:
            self.take()
            self.deeper(token)
            body = self.item(field)
            self.depth -= 1
            return body if token.text == "+" else Maybe(body) if token.text == "?" else Not(body)
        return self.nearness(field)

    def nearness(self, field: SearchField | None) -> Node:
        """A part, or parts near each other: of a chain each two neighbours."""
        left = self.part(field)
        found: list[Node] = []
        while (token := self.peek()) and token.kind == "near":
            self.take()
            self.nears += 1
            if self.nears > MOST_NEAR:
                said = Words(f"邻近超过 {MOST_NEAR} 处", f"there are more than {MOST_NEAR} signs of nearness")
                self.fail(said, token.at, instead(self.query, token.at, token.end, "AND"))
            self.near_word(left, token)
            following = self.peek()
            right = self.part(field) if following and following.kind in {"word", "phrase", "open"} else None
            if right is None:
                said = Words(f"“{token.text}/{token.other}”后面要写词", "a word must follow the sign of nearness")
                self.fail(said, token.at, without(self.query, token.at, token.end))
            self.near_word(right, token)
            found.append(Near(left, right, int(token.other), token.text in {"W", "PRE"}, at=token.at))
            left = right
        return all_of(found) if found else left

    def near_word(self, node: Node, token: Token) -> None:
        """Refuse nearness of anything but words, phrases and a few choices of them."""
        parts = node.parts if isinstance(node, Or) else (node,)
        if not all(isinstance(part, Phrase) or (isinstance(part, Word) and not part.is_open) for part in parts):
            said = Words(
                "邻近两边只能是词、词组或用 OR 连接的词", "nearness is of words, phrases, or words joined by OR"
            )
            self.fail(said, token.at, instead(self.query, token.at, token.end, "AND"))
        if len(parts) > MOST_CHOICES:
            said = Words(
                f"邻近一边最多 {MOST_CHOICES} 个词", f"at most {MOST_CHOICES} words stand on one side of nearness"
            )
            self.fail(said, token.at, instead(self.query, token.at, token.end, "AND"))

    def part(self, field: SearchField | None) -> Node:
        """A word, phrase, range, field or brackets."""
        token = self.take()
        if token.kind == "open":
            return self.brackets(token, field)
        if token.kind == "field":
            return self.in_field(token, field)
        if token.kind == "phrase":
            return self.phrase(token, field)
        return self.word(token, field)

    def brackets(self, token: Token, field: SearchField | None) -> Node:
        """What stands in brackets."""
        self.deeper(token)
        found = self.either(field)
        if self.peek() is None:
            said = Words("括号没有闭合", "the bracket is not closed")
            self.fail(said, token.at, self.query.rstrip() + ")")
        self.take()
        self.depth -= 1
        return found

    def deeper(self, token: Token) -> None:
        """Count one more bracket or mark around what follows."""
        self.depth += 1
        if self.depth > DEEPEST:
            said = Words(f"括号嵌套超过 {DEEPEST} 层", f"brackets are nested more than {DEEPEST} deep")
            words = [one.text for one in self.tokens if one.kind in {"word", "phrase"}]
            self.fail(said, token.at, " ".join(words[:10]) or "…")

    def phrase(self, token: Token, field: SearchField | None) -> Node:
        """Words in quotation marks."""
        text = token.text.strip()
        if not units(fold(text)):
            self.fail(
                Words("引号里没有内容", "the quotation marks are empty"),
                token.at,
                without(self.query, token.at, token.end),
            )
        if field is not None and field.kind == "day":
            return self.days(text, token, field)
        self.value(text, token, field)
        return Phrase(text, at=token.at)

    def word(self, token: Token, field: SearchField | None) -> Node:
        """A plain word; in a field of days a day or range."""
        if token.kind == "range":
            return self.range(token.text, token.other, token, field)
        if field is not None and field.kind == "day":
            return self.days(token.text, token, field)
        if not units(fold(token.text.replace("*", "").replace("?", ""))):
            said = Words("通配符要和文字一起写", "a wildcard stands together with letters")
            self.fail(said, token.at, without(self.query, token.at, token.end) or "柚*")
        self.value(token.text, token, field)
        text = re.sub(r"\*{2,}", "*", token.text)
        if "*" in text or "?" in text:
            self.open_word(text, token)
        return Word(text, at=token.at)

    def open_word(self, text: str, token: Token) -> None:
        """Refuse a word with so many wildcards that looking for it would take long, and too many such words."""
        self.open_words += 1
        stem = f'"{re.sub(r"[*?]+", "", text)[:LONGEST_OPEN]}"'
        if len(text) > LONGEST_OPEN or text.count("*") + text.count("?") > MOST_SIGNS:
            said = Words(
                f"一个词最多 {MOST_SIGNS} 个通配符，带通配符的词不超过 {LONGEST_OPEN} 字",
                f"a word holds at most {MOST_SIGNS} wildcards, and with wildcards {LONGEST_OPEN} characters",
            )
            self.fail(said, token.at, instead(self.query, token.at, token.end, stem))
        if self.open_words > MOST_OPEN:
            said = Words(f"带通配符的词超过 {MOST_OPEN} 个", f"there are more than {MOST_OPEN} words with wildcards")
            self.fail(said, token.at, instead(self.query, token.at, token.end, stem))

    def value(self, text: str, token: Token, field: SearchField | None) -> None:
        """Refuse a value of a field of numbers, classes or names that is longer than any is."""
        if field is not None and field.kind != "text" and len(text) > LONGEST_OPEN:
            said = Words(
                f"“{field.code}”的值超过 {LONGEST_OPEN} 字",
                f"the value of “{field.code}” is longer than {LONGEST_OPEN} characters",
            )
            self.fail(said, token.at, instead(self.query, token.at, token.end, f'"{text[:LONGEST_OPEN].strip()}"'))

    def range(self, low: str, high: str, token: Token, field: SearchField | None) -> Node:
        """A range in square brackets."""
        if field is None or field.kind != "day":
            said = Words("只有日期可以写范围", "only days have ranges")
            self.fail(said, token.at, instead(self.query, token.at, token.end, f'"{low}"'))
        return self.days(f"{low}..{high}", token, field)

    def days(self, text: str, token: Token, field: SearchField) -> Node:
        """A day, month or year, or a range of them."""
        ends = ends_of(text) if days_meant(text) is None else None
        low, high = ends or (text, text)
        known = [days_meant(end) for end in (low, high) if end]
        if not known or None in known:
            said = Words(f"“{text}”不是日期", f"“{text}” is no day")
            self.fail(said, token.at, instead(self.query, token.at, token.end, "2021..2025"))
        first, last = days_meant(low), days_meant(high)
        if first and last and first[0] > last[1]:
            said = Words("起始晚于截止", "the first day is after the last")
            self.fail(said, token.at, instead(self.query, token.at, token.end, f"{high}..{low}"))
        del field
        return Between(low, high, at=token.at) if ends else Word(text, at=token.at)

    def in_field(self, token: Token, outer: SearchField | None) -> Node:
        """A field and what is looked for in it."""
        field = self.fields.named(token.text)
        following = self.peek()
        if field is None:
            self.unknown_field(token)
        if following is None or following.kind not in {"word", "phrase", "open", "range", "prefix"}:
            said = Words(f"“{token.text}”后面缺少内容", f"nothing follows “{token.text}”")
            self.fail(
                said,
                token.at,
                without(self.query, token.at, token.end) or f"{field.code}:{_EXAMPLES.get(field.kind, '冷却')}",
            )
        del outer
        sign = plain(self.query)[token.at : token.end].strip()[len(token.text) :].strip()
        if sign[0] in "<>":
            return self.compared(
                token,
                field,
                sign,
                is_even="≥" in self.query[token.at : token.end]
                or "≤" in self.query[token.at : token.end]
                or "=" in sign,
            )
        if following.kind == "prefix":
            self.deeper(token)
            body = self.item(field)
            self.depth -= 1
        else:
            body = self.part(field)
        return InField(field.code, body, at=token.at)

    def compared(self, token: Token, field: SearchField, sign: str, *, is_even: bool) -> Node:
        """A day after ``>`` or ``<``; with ``=`` the day itself too."""
        value = self.take()
        if field.kind != "day" or value.kind not in {"word", "phrase"} or days_meant(value.text.strip()) is None:
            said = Words("大于、小于只用于日期", "greater and less are for days")
            self.fail(said, token.at, instead(self.query, token.at, value.end, f"{field.code}:{value.text}"))
        text, is_low = value.text.strip(), sign[0] == ">"
        low, high = (text, "") if is_low else ("", text)
        body = Between(low, high, is_low and not is_even, not is_low and not is_even, at=value.at)
        return InField(field.code, body, at=token.at)

    def unknown_field(self, token: Token) -> NoReturn:
        """Refuse a field nobody knows, with the nearest one."""
        names = [*self.fields.by_name]
        near = difflib.get_close_matches(token.text.upper(), names, n=1, cutoff=0.6)
        value = self.peek()
        end = value.end if value else token.end
        quoted = instead(self.query, token.at, end, f'"{self.query[token.at : end].strip()}"')
        is_close = bool(near) and not (value and value.text.startswith("/"))
        mended = instead(self.query, token.at, token.at + len(token.text), near[0]) if is_close else quoted
        self.fail(Words(f"没有字段“{token.text}”", f"there is no field “{token.text}”"), token.at, mended)
