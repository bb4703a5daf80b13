"""What the background worker does with own lists once the index is new (清单跟随编号)."""

from __future__ import annotations

from django.db import transaction

from zhiquan.search.watching import current_ids
from zhiquan.site.collecting.models import Collected
from zhiquan.site.finding.room import library_of, opened
from zhiquan.site.office.house import House


def follow_ids(office: House) -> int:
    """Let own lists follow records that have another id now; how many ids changed.

    A list that holds a record under both ids keeps it once, with the note of either.
    """
    told = set(Collected.objects.values_list("record", flat=True).distinct())
    renamed = current_ids(library_of(office), opened().finder(), told) if told else {}
    for former, name in renamed.items():
        with transaction.atomic():
            for one in Collected.objects.filter(record=former, list__records__record=name):
                if one.note:
                    one.list.records.filter(record=name, note="").update(note=one.note)
                one.delete()
            Collected.objects.filter(record=former).update(record=name)
    return len(renamed)
