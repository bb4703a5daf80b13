from __future__ import annotations

from pathlib import Path

import pytest

from zhiquan.site.drawing.fonts import MISSING, font_folders, holds_chinese, missing_font


@pytest.mark.parametrize(
    "name", ["NotoSansCJK-Regular.ttc", "SourceHanSansSC.otf", "msyh.ttc", "simsun.ttc", "wqy.ttf"]
)
def test_chinese_faces_are_known_by_name(tmp_path: Path, name: str) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / name).touch()
    assert holds_chinese([tmp_path / "absent", tmp_path])


def test_other_faces_and_other_files_do_not_count(tmp_path: Path) -> None:
    (tmp_path / "DejaVuSans.ttf").touch()
    (tmp_path / "simsun.txt").touch()
    assert not holds_chinese([tmp_path])


def test_a_machine_without_a_chinese_face_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("zhiquan.site.drawing.fonts.font_folders", lambda: (tmp_path,))
    missing_font.cache_clear()
    assert missing_font() is MISSING
    missing_font.cache_clear()


def test_the_folders_follow_the_system(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_DIRS", str(tmp_path))
    assert tmp_path / "fonts" in font_folders()
