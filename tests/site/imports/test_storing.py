"""Files as they are sent in: kept once by hash, refused at the door when they can never be loaded."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from zhiquan.basics.errors import BadInput
from zhiquan.site.imports.storing import path_of, safe_name, store

LIMIT = 1_000_000


def packed(*names: str) -> bytes:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w") as archive:
        for name in names:
            archive.writestr(name, b"x")
    return sink.getvalue()


def test_the_same_bytes_are_kept_once_under_every_name_they_came_by(tmp_path: Path) -> None:
    one = store(tmp_path, "一.csv", [b"a,b\n1", b",2\n"], limit=LIMIT)
    other = store(tmp_path, "二.csv", [b"a,b\n1,2\n"], limit=LIMIT)
    assert one.sha256 == other.sha256
    assert one.size == 8
    files = [path_of(tmp_path, made.sha256, made.name) for made in (one, other)]
    assert files[0].stat().st_ino == files[1].stat().st_ino
    assert not list(tmp_path.glob(".*"))


@pytest.mark.parametrize(
    ("name", "content", "rule"),
    [
        ("空.csv", b"", "文件是空的"),
        ("程序.csv", b"MZ\x90\x00" + b"\0" * 90, "程序文件"),
        ("程序2.exe", b"MZ\x00\x00" + b"\0" * 90, "程序文件"),
        ("图.xlsx", b"\x89PNG\r\n", "图片"),
        ("宏.xlsm", packed("xl/workbook.xml", "xl/vbaProject.bin"), "含宏"),
        ("宏.xlsx", packed("xl/workbook.xml", "xl/vbaproject.bin"), "含宏"),
    ],
)
def test_what_can_never_be_loaded_is_refused_with_the_way_out(
    tmp_path: Path, name: str, content: bytes, rule: str
) -> None:
    with pytest.raises(BadInput) as refused:
        store(tmp_path, name, [content], limit=LIMIT)
    assert rule in refused.value.message.zh
    assert refused.value.where["file"] == name
    assert refused.value.remedy is not None
    assert not list(tmp_path.iterdir())


def test_a_file_is_taken_up_to_its_limit_and_not_beyond(tmp_path: Path) -> None:
    assert store(tmp_path, "a.csv", [b"a" * 10], limit=10).size == 10
    with pytest.raises(BadInput, match="超过"):
        store(tmp_path, "b.csv", [b"b" * 11], limit=10)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\台账\\专利*.xlsx", "专利 .xlsx"),
        ("..", "file"),
        ("", "file"),
        ("演示.csv", "演示.csv"),
    ],
)
def test_a_name_loses_its_folders_and_what_file_systems_refuse(name: str, kept: str) -> None:
    assert safe_name(name) == kept


def test_a_long_name_keeps_its_ending_and_fits_a_file_system() -> None:
    made = safe_name("长" * 300 + ".xlsx")
    assert made.endswith("长.xlsx")
    assert len(made.encode()) <= 180
