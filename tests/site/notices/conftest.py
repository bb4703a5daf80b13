"""An office that sends letters into memory, and accounts that asked for them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from watched_office import copied_house, indexed
from zhiquan.site.mailing import Mail
from zhiquan.site.notices.models import Subscription
from zhiquan.site.office.house import House, house

PAGE = "/desk/account/notices/"
IN_MEMORY = Mail("django.core.mail.backends.locmem.EmailBackend", {}, "知权 <zhiquan@example.gov.cn>",
                 "https://ip.example.gov.cn", "smtp://relay.example.gov.cn:25")  # fmt: skip
CODE = re.compile(r"[A-Z2-9]{4}-[A-Z2-9]{4}")


@pytest.fixture
def letters(settings: Any) -> list[Any]:
    """The letters sent so far."""
    settings.MAIL = IN_MEMORY
    mail.outbox = []
    return mail.outbox


@pytest.fixture
def subscribed(letters: list[Any]) -> Callable[..., Subscription]:
    """A function that has a client switch letters on and confirm its address."""

    def subscribe(client: Client, *kinds: str, page: str = PAGE, days: int = 14) -> Subscription:
        address = f"reader{Subscription.objects.count()}@example.com"
        sent = client.post(page, {"wish": "save", "address": address, "kinds": kinds, "days": days})
        assert sent.status_code == 302, sent.content.decode()[-1500:]
        code = CODE.search(letters[-1].body)
        assert code
        assert client.post(page, {"wish": "confirm", "code": code[0]}).status_code == 302
        letters.clear()
        found = Subscription.objects.get(address=address)
        assert found.is_confirmed
        return found

    return subscribe


@pytest.fixture
def round_of() -> Callable[..., int]:
    """A function that has the worker make the round of a later morning; how many letters left."""

    def go(days: int = 1) -> int:
        from zhiquan.site.notices.work import send_due  # noqa: PLC0415 - models need Django ready

        return send_due(house(), at=morning(days))

    return go


def morning(days: int = 1) -> datetime:
    """Eight o'clock so many days from the office's own."""
    return house().now().replace(hour=8, minute=0, second=0, microsecond=0) + timedelta(days=days)


@pytest.fixture(scope="session")
def watched_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with planted records and its index."""
    return indexed(tmp_path_factory.mktemp("noticed"))


@pytest.fixture
def office(watched_home: Path, tmp_path: Path) -> Iterator[House]:
    """A copy of it to write to."""
    with copied_house(watched_home, tmp_path / "home") as found:
        yield found
