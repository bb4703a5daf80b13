"""Rounds: at most one letter a day, none twice, none lost; what a server refuses is tried again and shown."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from email import message_from_bytes, policy
from pathlib import Path
from smtplib import SMTPRecipientsRefused
from typing import Any, cast

import pytest
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client
from django_tasks_db.models import DBTaskResult

from zhiquan.basics.words import Words
from zhiquan.site.audit.models import Line
from zhiquan.site.gate.policy import Role
from zhiquan.site.jobs import worker
from zhiquan.site.mailing import mail_of
from zhiquan.site.notices import work
from zhiquan.site.notices.gathering import Gathered, Notice, Section
from zhiquan.site.notices.models import Subscription
from zhiquan.site.notices.queries import mail_standing
from zhiquan.site.notices.rounds import look_after
from zhiquan.site.notices.sending import NotTaken, hand_over
from zhiquan.site.notices.times import next_morning, pause_after
from zhiquan.site.notices.writing import digest_letter
from zhiquan.site.office.house import House

from .conftest import morning

pytestmark = pytest.mark.django_db
Clients = Callable[..., Client]
Subscribe = Callable[..., Subscription]
Round = Callable[..., int]
ONE = Words("演示：一件", "demo: one")


@pytest.fixture
def something(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everybody has one thing to be told until it was told."""

    def found(office: House, visitor: object, wishes: Subscription) -> Gathered:
        notice = Notice(ONE, "/desk/", "m1")
        fresh = () if "m1" in wishes.told else (Section("duties", (notice,)),)
        return Gathered(fresh, ("m1",))

    monkeypatch.setattr(work, "gathered", found)


@pytest.fixture
def two(demo_house: House, client_of: Clients, subscribed: Subscribe, something: None) -> list[Subscription]:
    """Two accounts with letters."""
    return [subscribed(client_of(role), "duties") for role in (Role.OFFICER, Role.HEAD)]


def refusing(monkeypatch: pytest.MonkeyPatch, problem: Callable[[], Exception], *, only: str = "") -> None:
    """Let the server refuse letters, or those to one address."""
    real = EmailBackend.send_messages

    def send(backend: EmailBackend, messages: Any) -> Any:
        if only in messages[0].to[0]:
            raise problem()
        return real(backend, messages)

    monkeypatch.setattr(EmailBackend, "send_messages", send)


def test_nothing_leaves_before_the_morning_and_nothing_twice(
    two: list[Subscription], letters: list[Any], round_of: Round
) -> None:
    assert round_of(0) == 0
    assert (round_of(), len(letters)) == (2, 2)
    assert (round_of(), round_of(2), len(letters)) == (0, 0, 2)
    assert Line.objects.filter(action="notices.sent").count() == 2
    one, other = letters
    assert one.extra_headers["Message-ID"] != other.extra_headers["Message-ID"]


def test_a_worker_that_dies_after_taking_a_letter_delays_it_by_a_day_and_loses_nothing(
    two: list[Subscription], letters: list[Any], round_of: Round, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*given: object) -> None:
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr(work, "hand_over", killed)
        with pytest.raises(SystemExit):
            round_of()
    assert (round_of(), len(letters)) == (1, 1)  # the one that was not begun
    assert (round_of(2), len(letters)) == (1, 2)
    with monkeypatch.context() as patch:  # killed once the server had it: told again on the next day, not on the same
        Subscription.objects.update(told=[])
        patch.setattr(work, "_keep", killed)
        with pytest.raises(SystemExit):
            round_of(3)
    assert len(letters) == 3
    assert (round_of(3), len(letters)) == (1, 4)
    assert round_of(4) == 1


def test_two_rounds_at_once_send_one_letter(two: list[Subscription], letters: list[Any], demo_house: House) -> None:
    held = Subscription.objects.select_related("account").first()
    assert held
    assert [work._send(demo_house, held, at=morning()) for _ in range(2)] == [1, 0]
    assert len(letters) == 1


def test_a_letter_that_was_switched_off_meanwhile_does_not_leave(
    two: list[Subscription], letters: list[Any], demo_house: House
) -> None:
    held = Subscription.objects.select_related("account").first()
    assert held
    Subscription.objects.update(address="elsewhere@example.com")
    assert work._send(demo_house, held, at=morning()) == 0
    assert letters == []


