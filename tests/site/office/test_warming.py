"""A server warms what it can before somebody asks; what it cannot is told in the log and stops nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from opened_house import opened_house
from zhiquan.basics.errors import NotFound
from zhiquan.basics.words import Words
from zhiquan.site.office import warming

pytestmark = pytest.mark.django_db


def test_what_cannot_be_warmed_keeps_nothing_else_from_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    done: list[str] = []
    for name in ("warm", "meet_usual", "settle"):
        monkeypatch.setattr(warming, name, lambda *_, name=name: done.append(name))

    def refused() -> None:
        raise NotFound(Words("没有索引", "there is no index"))

    with opened_house(tmp_path, today="2024-06-01"):
        warming.begin_warming(refused, lambda: done.append("other")).join()
    assert done == ["warm", "other", "meet_usual", "settle"]
    assert "没有索引" in caplog.text
