"""Which encoding a text is in, and where two are mixed."""

from __future__ import annotations

from pathlib import Path

import pytest

from register.intake.opening.reading import form, only, refusal

TEXT = "申请号,名称,申请人\nCN202010566088.9,一种电池的制造方法,演示科技有限公司\n"


@pytest.mark.parametrize(
    ("written", "found"),
    [("utf-8", "utf-8"), ("utf-8-sig", "utf-8-sig"), ("gb18030", "gb18030"), ("gbk", "gb18030"), ("utf-16", "utf-16"),
     ("utf-16-le", "utf-16-le"), ("utf-16-be", "utf-16-be"), ("utf-32", "utf-32")],
)  # fmt: skip
def test_a_text_is_read_in_the_encoding_it_was_written_in(tmp_path: Path, written: str, found: str) -> None:
    file = tmp_path / "甲.csv"
    file.write_bytes(TEXT.encode(written))
    assert form(file) == ("csv", found)
    assert only(file)[1] == (2, ["CN202010566088.9", "一种电池的制造方法", "演示科技有限公司"])


def test_big_five_is_told_from_gb18030(tmp_path: Path) -> None:
    file = tmp_path / "台.csv"
    file.write_bytes("申請號,專利名稱,公司\n1,一種方法及裝置,中國有限公司\n2,發明的系統,大日股份公司\n".encode("big5"))
    assert form(file)[1] == "big5"
    assert only(file)[0][1] == ["申請號", "專利名稱", "公司"]


def test_utf_16_without_a_mark_is_found_in_a_text_of_mostly_chinese(tmp_path: Path) -> None:
    file = tmp_path / "甲.csv"
    file.write_bytes(("名称,摘要\n" + f"电池,{'本发明公开了一种电池的制造方法' * 8}\n" * 20).encode("utf-16-le"))
    assert form(file)[1] == "utf-16-le"


def test_a_gb18030_text_of_rare_characters_is_not_mixed(tmp_path: Path) -> None:
    file = tmp_path / "甲.csv"
    file.write_bytes(("名称\n" + "联通𠀀㐀镕，你好\n联通\n" * 5).encode("gb18030"))
    assert form(file)[1] == "gb18030"


@pytest.mark.parametrize(("first", "second"), [("utf-8", "gb18030"), ("gb18030", "utf-8"), ("utf-8-sig", "gbk")])
def test_a_second_encoding_is_refused_with_its_line(tmp_path: Path, first: str, second: str) -> None:
    file = tmp_path / "混.csv"
    file.write_bytes(TEXT.encode(first) + "CN1,另一种电池的制造方法,乙公司\n".encode(second))
    error = refusal(file)
    assert error.where["row"] == "3"
    assert "编码" in error.message.zh
    assert error.where["value"]


def test_a_second_encoding_far_into_a_large_file_is_found(tmp_path: Path) -> None:
    file = tmp_path / "混.csv"
    file.write_bytes(("一种电池的制造方法,1\n" * 60_000).encode() + "另一种电池的制造方法,2\n".encode("gbk"))
    assert refusal(file).where["row"] == "60001"


def test_a_byte_that_fits_no_encoding_is_refused_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "坏.csv"
    file.write_bytes(TEXT.encode("gb18030") + b"x\xff\xffy\n")
    assert refusal(file).where["row"] == "3"


def test_a_marked_file_that_breaks_its_encoding_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "坏.csv"
    file.write_bytes(TEXT.encode("utf-16")[:-1])
    assert "编码" in refusal(file).message.zh
