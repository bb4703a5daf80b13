"""The index this site answers from, and how far a reader's search reaches (检索库与可见范围)."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from zhiquan.search.asking.names import Names
from zhiquan.search.index.places import SearchHome
from zhiquan.search.keeping import Library, Opened
from zhiquan.search.reach import Reach
from zhiquan.site.gate.policy import May
from zhiquan.site.gate.scope import scope_of
from zhiquan.site.gate.visitor import Visitor
from zhiquan.site.office.house import House, house


def library_of(office: House) -> Library:
    """Where the office's register and its index lie."""
    settings = office.settings
    home = SearchHome(settings.home / "search")
    return Library(office.lake, home, office.knowledge(), settings.knowledge, settings.memory)


def opened() -> Opened:
    """The indexes that are open in this process."""
    settings = house().settings
    return _opened(settings.home / "search", settings.knowledge)


@lru_cache(maxsize=4)
def _opened(root: Path, overlay: Path) -> Opened:
    return Opened(SearchHome(root), Names.load(overlay))


def reach_of(visitor: Visitor) -> Reach:
    """What a reader of the workbench may find: the scope's records whole, of others what everybody may see."""
    if not visitor.may(May.SEE_REGISTER):
        return Reach.public()
    with house().reader() as reader:
        return Reach.of_scope(scope_of(visitor), reader, also_public=True)
