"""Reading and checking the audit trail (查审计)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.db import DEFAULT_DB_ALIAS
from django.db.models import QuerySet

from zhiquan.register.lake.home import LakeHome
from zhiquan.register.trail import broken_trail
from zhiquan.site.audit.chain import Break, Link, Said, breaks
from zhiquan.site.audit.collecting import unrecorded, vanished
from zhiquan.site.audit.models import Head, Line


@dataclass(frozen=True, slots=True)
class Checked:
    """What the check of the whole trail found (校验结果).

    Attributes:
        lines: number of lines read.
        end: hash of the last line.
        digest: name of the algorithm of that hash.
        breaks: where the chain does not hold; empty when it is whole.
    """

    lines: int
    end: str
    digest: str
    breaks: tuple[Break, ...]

    @property
    def is_whole(self) -> bool:
        """True when nothing was changed, taken out or left out."""
        return not self.breaks


def check_trail(home: LakeHome) -> Checked:
    """Recompute every hash, and compare the trail with the register's snapshots and the commands' own lines."""
    chain = check_chain()
    found = list(chain.breaks)
    if home.shelf.folder.is_dir():
        found += [Break(0, "unrecorded", name) for name in unrecorded(home)]
        found += [Break(0, "missing", name) for name in vanished(home)]
        found += [Break(0, "changed", f"trail.jsonl:{number}") for number in broken_trail(home.root)]
    return replace(chain, breaks=tuple(found))


def check_chain(alias: str = DEFAULT_DB_ALIAS) -> Checked:
    """Recompute every hash of the chain in one database, without looking at the register."""
    head = Head.objects.using(alias).filter(id=1).first() or Head(id=1)
    found = breaks(_links(alias), length=head.number, end=head.hash)
    return Checked(head.number, head.hash, _digest_of_end(head, alias), tuple(found))


def _links(alias: str) -> Iterator[Link]:
    for line in Line.objects.using(alias).order_by("number").iterator(chunk_size=2000):
        said = Said(line.at, line.account, line.role, line.source, line.action, line.subject, line.detail)
        yield Link(line.number, said, line.previous, line.hash, line.digest)


def _digest_of_end(head: Head, alias: str) -> str:
    """Algorithm of the last line; of an empty chain the one it would begin with."""
    last = Line.objects.using(alias).filter(number=head.number).values_list("digest", flat=True).first()
    return last or head.digest


def lines_of(*, action: str = "", account: str = "", words: str = "") -> QuerySet[Line]:
    """Lines of the trail, the newest first."""
    found = Line.objects.all()
    if action:
        found = found.filter(action__startswith=action)
    if account:
        found = found.filter(account=account)
    if words:
        found = found.filter(subject__icontains=words)
    return found