def test_a_refused_address_keeps_nobody_else_waiting_and_is_tried_again(
    two: list[Subscription], letters: list[Any], round_of: Round, monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    with monkeypatch.context() as patch:
        refusing(patch, lambda: SMTPRecipientsRefused({"reader0@example.com": (550, b"no")}), only="reader0")
        assert (round_of(), len(letters)) == (1, 1)
    assert "SMTPRecipientsRefused 550" in caplog.text
    assert "reader0" not in caplog.text
    held = Subscription.objects.get(pk=two[0].pk)
    assert (held.failures, held.next_at, held.told) == (1, morning() + timedelta(minutes=10), [])
    assert mail_standing().unsent == 1
    assert round_of() == 0
    assert (round_of(2), len(letters)) == (1, 2)
    assert mail_standing().unsent == 0


def test_a_server_that_is_down_is_asked_once_a_round_and_everything_leaves_when_it_is_back(
    two: list[Subscription], letters: list[Any], round_of: Round, monkeypatch: pytest.MonkeyPatch, client_of: Clients
) -> None:
    calls = []

    def down() -> Exception:
        calls.append(1)
        return ConnectionRefusedError(111, "refused")

    with monkeypatch.context() as patch:
        refusing(patch, down)
        assert (round_of(), len(calls)) == (0, 1)
        assert (round_of(2), len(calls)) == (0, 2)
    assert set(Subscription.objects.values_list("failures", flat=True)) == {2}
    admin = client_of(Role.ADMINISTRATOR)
    assert "2 封没有发出，会再试" in admin.get("/desk/running/").content.decode()
    assert "2 letters did not leave" in admin.get("/en/desk/running/").content.decode()
    assert (round_of(3), len(letters)) == (2, 2)
    assert "没有发出" not in admin.get("/desk/running/").content.decode()


def test_an_account_whose_letter_cannot_be_made_keeps_nobody_else_waiting(
    two: list[Subscription], letters: list[Any], round_of: Round, monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip

    def failing(office: House, visitor: Any, wishes: Subscription) -> Gathered:
        if wishes.pk == two[0].pk:
            raise ValueError("演示")
        return Gathered((Section("duties", (Notice(ONE, "/desk/"),)),), ())

    monkeypatch.setattr(work, "gathered", failing)
    assert (round_of(), len(letters)) == (1, 1)
    assert f"letter of subscription {two[0].pk} cannot be made" in caplog.text


def test_pauses_double_up_to_a_day_and_mornings_are_the_offices() -> None:
    minutes = [pause_after(number) // timedelta(minutes=1) for number in (1, 2, 3, 8, 9, 400)]
    assert minutes == [10, 20, 40, 1280, 1440, 1440]
    late = datetime.fromisoformat("2026-11-22T23:30:00+08:00")
    assert next_morning(late) == datetime.fromisoformat("2026-11-23T07:00:00+08:00")
    assert next_morning(late - timedelta(hours=23)) == datetime.fromisoformat("2026-11-23T07:00:00+08:00")


def test_the_worker_puts_one_round_in_the_queue_when_somebodys_time_has_come(
    two: list[Subscription], letters: list[Any], settings: Any
) -> None:
    (chore,) = (one for one in worker.CHORES if ".notices." in one)
    worker._do(chore)
    assert not DBTaskResult.objects.exists()
    Subscription.objects.update(next_at=morning(-1))
    look_after()
    look_after()
    (placed,) = DBTaskResult.objects.all()
    assert placed.queue_name == "background"
    placed.delete()  # lost with its worker: the next look puts it there again
    look_after()
    assert DBTaskResult.objects.count() == 1
    DBTaskResult.objects.get().task.func()
    assert len(letters) == 2
    settings.MAIL = mail_of("", sender="", site="")
    Subscription.objects.update(next_at=morning(-1))
    DBTaskResult.objects.all().delete()
    look_after()
    assert not DBTaskResult.objects.exists()


class _Talk(socketserver.StreamRequestHandler):
    """One conversation of RFC 5321, as far as a client that sends letters needs it."""

    def handle(self) -> None:
        self._say("220 relay.example.gov.cn")
        for line in self.rfile:
            verb = line.strip().upper()
            if verb.startswith(b"DATA"):
                self._say("354 go on")
                cast("_Server", self.server).took.append(b"".join(iter(self.rfile.readline, b".\r\n")))
            if verb.startswith(b"RCPT") and b"GONE@" in verb:
                self._say("550 no such user")
            else:
                self._say("250 well")
            if verb.startswith(b"QUIT"):
                return

    def _say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Talk)
        self.took: list[bytes] = []


@contextmanager
def relay() -> Iterator[_Server]:
    """A mail server on this machine for as long as the block lasts."""
    with _Server() as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


def test_letters_pass_a_real_conversation_and_a_refusal_is_of_one_letter(
    two: list[Subscription], settings: Any, round_of: Round
) -> None:
    Subscription.objects.filter(pk=two[0].pk).update(address="gone@example.com")
    with relay() as server:
        address = f"smtp://127.0.0.1:{server.server_address[1]}?tls=none"
        settings.MAIL = mail_of(address, sender="知权 <zhiquan@example.gov.cn>", site="https://ip.example.gov.cn")
        assert round_of() == 1
    (raw,) = server.took
    read = message_from_bytes(raw, policy=policy.default)
    assert (str(read["To"]), str(read["Auto-Submitted"])) == ("reader1@example.com", "auto-generated")
    assert "知权" in str(read["From"])
    plain, page = (read.get_body((kind,)) for kind in ("plain", "html"))
    assert plain is not None
    assert page is not None
    assert "【催办和逾期的任务】\n- 演示：一件\n  https://ip.example.gov.cn/desk/" in plain.get_content().replace(
        "\r\n", "\n"
    )
    assert '<a href="https://ip.example.gov.cn/desk/">演示：一件</a>' in page.get_content()
    assert Subscription.objects.get(pk=two[0].pk).failures == 1
    with pytest.raises(NotTaken, match="ConnectionRefusedError"):  # the server is gone
        hand_over(digest_letter(two[1], Gathered((), ()), day=date(2026, 11, 23)))


def test_a_letter_to_a_folder_is_a_file(
    two: list[Subscription], settings: Any, round_of: Round, tmp_path: Path
) -> None:
    settings.MAIL = mail_of(f"file://{tmp_path}/letters", sender="a@example.com", site="http://127.0.0.1:8000")
    assert round_of() == 2
    assert len(list((tmp_path / "letters").iterdir())) == 2
