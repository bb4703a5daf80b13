"""What a word in the search box of the workbench means (工作台查找)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from zhiquan.basics.errors import NotFound
from zhiquan.register.browsing.asking import RightFilter
from zhiquan.register.browsing.browse import Paging, browse, count
from zhiquan.register.browsing.scope import Scope, admits_right
from zhiquan.register.lake.reader import Reader
from zhiquan.register.reading.card import ids_meant
from zhiquan.site.gate.scope import scope_of
from zhiquan.site.gate.visitor import Visitor
from zhiquan.site.office.house import house
from zhiquan.site.registry.parties import PartyList, parties_in, reached_parties
from zhiquan.site.registry.queries import Line, line_of

SHOWN = 10
_SHORTEST_HALF = 2


@dataclass(frozen=True, slots=True)
class Found:
    """What answers to the words, within what the reader may see (查找结果).

    Args:
        words: the words looked for.
        right: the one right meant; empty when it is not one.
        party: the one party meant; empty when it is not one.
        lines: the first rights.
        rights: how many there are.
        parties: the first parties and their number.
        easier: when nothing answers: words with a part left out, and how many rights and parties that gives.
    """

    words: str
    right: str = ""
    party: str = ""
    lines: tuple[Line, ...] = ()
    rights: int = 0
    parties: PartyList = field(default_factory=lambda: PartyList((), 0, 1, 1))
    easier: tuple[tuple[str, int], ...] = ()


def find_in_register(visitor: Visitor, words: str) -> Found:
    """Look for a number in any spelling, a name, a party.

    Returns:
        A number or full name that means one thing gives its id in ``right`` or ``party``; anything else the lists.
    """
    office, scope = house(), scope_of(visitor)
    with office.reader() as reader:
        meant = _meant(reader, scope, words)
        if len(meant) == 1:
            is_party = meant[0].startswith("party:")
            return Found(words, right="" if is_party else meant[0], party=meant[0] if is_party else "")
        wanted = RightFilter(on=office.today, words=words)
        page = browse(reader, wanted, scope, Paging(size=SHOWN, facets=0))
        parties = parties_in(reader, scope, words, size=SHOWN)
        found = Found(words, lines=tuple(map(line_of, page.rows)), rights=page.total, parties=parties)
        if page.total == 1 and not parties.total:
            return replace(found, right=page.rows[0].right)
        if parties.total == 1 and not page.total:
            return replace(found, party=parties.lines[0].party)
        if not page.total and not parties.total:
            return replace(found, easier=_easier(reader, scope, words, on=office.today))
        return found


def _meant(reader: Reader, scope: Scope, words: str) -> list[str]:
    """Ids of what the words name exactly, within the scope."""
    try:
        ids = ids_meant(reader, words)
    except NotFound:
        return []
    found = [name for name in ids if not name.startswith("party:") and admits_right(reader, scope, name)]
    if any(name.startswith("party:") for name in ids):
        reached = reached_parties(reader, scope)
        found += [name for name in ids if name in reached]
    return found


def _easier(reader: Reader, scope: Scope, words: str, *, on: date) -> tuple[tuple[str, int], ...]:
    """The words with one part left out, those that then find something, most first."""
    found = []
    for tried in _shorter(words):
        rights = count(reader, RightFilter(on=on, words=tried), scope)
        total = rights + parties_in(reader, scope, tried, size=1).total
        if total:
            found.append((tried, total))
    return tuple(sorted(found, key=lambda one: -one[1]))


def _shorter(words: str) -> list[str]:
    """Of several words each left out in turn; of one word its two halves."""
    parts = words.split()
    if len(parts) > 1:
        return [" ".join([*parts[:place], *parts[place + 1 :]]) for place in range(min(len(parts), 6))]
    middle = (len(words) + 1) // 2
    return [half for half in (words[:middle], words[middle:]) if len(half) >= _SHORTEST_HALF]
