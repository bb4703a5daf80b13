"""Letters as text and as a page, in the language of who gets them (邮件正文)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from zhiquan.basics.words import Words
from zhiquan.site.notices.models import Subscription
from zhiquan.site.notices.sending import letter, mail
from zhiquan.site.shell.speech import say

if TYPE_CHECKING:  # what is gathered rests on half the site, and a code needs none of it
    from zhiquan.site.notices.gathering import Gathered, Section

_OFF = Words("不想再收：在这一页关闭", "To stop these letters, switch them off here")
_DESK = Words("全部待办", "Everything on your desk")
_WHY = Words(
    "您在知权里开了邮件提醒，所以收到这封信。信里只有编号、日期和件数，内容登录后看。请勿回复。",
    "You switched these letters on. They hold numbers, days and counts; sign in to read more. Please do not reply.",
)


def digest_letter(held: Subscription, found: Gathered, *, day: date) -> EmailMultiAlternatives:
    """The letter of a day; the same account and day have the same Message-ID, so that a copy can be told.

    Called in the language of the letter.
    """
    number = sum(found.counts.values())
    subject = say(Words(f"知权提醒：{number} 件", f"Zhiquan notices: {number}"))
    desk, off = _full(reverse("desk")), _full(reverse("own-notices"))
    sections = [_told(one) for one in found.sections]
    ending = [f"{say(_DESK)}\n{desk}", f"{say(_WHY)}\n{say(_OFF)}\n{off}"]
    shown = {"subject": subject, "sections": sections, "desk": desk, "off": off}
    page = _page("notices/letter.html", shown | {"words": {"desk": say(_DESK), "why": say(_WHY), "off": say(_OFF)}})
    host = mail().site.partition("://")[2].partition(":")[0]
    headers = {"Message-ID": f"<notices-{held.pk}-{day:%Y%m%d}@{host}>", "List-Unsubscribe": f"<{off}>"}
    return letter(
        held.address, subject, "\n\n".join([*(one.plain() for one in sections), *ending]) + "\n", page, headers
    )


def code_letter(address: str, code: str) -> EmailMultiAlternatives:
    """The letter that carries a code; it says nothing of whose account it is, as the address may be a stranger's."""
    subject = say(Words("知权：确认收信地址", "Zhiquan: confirm your address"))
    where = _full(reverse("own-notices"))
    told = [
        say(Words(f"确认码：{code}", f"Code: {code}")),
        say(Words("24 小时内登录知权，在这一页输入：", "Within 24 hours sign in to Zhiquan and type it on this page:")),
        where,
        say(
            Words(
                "不是您要的，请不用理会：不输入这个码，就不会再有信来。",
                "If you did not ask for it, do nothing: without the code no more letters come.",
            )
        ),
    ]
    page = _page("notices/code.html", {"subject": subject, "lines": told, "where": where})
    return letter(address, subject, "\n\n".join(told) + "\n", page, {})


def trial_letter(address: str) -> EmailMultiAlternatives:
    """A letter that only shows that letters arrive."""
    subject = say(Words("知权：试发一封", "Zhiquan: a trial letter"))
    told = [say(Words("能看到这封信，邮件提醒就能用。", "If you can read this, letters work.")), mail().site]
    page = _page("notices/code.html", {"subject": subject, "lines": told, "where": mail().site})
    return letter(address, subject, "\n\n".join(told) + "\n", page, {})


@dataclass(frozen=True, slots=True)
class _Told:
    """A section in the language of the letter: text and full address of each line."""

    label: str
    lines: tuple[tuple[str, str], ...]
    rest: str

    def plain(self) -> str:
        """As plain text."""
        lines = [f"- {text}\n  {address}" for text, address in self.lines]
        return "\n".join([f"【{self.label}】", *lines, *([self.rest] if self.rest else [])])


def _told(section: Section) -> _Told:
    lines = tuple((say(one.text), _full(one.address)) for one in section.shown)
    rest = Words(f"另有 {section.rest} 件", f"and {section.rest} more")
    return _Told(say(section.label), lines, say(rest) if section.rest else "")


def _full(address: str) -> str:
    return mail().site + address


def _page(template: str, shown: dict[str, object]) -> str:
    return render_to_string(template, {**shown, "language": translation.get_language()})
