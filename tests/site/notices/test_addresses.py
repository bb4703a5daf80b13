"""Settings of letters: what they may say, what is refused with the setting named, and a trial from the command line."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from zhiquan.basics.errors import BadInput
from zhiquan.basics.settings import read_settings
from zhiquan.cli.main import Edge
from zhiquan.site.mailing import Mail, mail_of
from zhiquan.site.notices.commands import mail

SENDER, SITE = "知权 <zhiquan@example.gov.cn>", "https://ip.example.gov.cn"


def options_of(address: str) -> Mapping[str, object]:
    return mail_of(address, sender=SENDER, site=SITE).options


def test_without_an_address_no_letters_are_sent_and_nothing_else_is_needed() -> None:
    assert mail_of("", sender="", site="") == Mail()
    assert not Mail().is_on


def test_an_address_gives_its_parts_and_is_shown_without_the_password() -> None:
    made = mail_of("smtp://clerk%40x:p%40ss%2F@mail.example:2525", sender=SENDER, site=SITE + "/")
    parts = {name: made.options[name] for name in ("host", "port", "username", "password", "use_tls", "use_ssl")}
    assert parts == {"host": "mail.example", "port": 2525, "username": "clerk@x", "password": "p@ss/",
                     "use_tls": True, "use_ssl": False}  # fmt: skip
    assert (made.shown, made.site, made.is_on) == ("smtp://clerk@x@mail.example:2525", SITE, True)


def test_tls_is_from_the_start_by_smtps_and_left_out_only_by_wish() -> None:
    assert [options_of("smtps://mail.example")[name] for name in ("port", "use_tls", "use_ssl")] == [465, False, True]
    assert options_of("smtp://mail.example")["use_tls"] is True
    assert options_of("smtp://mail.example:25?tls=none")["use_tls"] is False
    assert options_of("smtp://a:b@127.0.0.1:25?tls=none")["use_tls"] is False
    assert options_of("file:///srv/%E4%BF%A1") == {"file_path": "/srv/信"}


@pytest.mark.parametrize(
    ("address", "rule"),
    [
        ("http://mail.example", "unknown kind of mail address: http"),
        ("smtp://", "malformed"),
        ("smtp://mail.example:port", "malformed"),
        ("smtp://mail.example?tls=perhaps", "malformed"),
        ("smtp://mail.example?ssl=1", "malformed"),
        ("smtps://mail.example?tls=none", "malformed"),
        ("file://host/folder", "malformed"),
        ("smtp://clerk:secret@mail.example?tls=none", "travel in clear"),
    ],
)
def test_an_address_that_cannot_be_used_names_the_setting_and_never_the_password(address: str, rule: str) -> None:
    with pytest.raises(BadInput, match="ZHIQUAN_MAIL_URL") as refused:
        mail_of(address, sender=SENDER, site=SITE)
    assert rule in refused.value.to("en")
    assert refused.value.remedy is not None
    assert "secret" not in refused.value.to("en")


@pytest.mark.parametrize("sender", ["", "zhiquan", "a@b.cn, c@d.cn", "x <a@b.cn>\r\nBcc: c@d.cn"])
def test_letters_need_one_sender(sender: str) -> None:
    with pytest.raises(BadInput, match="ZHIQUAN_MAIL_FROM"):
        mail_of("smtp://mail.example", sender=sender, site=SITE)


def test_letters_need_the_sites_address_and_it_has_no_path(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="ZHIQUAN_SITE_URL"):
        mail_of("smtp://mail.example", sender=SENDER, site="")
    assert read_settings({"ZHIQUAN_SITE_URL": SITE + "/"}, folder=tmp_path).site_url == SITE
    for wrong in ("ip.example.gov.cn", SITE + "/desk/", "https://u@ip.example.gov.cn"):
        with pytest.raises(BadInput, match="ZHIQUAN_SITE_URL"):
            read_settings({"ZHIQUAN_SITE_URL": wrong}, folder=tmp_path)


def tried(tmp_path: Path, *words: str) -> tuple[str, BadInput | None]:
    edge = Edge(settings=read_settings(os.environ, folder=tmp_path), language="en")
    done = CliRunner().invoke(mail, ["try", *words], obj=edge)
    return done.output, done.exception if isinstance(done.exception, BadInput) else None


def refusal(tmp_path: Path, *words: str) -> str:
    problem = tried(tmp_path, *words)[1]
    assert problem is not None
    return problem.to("en")


def test_the_command_sends_one_trial_letter_and_says_what_happened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    monkeypatch.setenv("ZHIQUAN_HOME", str(tmp_path / "home"))
    settings.MAIL = mail_of(f"file://{tmp_path}/out", sender=SENDER, site=SITE)
    said, problem = tried(tmp_path, "reader@example.com")
    assert (said, problem) == (f"file://{tmp_path}/out took a letter to reader@example.com\n", None)
    told = json.loads(tried(tmp_path, "reader@example.com", "--json")[0])
    assert (told["schema"], told["taken"]) == ("mail/1", True)
    assert "a trial letter" in next((tmp_path / "out").iterdir()).read_text("utf-8")
    assert "no mail address" in refusal(tmp_path, "reader")
    settings.MAIL = mail_of("smtp://127.0.0.1:1", sender=SENDER, site=SITE)
    assert "ConnectionRefusedError" in refusal(tmp_path, "reader@example.com")
    settings.MAIL = Mail()
    assert "no mail server is set" in refusal(tmp_path, "reader@example.com")
