"""Definitions are loaded beside the laying out of a large file, and only of a large one."""

from __future__ import annotations

from pathlib import Path

import pytest

import factory
from zhiquan.register.intake import beforehand
from zhiquan.register.intake.beforehand import LARGE, ready_beforehand


@pytest.mark.parametrize(("size", "asked"), [(LARGE - 1, 0), (LARGE, 1)])
def test_only_a_large_file_is_worth_it(monkeypatch: pytest.MonkeyPatch, size: int, asked: int) -> None:
    seen: list[object] = []
    monkeypatch.setattr(beforehand, "warm", lambda: seen.append("kernels"))
    with ready_beforehand(factory.rules(), size=size, home="500115", overlay=None):
        pass
    assert len(seen) == asked


def test_a_wrong_definition_is_not_told_here_but_where_it_is_needed(tmp_path: Path) -> None:
    place = tmp_path / "party_names"
    place.mkdir()
    (place / "legal_forms.yaml").write_text("id: wrong", encoding="utf-8")
    with ready_beforehand(factory.rules(), size=LARGE, home="500115", overlay=tmp_path):
        pass
