"""Answers kept on disk stay within bounds; pages kept in memory too."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from zhiquan.site.office.kept import Kept, prune
from zhiquan.site.office.pages import KeptPages, Parts

NOW = 1_800_000_000.0
DAY = 24 * 3600


def answer(folder: Path, name: str, *, days_ago: float, size: int = 100) -> Path:
    """An answer last used some days before ``NOW``."""
    file = folder / name
    file.write_bytes(b"1" * size)
    os.utime(file, (NOW - days_ago * DAY, NOW - days_ago * DAY))
    return file


def left(folder: Path) -> set[str]:
    return {file.name for file in folder.iterdir()}


def test_what_was_asked_for_longest_ago_goes_until_the_rest_fits(tmp_path: Path) -> None:
    for days in range(5):
        answer(tmp_path, f"board-{days}.json", days_ago=days)
    assert prune(tmp_path, now=NOW, most=300) == 2  # 5 of 100 bytes, 3 fit
    assert left(tmp_path) == {"board-0.json", "board-1.json", "board-2.json"}


def test_an_answer_nobody_reads_for_a_year_goes_though_there_is_room(tmp_path: Path) -> None:
    answer(tmp_path, "figure-old.json", days_ago=366)
    answer(tmp_path, "figure-new.json", days_ago=364)
    assert prune(tmp_path, now=NOW) == 1
    assert left(tmp_path) == {"figure-new.json"}


def test_half_written_files_go_after_a_day_and_others_files_stay(tmp_path: Path) -> None:
    answer(tmp_path, "board-1.12.34.new", days_ago=2)
    answer(tmp_path, "board-2.12.34.new", days_ago=0.5)
    answer(tmp_path, "board-3.lock", days_ago=2)
    answer(tmp_path, "note.txt", days_ago=900)
    prune(tmp_path, now=NOW)
    assert left(tmp_path) == {"board-2.12.34.new", "note.txt"}


def test_writing_answers_prunes_the_folder_and_reading_one_saves_it(tmp_path: Path) -> None:
    read = Kept(tmp_path).get("board", ("a",), lambda: {"value": 1})
    (file,) = tmp_path.iterdir()
    os.utime(file, (0, 0))
    old = tmp_path / "board-old.json"
    old.write_text("{}", "utf-8")
    os.utime(old, (0, 0))
    other = Kept(tmp_path)
    assert other.get("board", ("a",), lambda: {"value": 2}) == read
    other.get("board", ("b",), lambda: {"value": 3})
    assert file.exists()
    assert not old.exists()


PROGRAM = """
import sys, time
from pathlib import Path
from zhiquan.site.office.kept import Kept

def make():
    (Path(sys.argv[1]) / f"made-{sys.argv[2]}.txt").touch()
    time.sleep(1)
    return sys.argv[2]

print(Kept(Path(sys.argv[1])).get("board", ("a",), make))
"""


def test_several_processes_that_ask_at_once_work_an_answer_out_once(tmp_path: Path) -> None:
    orders = [[sys.executable, "-c", PROGRAM, str(tmp_path), str(number)] for number in range(4)]
    running = [subprocess.Popen(order, stdout=subprocess.PIPE, text=True) for order in orders]
    told = [process.communicate(timeout=300)[0] for process in running]
    assert all(process.returncode == 0 for process in running)
    assert len(set(told)) == 1
    assert [file.suffix for file in sorted(tmp_path.iterdir())] == [".json", ".txt"]


def test_looking_for_an_answer_makes_none(tmp_path: Path) -> None:
    kept = Kept(tmp_path)
    assert kept.look("board", ("a",)) is None
    assert not list(tmp_path.iterdir())
    kept.get("board", ("a",), lambda: 1)
    assert Kept(tmp_path).look("board", ("a",)) == 1


def test_what_fails_is_told_and_worked_out_by_the_next_one(tmp_path: Path) -> None:
    kept = Kept(tmp_path)
    with pytest.raises(ZeroDivisionError):
        kept.get("board", ("a",), lambda: 1 / 0)
    assert kept.get("board", ("a",), lambda: 1) == 1


def page(text: str) -> Parts:
    return Parts("", "", text)


def test_pages_kept_never_take_more_than_their_bytes() -> None:
    pages = KeptPages(most=10_000)
    for number in range(50):
        pages.hold(number, page("中" * 1_000))  # 3,000 bytes with what is around it
        assert pages.size <= 10_000
    assert len(pages) == 3
    assert pages.look(49) is not None
    assert pages.look(46) is None


def test_a_page_asked_for_again_outlives_others_and_one_too_large_is_left() -> None:
    pages = KeptPages(most=10_000)
    for name in "abc":
        pages.hold(name, page("中" * 1_000))
    assert pages.look("a") is not None
    pages.hold("d", page("中" * 1_000))
    pages.hold("e", page("中" * 10_000))
    assert [name for name in "abcde" if pages.look(name)] == ["a", "c", "d"]


def test_holding_the_same_page_anew_counts_it_once() -> None:
    pages, once = KeptPages(), KeptPages()
    for text in ("中" * 500, "中" * 700):
        pages.hold("a", page(text))
    once.hold("a", page("中" * 700))
    assert pages.size == once.size > page("中" * 700).size


def test_long_keys_count_as_bytes_held() -> None:
    pages = KeptPages(most=10_000)
    for number in range(50):
        pages.hold(("/?x=" + "a" * 2_000, number), page(""))  # over 5,000 bytes with what is around it
        assert pages.size <= 10_000
    assert len(pages) == 1
    pages.hold("/?x=" + "a" * 10_000, page(""))
    assert len(pages) == 1
