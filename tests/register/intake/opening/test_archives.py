"""ZIP archives: members, names, what is passed over, and what is dangerous."""

from __future__ import annotations

import os
import struct
import tempfile
import zipfile
from pathlib import Path

import pytest

from register.intake.opening.reading import form, named, refusal, sheets
from zhiquan.register.intake.opening import archives, open_file

CSV = "申请号,名称\n1,甲\n".encode()


def packed(file: Path, members: dict[str, bytes], *, compression: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(file, "w", compression) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file


def test_members_are_read_by_what_they_hold_and_left_overs_are_not(tmp_path: Path) -> None:
    inner = packed(tmp_path / "内.zip", {"夹/乙.csv": CSV}).read_bytes()
    left = {
        "__MACOSX/._甲.csv": b"\x00\x05",
        ".DS_Store": b"\0",
        "夹/~$甲.xlsx": b"\x01",
        "Thumbs.db": b"\xd0",
        "夹/": b"",
    }
    file = packed(tmp_path / "包.zip", {"甲.csv": CSV, "内.zip": inner, **left})
    assert form(file)[0] == "zip"
    assert sheets(file) == {
        name: [(1, ["申请号", "名称"]), (2, ["1", "甲"])] for name in ("甲.csv", "内.zip!夹/乙.csv")
    }


def test_names_packed_in_gb18030_are_read(tmp_path: Path) -> None:
    file = packed(tmp_path / "包.zip", {"XXXX.csv": CSV})
    file.write_bytes(file.read_bytes().replace(b"XXXX.csv", "专利".encode("gbk") + b".csv"))
    assert list(sheets(file)) == ["专利.csv"]


def test_members_without_rows_are_named_and_do_not_stop_the_others(tmp_path: Path) -> None:
    file = packed(
        tmp_path / "包.zip",
        {
            "甲.csv": CSV,
            "图.png": b"\x89PNG\r\n\x1a\n",
            "说明.pdf": b"%PDF-1.7",
            "空.txt": b"",
            "页.html": b"<html>x</html>",
        },
    )
    assert list(sheets(file)) == ["甲.csv"]
    said = named(file)
    assert list(said) == ["图.png", "说明.pdf", "空.txt", "页.html"]
    assert "图片" in said["图.png"]
    assert "空" in said["空.txt"]


def test_an_archive_of_which_no_member_holds_rows_is_refused(tmp_path: Path) -> None:
    assert "没有任何数据行" in refusal(packed(tmp_path / "包.zip", {"图.png": b"\x89PNG\r\n\x1a\n"})).message.zh
    assert "没有任何数据行" in refusal(packed(tmp_path / "空.zip", {})).message.zh


def test_a_damaged_member_stops_the_archive_and_is_named(tmp_path: Path) -> None:
    error = refusal(packed(tmp_path / "包.zip", {"甲.csv": CSV, "乙.xlsx": b"PK\x03\x04broken"}))
    assert error.where["file"] == "包.zip!乙.xlsx"


def test_a_member_whose_bytes_changed_stops_the_archive(tmp_path: Path) -> None:
    file = packed(tmp_path / "包.zip", {"甲.csv": CSV}, compression=zipfile.ZIP_STORED)
    file.write_bytes(file.read_bytes().replace(b"1,", b"2,"))
    assert "甲.csv" in refusal(file).message.zh


def test_a_member_behind_a_password_stops_the_archive(tmp_path: Path) -> None:
    file = packed(tmp_path / "密.zip", {"a.csv": CSV})
    content = bytearray(file.read_bytes())
    content[6] |= 1
    central = content.index(b"PK\x01\x02")
    content[central + 8] |= 1
    file.write_bytes(content)
    assert "密码" in refusal(file).message.zh


def test_a_member_that_unpacks_to_far_more_than_it_packs_is_refused(tmp_path: Path) -> None:
    file = packed(tmp_path / "弹.zip", {"a.csv": b"0" * 60_000_000})
    error = refusal(file)
    assert "压缩" in error.message.zh
    assert error.where["value"].startswith("a.csv x")


def test_many_small_members_that_are_a_bomb_together_are_refused(tmp_path: Path) -> None:
    file = packed(tmp_path / "弹.zip", {f"{n}.csv": b"0" * 1_000_000 for n in range(60)})
    assert "压缩比" in refusal(file).message.zh


def test_too_many_members_are_refused(tmp_path: Path) -> None:
    file = packed(tmp_path / "多.zip", {f"{n}.csv": b"" for n in range(10_001)})
    assert "10,001" in refusal(file).where["value"]


def test_archives_inside_one_another_share_what_they_may_unpack(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archives.Budget, "__init__", _little)
    inner = packed(tmp_path / "内.zip", {"a.csv": CSV * 20}).read_bytes()
    file = packed(tmp_path / "包.zip", {f"{n}.zip": inner for n in range(9)})
    assert "解压后过大" in refusal(file).message.zh


def _little(budget: archives.Budget) -> None:
    budget.bytes_left, budget.members_left = 2_000, 12


def test_archives_more_than_three_deep_are_refused(tmp_path: Path) -> None:
    content = packed(tmp_path / "0.zip", {"a.csv": CSV}).read_bytes()
    for depth in range(1, 4):
        content = packed(tmp_path / f"{depth}.zip", {"a.zip": content}).read_bytes()
    assert "嵌套" in refusal(tmp_path / "3.zip").message.zh
    assert list(sheets(tmp_path / "2.zip")) == ["a.zip!a.zip!a.csv"]


@pytest.mark.parametrize("share", [0.2, 0.7, 0.95])
def test_an_archive_cut_short_is_refused(tmp_path: Path, share: float) -> None:
    file = packed(tmp_path / "断.zip", {f"{n}.csv": os.urandom(500) for n in range(5)})
    file.write_bytes(file.read_bytes()[: int(file.stat().st_size * share)])
    assert "不完整" in refusal(file).message.zh


def test_a_member_longer_than_the_archive_says_is_never_unpacked_whole(tmp_path: Path) -> None:
    file = packed(tmp_path / "骗.zip", {"a.csv": b"1,2\n" * 50_000})
    content = file.read_bytes()
    file.write_bytes(content.replace(struct.pack("<I", 200_000), struct.pack("<I", 10)))
    assert "不完整" in refusal(file).message.zh


def test_members_are_gone_afterwards_and_so_are_those_of_dead_processes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "room"))
    (tmp_path / "room" / "zhiquan-zip-999999999-x").mkdir(parents=True)
    (tmp_path / "room" / f"zhiquan-zip-{os.getppid()}-x").mkdir()
    with open_file(packed(tmp_path / "包.zip", {"甲.csv": CSV})):
        assert len(list((tmp_path / "room").iterdir())) == 2
    assert [path.name for path in (tmp_path / "room").iterdir()] == [f"zhiquan-zip-{os.getppid()}-x"]
