"""A search as it is kept: its query in its plain spelling, values of facets, order (检索的存放形式)."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from django.http import QueryDict

from zhiquan.basics.errors import BadInput
from zhiquan.basics.words import Words
from zhiquan.search.asking.question import Question
from zhiquan.search.language.printing import printed
from zhiquan.search.service import understood
from zhiquan.site.finding.asked import Asked, asked_of


def canonical(asked: Asked) -> str:
    """The search as the query part of an address; one for all spellings of the same.

    Raises:
        BadInput: it asks for everything, or the query cannot be read.
    """
    question = asked.question
    if not question.query and not question.narrowed:
        raise BadInput(
            Words("没有写查询式，也没有选筛选项", "there is neither a query nor a value of a facet"),
            remedy=Words("写出要查什么，再保存。", "Say what to look for, then save it."),
        )
    plain = printed(understood(question.query))
    narrowed = {name: tuple(sorted(set(values))) for name, values in question.narrowed.items()}
    return replace(asked, question=replace(question, query=plain, narrowed=narrowed)).query


def mark_of(asked: str) -> str:
    """Hash of a search as it is kept: 64 hex digits."""
    return hashlib.sha256(asked.encode()).hexdigest()


def asked_kept(asked: str) -> Asked:
    """A search as it is kept, as its page is asked for."""
    return asked_of(QueryDict(asked))


def question_of(asked: str) -> Question:
    """The question of a search as it is kept; words that nothing holds are not taken apart, nothing is counted."""
    return replace(asked_kept(asked).question, facets=(), may_loosen=False)
