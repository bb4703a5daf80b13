"""Where settings come from, and what is refused."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from zhiquan.basics.errors import BadInput
from zhiquan.basics.settings import environment_names, read_settings


def test_the_home_is_var_beside_the_nearest_file_upward(tmp_path: Path) -> None:
    (tmp_path / "zhiquan.toml").write_text('district = "500102"\n', "utf-8")
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    settings = read_settings({}, folder=inner)
    assert settings.home == tmp_path / "var"
    assert settings.lake == tmp_path / "var" / "lake"
    assert settings.district == "500102"


def test_a_variable_beats_the_file_and_counts_from_the_working_folder(tmp_path: Path) -> None:
    (tmp_path / "zhiquan.toml").write_text('home = "stored"\nlanguage = "en"\n', "utf-8")
    inner = tmp_path / "inner"
    inner.mkdir()
    assert read_settings({}, folder=inner).home == tmp_path / "stored"
    moved = read_settings({"ZHIQUAN_HOME": "mine", "ZHIQUAN_LANGUAGE": "zh"}, folder=inner)
    assert moved.home == inner / "mine"
    assert moved.language == "zh"


def test_lake_and_database_move_alone(tmp_path: Path) -> None:
    settings = read_settings({"ZHIQUAN_HOME": str(tmp_path), "ZHIQUAN_LAKE": "/elsewhere"}, folder=tmp_path)
    assert (settings.lake, settings.knowledge) == (Path("/elsewhere"), tmp_path / "knowledge")


def test_today_is_the_clocks_unless_it_is_set(tmp_path: Path) -> None:
    clock = date(2026, 11, 22)
    assert read_settings({}, folder=tmp_path).day(clock) == clock
    assert read_settings({"ZHIQUAN_TODAY": "2025-12-31"}, folder=tmp_path).day(clock) == date(2025, 12, 31)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ZHIQUAN_TODAY", "soon"),
        ("ZHIQUAN_LANGUAGE", "fr"),
        ("ZHIQUAN_DISTRICT", "长寿"),
        ("ZHIQUAN_MEMORY", "1"),
        ("ZHIQUAN_LEASE", "1"),
        ("ZHIQUAN_ENGINE", "abacus"),
    ],
)
def test_a_value_that_cannot_be_used_is_named(name: str, value: str, tmp_path: Path) -> None:
    with pytest.raises(BadInput) as refused:
        read_settings({name: value}, folder=tmp_path)
    assert name in refused.value.to("en")
    assert value in refused.value.to("zh")
    assert name in environment_names()


def test_an_unknown_entry_or_broken_file_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "zhiquan.toml"
    file.write_text('distrct = "500115"\n', "utf-8")
    with pytest.raises(BadInput, match="distrct"):
        read_settings({}, folder=tmp_path)
    file.write_text("district = \n", "utf-8")
    with pytest.raises(BadInput, match="无法读取"):
        read_settings({}, folder=tmp_path)
