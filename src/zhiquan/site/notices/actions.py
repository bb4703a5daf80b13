"""Switching letters on and off, confirming an address, each with its audit line (邮件提醒操作)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from zhiquan.basics.errors import NotAllowed
from zhiquan.basics.words import Words
from zhiquan.site.accounts.models import Account
from zhiquan.site.audit.actions import write_line
from zhiquan.site.audit.models import Line
from zhiquan.site.gate.visitor import Visitor
from zhiquan.site.notices.codes import HOLDS, TRIES, hash_of, is_open, is_right, new_code
from zhiquan.site.notices.ending import end_letters
from zhiquan.site.notices.models import Subscription
from zhiquan.site.notices.sending import mail, require_taken
from zhiquan.site.notices.times import next_morning
from zhiquan.site.notices.writing import code_letter
from zhiquan.site.office.house import house

MOST_CODES = 5
"""Codes an account may have sent in 24 hours: the address may be a stranger's."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What somebody wants letters of (提醒选择): address, kinds, days ahead, language of the letters."""

    address: str
    kinds: Sequence[str]
    days: int
    language: str


def switch_on(wishes: Wishes, *, by: Visitor) -> Subscription:
    """Keep what the reader wants; an address that is not confirmed yet is sent a code.

    Raises:
        NotAllowed: the office sends no letters, or too many codes were asked for.
        BadInput: the server did not take the letter with the code; the wish is kept, the code can be sent again.
    """
    _require_mail()
    with transaction.atomic():
        account = Account.objects.select_for_update().get(username=by.account)
        known = Subscription.objects.filter(account=account).first()
        held = known or Subscription(account=account)
        if held.address != wishes.address:
            held.address, held.confirmed_at, held.next_at, held.failures = wishes.address, None, None, 0
        held.kinds, held.days, held.language = list(wishes.kinds), wishes.days, wishes.language
        code = "" if held.is_confirmed else _give_code(held, by)
        held.save()
        detail = {"kinds": held.kinds, "days": held.days}
        write_line("notices.changed" if known else "notices.on", by.account, by=by, detail=detail)
    if code:
        require_taken(code_letter(held.address, code))
    return held


def send_code_again(*, by: Visitor) -> None:
    """Send another code to the address that waits for one; the one before is good no more.

    Raises:
        NotAllowed: letters are off, the address is confirmed, or too many codes were asked for.
        BadInput: the server did not take the letter.
    """
    _require_mail()
    with transaction.atomic():
        held = _held(by)
        if held.is_confirmed:
            raise NotAllowed(Words("地址已经确认过", "the address is confirmed already"))
        code = _give_code(held, by)
        held.save()
    require_taken(code_letter(held.address, code))


@transaction.atomic
def confirm(code: str, *, by: Visitor) -> bool:
    """Confirm the address by the code sent to it; False for a wrong one, which counts.

    Raises:
        NotAllowed: letters are off, or the code is too old or was typed wrongly too often.
    """
    held, now = _held(by), house().now()
    if held.is_confirmed:
        return True
    if not is_open(held, at=now):
        raise NotAllowed(
            Words("确认码已失效", "the code is good no more"),
            where={"tries": TRIES, "hours": HOLDS // timedelta(hours=1)},
            remedy=Words("请再发一个。", "Have another one sent."),
        )
    if not is_right(held, by.account, code):
        held.code_tries += 1
        held.save(update_fields=["code_tries"])
        return False
    held.code_hash, held.code_at, held.code_tries = "", None, 0
    held.confirmed_at, held.next_at, held.told, held.told_until = now, next_morning(now), [], now
    held.save()
    write_line("notices.confirmed", by.account, by=by)
    return True


@transaction.atomic
def switch_off(*, by: Visitor) -> bool:
    """End the reader's letters and forget the address; False when there were none."""
    return end_letters(by.account, by=by)


def _held(by: Visitor) -> Subscription:
    held = Subscription.objects.select_for_update().filter(account__username=by.account).first()
    if held is None:
        raise NotAllowed(
            Words("邮件提醒没有开", "letters are off"), remedy=Words("先填地址，开邮件提醒。", "Switch them on first.")
        )
    return held


def _give_code(held: Subscription, by: Visitor) -> str:
    """A new code, counted before it is sent: a letter that fails counts too."""
    since = timezone.now() - HOLDS
    sent = Line.objects.filter(action="notices.code_sent", account=by.account, at__gt=since).count()
    if sent >= MOST_CODES:
        raise NotAllowed(
            Words(f"24 小时里最多发 {MOST_CODES} 个确认码", f"at most {MOST_CODES} codes are sent in 24 hours"),
            remedy=Words("请明天再试。", "Try again tomorrow."),
        )
    code = new_code()
    held.code_hash, held.code_at, held.code_tries = hash_of(by.account, code), house().now(), 0
    write_line("notices.code_sent", by.account, by=by)
    return code


def _require_mail() -> None:
    if not mail().is_on:
        raise NotAllowed(
            Words("这里不发邮件", "this office sends no letters"),
            remedy=Words("管理员没有设邮件服务器。", "The administrator has set no mail server."),
        )
