"""The kinds of records that are indexed (全部来源)."""

from __future__ import annotations

from zhiquan.search.index.source import Source
from zhiquan.search.sources.definitions import Definitions
from zhiquan.search.sources.documentation import Documentation
from zhiquan.search.sources.parties import Parties
from zhiquan.search.sources.plans import Plans
from zhiquan.search.sources.rights import Rights

SOURCES: tuple[Source, ...] = (Rights(), Parties(), Definitions(), Plans(), Documentation())
"""Every source; a record's id belongs to one of them only."""
