"""New hits outside the register: definitions, laws, services, documentation, clauses, figures (登记册以外的新命中).

They come with an upgrade or a publication, not with a load, and no earlier snapshot has them to compare with. A search
is told of them only when it names their kind; else every upgrade would tell everybody of pages that were reworded.
"""

from __future__ import annotations

from dataclasses import replace

from django.db import transaction

from zhiquan.basics.errors import BadInput
from zhiquan.search.asking.kinds import kinds_named
from zhiquan.search.asking.names import OTHER_KINDS
from zhiquan.search.asking.question import Question
from zhiquan.search.service import understood
from zhiquan.site.finding.room import Room
from zhiquan.site.office.house import House
from zhiquan.site.watching.keeping import question_of
from zhiquan.site.watching.models import NewHit, SavedSearch

_OUTSIDE = frozenset(OTHER_KINDS) - {"party"}


def others_found(room: Room, question: Question) -> list[str]:
    """Ids of records outside the register that a question finds, of the kinds it names; none when it names none.

    Raises:
        BadInput: the query cannot be read.
    """
    named = kinds_named(question, understood(question.query), room.finder.names) & _OUTSIDE
    if not named:
        return []
    return room.finder.ids(replace(question, narrowed={**question.narrowed, "kind": tuple(sorted(named))}), room.reach)


def tell_others(office: House, search: SavedSearch, room: Room) -> int:
    """Keep what a search finds outside the register and did not find last; how many there are.

    Of a search saved before they were noted, or resumed, what it finds now is noted and nothing told.
    """
    try:
        found = others_found(room, question_of(search.asked))
    except BadInput:  # it was readable when it was saved; the comparison of the register says so
        return 0
    with transaction.atomic():
        held = SavedSearch.objects.select_for_update().filter(pk=search.pk, is_paused=False).first()
        if held is None or held.others == found:
            return 0
        new = [] if held.others is None else [one for one in found if one not in set(held.others)]
        told = set(NewHit.objects.filter(search=held, record__in=new).values_list("record", flat=True))
        fresh = [one for one in new if one not in told]
        now, at = room.finder.about.snapshot, office.now()
        NewHit.objects.bulk_create([NewHit(search=held, record=name, snapshot=now, found_at=at) for name in fresh])
        SavedSearch.objects.filter(pk=held.pk).update(others=found)
    return len(fresh)
