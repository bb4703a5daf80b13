"""Handing one letter over to the mail server, and why that failed (递交邮件)."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPResponseException

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection

from zhiquan.basics.errors import BadInput
from zhiquan.basics.words import Words
from zhiquan.site.mailing import SETTING, Mail

_log = logging.getLogger(__name__)


class OfOneLetter(Exception):
    """The server works, but took this letter or this address not (这一封被拒收)."""


class NotTaken(Exception):
    """The server cannot be reached or takes no letter at all (邮件服务器不收信)."""


def mail() -> Mail:
    """How letters are sent here."""
    found: Mail = settings.MAIL
    return found


def letter(to: str, subject: str, text: str, page: str, headers: Mapping[str, str]) -> EmailMultiAlternatives:
    """A letter as plain text and as a simple page.

    Args:
        to: whom it goes to.
        subject: its subject, one line.
        text: the plain part.
        page: the same as HTML.
        headers: more of its head.
    """
    plain = {"Auto-Submitted": "auto-generated", **headers}
    made = EmailMultiAlternatives(subject, text, mail().sender, [to], headers=plain)
    made.attach_alternative(page, "text/html")
    return made


def hand_over(made: EmailMultiAlternatives) -> None:
    """Give a letter to the server over a connection of its own.

    Raises:
        OfOneLetter: it was refused, others may pass.
        NotTaken: the server does not answer, refuses the sign-in or the sender.
    """
    try:
        get_connection(mail().backend, **mail().options).send_messages([made])
    except (SMTPRecipientsRefused, SMTPDataError) as problem:
        raise OfOneLetter(reason_of(problem)) from None  # its text names the address, which no log holds
    except OSError as problem:
        raise NotTaken(reason_of(problem)) from None


def reason_of(problem: OSError) -> str:
    """Kind and number of what went wrong, without an address: ``SMTPRecipientsRefused 550``."""
    code: object = problem.errno or ""
    if isinstance(problem, SMTPRecipientsRefused):
        code = next((said[0] for said in problem.recipients.values()), "")
    elif isinstance(problem, SMTPResponseException):
        code = problem.smtp_code
    return f"{type(problem).__name__} {code}".strip()


def require_taken(made: EmailMultiAlternatives) -> None:
    """Hand over a letter somebody waits for.

    Raises:
        BadInput: the server did not take it.
    """
    try:
        hand_over(made)
    except (OfOneLetter, NotTaken) as problem:
        _log.warning("a letter was not taken: %s", problem)
        raise BadInput(
            Words("邮件服务器没有收下这封信", "the mail server did not take the letter"),
            where={"setting": SETTING, "said": str(problem)},
            remedy=Words(
                "核对收信地址；过一会儿再试，还不行请告诉管理员。",
                "Check the address; try again later, and tell the administrator if it still fails.",
            ),
        ) from None
