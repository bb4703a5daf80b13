"""What the background worker does with letters: one round over those whose time has come (邮件提醒轮次).

A letter is never sent twice for one time: before it is handed over, the account's next time is moved to the next
morning and kept; only then it goes out; afterwards what it told is kept with its audit line. A worker that dies
between the two leaves the account with its next morning, and what was to be told is told then: later, and where the
letter had left already, once more, but it is never lost. What a server refuses is tried again after a growing pause.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone, translation
from django_tasks import task

from zhiquan.site.audit.actions import write_line
from zhiquan.site.gate.visitor import Visitor, visitor_behind
from zhiquan.site.jobs.kinds import BACKGROUND
from zhiquan.site.notices.gathering import Gathered, gathered
from zhiquan.site.notices.models import Subscription
from zhiquan.site.notices.queries import due
from zhiquan.site.notices.sending import NotTaken, OfOneLetter, hand_over, mail
from zhiquan.site.notices.times import next_morning, pause_after
from zhiquan.site.notices.writing import digest_letter
from zhiquan.site.office.house import House, house

_log = logging.getLogger(__name__)


@task(queue_name=BACKGROUND)
def send_round() -> None:
    """Send what is due; a round too many finds nobody."""
    send_due(house(), at=house().now())


def send_due(office: House, *, at: datetime) -> int:
    """Send the letters whose time has come; how many left.

    One that fails is logged and tried again later; the others go on, unless the server takes none at all.
    """
    sent = 0
    if not mail().is_on:
        return sent
    for held in list(due(at).select_related("account")):
        try:
            sent += _send(office, held, at=at)
        except OfOneLetter as problem:
            _log.warning("letter of subscription %s was refused: %s", held.pk, problem)
            _put_off([held.pk], at=at)
        except NotTaken as problem:
            _log.warning("the mail server takes no letters: %s", problem)
            _put_off([held.pk, *due(at).values_list("pk", flat=True)], at=at)
            return sent
        except Exception:  # noqa: BLE001 - one account that fails must not keep the others from their letters
            _log.exception("letter of subscription %s cannot be made", held.pk)
            _put_off([held.pk], at=at)
    return sent


def _send(office: House, held: Subscription, *, at: datetime) -> int:
    """One account's letter: 1 when it left, 0 when there was nothing to tell or another worker was first."""
    visitor = visitor_behind(held.account)
    moment = office.now()
    with translation.override(held.language):
        found = gathered(office, visitor, held)
        if not _take(held, at=at):
            return 0
        if not found.sections:
            Subscription.objects.filter(pk=held.pk).update(told=list(found.marks), failures=0)
            return 0
        hand_over(digest_letter(held, found, day=timezone.localtime(at).date()))
    _keep(held, found, visitor, moment)
    return 1


def _take(held: Subscription, *, at: datetime) -> bool:
    """Move the account's time on before anything leaves; False when that was done, or letters were ended, meanwhile."""
    same = Subscription.objects.filter(pk=held.pk, next_at=held.next_at, confirmed_at=held.confirmed_at)
    return bool(same.filter(address=held.address).update(next_at=next_morning(at)))


@transaction.atomic
def _keep(held: Subscription, found: Gathered, visitor: Visitor, moment: datetime) -> None:
    """What was told, and its line of the trail: kinds and counts, neither address nor content."""
    told = {"told": list(found.marks), "told_until": moment, "last_sent_at": moment, "failures": 0}
    Subscription.objects.filter(pk=held.pk).update(**told)
    write_line("notices.sent", held.account.username, by=visitor, detail=found.counts)


def _put_off(keys: Iterable[int], *, at: datetime) -> None:
    """Let subscriptions wait after one more failure."""
    waiting = Subscription.objects.filter(pk__in=list(keys))
    for pk, failures in list(waiting.values_list("pk", "failures")):
        until = at + pause_after(failures + 1)
        Subscription.objects.filter(pk=pk).update(failures=F("failures") + 1, next_at=until)
