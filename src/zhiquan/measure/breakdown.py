"""Holder kind and industry of each right, as expressions (分组)."""

from __future__ import annotations

import re

import ibis
import ibis.expr.types as ir

from zhiquan.knowledge.breakdowns import HolderKinds, Industries

PERSON, OTHER = "person", "other"
_SHORT = 4


def holder_kind(name: ir.Value, kinds: HolderKinds) -> ir.Value:
    """Id of the kind of holder a name tells: ``enterprise`` of ``演示甲科技有限公司``; null for no name."""
    upper = name.upper()
    branches = [
        (upper.re_search("|".join(re.escape(word) for word in group.words)), group.id) for group in kinds.groups
    ]
    branches.append((name.length() <= _SHORT, PERSON))
    told = ibis.cases(*branches, else_=OTHER)
    return ibis.ifelse(name.isnull(), ibis.null("string"), told)


def industry(main_class: ir.Value, industries: Industries | None) -> ir.Value:
    """Id of the industry a main class belongs to, the longest prefix first; null when none."""
    if industries is None:
        return ibis.null("string")
    prefixes = sorted(
        ((ipc, group.id) for group in industries.groups for ipc in group.ipc), key=lambda pair: -len(pair[0])
    )
    by_length: dict[int, dict[str, str]] = {}
    for ipc, name in prefixes:
        by_length.setdefault(len(ipc), {})[ipc] = name
    told = ibis.null("string")
    for length in sorted(by_length):
        start = main_class.substr(0, length)
        here = ibis.cases(
            *((start.isin(tuple(ipc for ipc, name in by_length[length].items() if name == one)), one)
              for one in dict.fromkeys(by_length[length].values())),
            else_=ibis.null("string"),
        )  # fmt: skip
        told = ibis.coalesce(here, told)
    return told
