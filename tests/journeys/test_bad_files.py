"""Files an office may be handed that must not get in: each is refused with what to do, and nothing changes."""

from __future__ import annotations

import gzip
import io
import json
import os
import shutil
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter
import xlwt

import factory
from register.intake.opening.test_workbooks import LOCKED, container
from zhiquan.cli.main import main

HEAD = "申请号,专利名称,申请人,申请日"
GOOD = [f"{factory.application(n)},一种装置{n},演示科技有限公司,2020-03-0{n % 9 + 1}" for n in range(1, 6)]
REFUSED, PARTLY, DONE = 2, 1, 0

Build = Callable[[Path], Any]


@dataclass(frozen=True)
class Bad:
    """One bad file.

    Args:
        name: file name.
        build: writes the file.
        says: part of the message, in Chinese.
        says_en: part of the message, in English.
        where: coordinates the message names.
        code: exit code.
    """

    name: str
    build: Build
    says: str
    says_en: str
    where: tuple[str, ...] = ()
    code: int = REFUSED

    def __str__(self) -> str:
        return self.name.partition(".")[0]


def text(*lines: str, encoding: str = "utf-8") -> Build:
    return lambda file: file.write_bytes("\n".join([*lines, ""]).encode(encoding))


def content(given: bytes) -> Build:
    return lambda file: file.write_bytes(given)


def workbook(file: Path, rows: int = 5) -> bytes:
    with xlsxwriter.Workbook(str(file)) as book:
        sheet = book.add_worksheet("专利")
        sheet.write_row(0, 0, HEAD.split(","))
        for number in range(rows):
            sheet.write_row(number + 1, 0, GOOD[number % 5].split(","))
    return file.read_bytes()


def cut(make: Callable[[Path], bytes], share: float) -> Build:
    def build(file: Path) -> None:
        whole = make(file)
        file.write_bytes(whole[: int(len(whole) * share)])

    return build


def old_workbook(file: Path) -> bytes:
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("专利")
    for number, line in enumerate([HEAD, *GOOD] * 200):
        for place, cell in enumerate(line.split(",")):
            sheet.write(number, place, f"{cell}{number}")
    book.save(str(file))
    return file.read_bytes()


def parquet(file: Path) -> bytes:
    pq.write_table(pa.table({"申请号": [factory.application(n) for n in range(500)]}), file)
    return file.read_bytes()


def archive(members: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, inside in members.items():
            packed.writestr(name, inside)
    return made.getvalue()


def locked_archive(file: Path) -> None:
    made = bytearray(archive({"a.csv": "\n".join([HEAD, *GOOD]).encode()}))
    made[6] |= 1
    made[made.index(b"PK\x01\x02") + 8] |= 1
    file.write_bytes(made)


def far_workbook(file: Path) -> None:
    with xlsxwriter.Workbook(str(file)) as book:
        sheet = book.add_worksheet()
        sheet.write("A1", "申请号")
        sheet.write("XFD1048576", "x")


def hundred_megabytes(file: Path) -> None:
    with file.open("wb") as handle:
        handle.write(f"{HEAD}\n{GOOD[0]}\n{factory.application(2)},".encode())
        for _ in range(100):
            handle.write(b"x" * 1_048_576)


def without_permission(file: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may read every file")
    file.write_text("\n".join([HEAD, *GOOD]))
    file.chmod(0)


OUTSIDE = '<?xml version="1.0"?><!DOCTYPE us-patent-grant [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
LAUGHS = '<?xml version="1.0"?><!DOCTYPE us-patent-grant [<!ENTITY a "haha">' + "".join(
    f'<!ENTITY {after} "{f"&{before};" * 10}">' for before, after in zip("abcdefgh", "bcdefghi", strict=True)
)
GRANT = "<us-patent-grant><us-bibliographic-data-grant><invention-title>{}</invention-title>"
WRONG = [f"{line[:13]}{(int(line[13]) + 1) % 10 if line[13].isdecimal() else 0}{line[14:]}" for line in GOOD]
SQL = (
    f"INSERT INTO `t` (`申请号`,`专利名称`) VALUES ('{factory.application(1)}','甲'),\n('{factory.application(2)}','乙"
)
JSON = json.dumps([{"申请号": factory.application(n), "专利名称": "甲"} for n in range(5)], ensure_ascii=False)

BAD = [
    Bad("只有标题.csv", text(HEAD), "没有数据行", "no rows"),
    Bad("断包.zip", content(archive({"a.csv": os.urandom(900)})[:600]), "不完整", "damaged"),
    Bad("断表.xlsx", cut(workbook, 0.6), "不完整", "damaged"),
    Bad("断旧表.xls", cut(old_workbook, 0.5), "不完整", "damaged"),
    Bad("断列存.parquet", cut(parquet, 0.7), "不完整", "damaged"),
    Bad("断库.sql", text(SQL), "不完整", "damaged", ("sheet=t", "row=2", "column=2")),
    Bad("断对象.json", text(JSON[:-20]), "不完整", "damaged", ("row=5",)),
    Bad("外部实体.xml", text(OUTSIDE + GRANT.format("&x;")), "外部", "outside"),
    Bad("实体膨胀.xml", text(LAUGHS + "]>" + GRANT.format("&i;")), "实体", "entit"),
    Bad("断标记.xml", text('<?xml version="1.0"?>' + GRANT.format("甲")), "完整", "cut", ("line=",)),
    Bad("炸弹.zip", content(archive({"a.csv": b"0" * 60_000_000})), "压缩炸弹", "zip bomb", ("value=a.csv",)),
    Bad("成员过多.zip", content(archive({f"{n}.csv": b"" for n in range(10_001)})), "成员过多", "too many members"),
    Bad("极远单元格.xlsx", far_workbook, "列", "columns", ("sheet=", "column=16384")),
    Bad("巨大单元格.csv", hundred_megabytes, "单元格超过", "longer than", ("row=3", "column=2", "value=xxx")),
    Bad("一千列.csv", text(",".join(f"列{n}" for n in range(1000))), "1000 列", "1000 columns",
        ("row=1", "column=1000")),
    Bad("空.csv", content(b""), "空的", "empty"),
    Bad("只有标记.csv", content(b"\xef\xbb\xbf"), "空的", "empty"),
    Bad("只有空白.txt", content(b" \r\n\t\r\n   \n"), "空的", "empty"),
    Bad("噪声.csv", content(bytes((n * 73 + n // 7) % 256 for n in range(20_000))), "二进制", "binary"),
    Bad("混合编码.csv", lambda file: file.write_bytes("\n".join([HEAD, GOOD[0], ""]).encode() + GOOD[1].encode("gbk")),
        "编码", "encoding", ("row=3", "value=")),
    Bad("密码.xlsx", lambda file: container(file, LOCKED), "密码", "password"),
    Bad("密码.zip", locked_archive, "密码", "password"),
    Bad("扫描.pdf", content(b"%PDF-1.7\n%\xe2\xe3"), "PDF", "PDF"),
    Bad("截图.csv", content(b"\x89PNG\r\n\x1a\n" + bytes(100)), "图片", "picture"),
    Bad("函.docx", content(archive({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"})), "Word", "Word"),
    Bad("包.csv.gz", content(gzip.compress(b"a,b\n1,2\n")), "gzip", "gzip"),
    Bad("文件夹", lambda file: file.mkdir(), "", "", ("file=",)),
    Bad("没有这个文件.csv", lambda file: file.exists(), "无法打开", "cannot be opened", ("file=",)),
    Bad("无权限.csv", without_permission, "无法打开", "cannot be opened", ("file=",)),
    Bad("空链接.csv", lambda file: file.symlink_to(file.with_name("不存在.csv")), "无法打开", "cannot be opened"),
    Bad("空字节.csv", text(HEAD, GOOD[0], GOOD[1][:18] + "\0" + GOOD[1][18:], *GOOD), "NUL", "zero byte",
        ("row=3", "column=2")),
    Bad("引号不成对.csv", text(HEAD, GOOD[0], GOOD[1].replace(",", ',"', 1), GOOD[2]), "引号", "quotation",
        ("row=3", "column=2", "value=")),
    Bad("没有行.html", text("<html><body><table></table></body></html>"), "没有任何数据行", "no rows"),
    Bad("校验位全错.csv", text(HEAD, *WRONG), "校验", "check digit", code=PARTLY),
    Bad("没有的日子.csv", text(HEAD, *GOOD[:4], GOOD[4].replace("2020-03-06", "2020-02-30")),
        "2020-02-30", "2020-02-30", code=PARTLY),
    Bad("科学计数.csv", text(HEAD, *GOOD[:4], "2.0201E+11,一种装置,演示科技有限公司,2020-03-01"),
        "科学计数", "scientific", code=PARTLY),
]  # fmt: skip

TAKEN = [
    Bad("其实是文本.xls", text(HEAD, *GOOD), "", "", code=DONE),
    Bad("公式.csv", text(HEAD, GOOD[0].replace("一种", '=cmd|"/c calc"!A1 一种'), GOOD[1].replace("一种", "@SUM(1)")),
        "", "", code=DONE),
    Bad("重名列.csv", text(f"{HEAD},备注,备注", *(f"{line},甲,乙" for line in GOOD)), "", "", code=DONE),
    Bad("带图片的包.zip",
        content(archive({"表.csv": "\n".join([HEAD, *GOOD]).encode(), "图.png": b"\x89PNG\r\n\x1a\n"})),
        "", "", code=DONE),
]  # fmt: skip
"""Files that look bad and get in whole."""


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An office with an empty register."""
    root = tmp_path / "home"
    factory.register(root / "lake")
    monkeypatch.setenv("ZHIQUAN_HOME", str(root))
    monkeypatch.setenv("ZHIQUAN_TODAY", "2024-06-01")
    monkeypatch.chdir(tmp_path)
    return root


Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(home: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def program(*words: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as left:
            main(words)
        printed = capsys.readouterr()
        assert "Traceback" not in printed.out + printed.err
        assert isinstance(left.value.code, int)
        return left.value.code, printed.out, printed.err

    assert home
    return program


@pytest.mark.parametrize("bad", BAD, ids=str)
def test_a_bad_file_is_refused_in_both_languages_and_changes_nothing(bad: Bad, tmp_path: Path, run: Run) -> None:
    file = tmp_path / bad.name
    bad.build(file)
    before = run("digest", "--json")[1]
    trial = ["--dry-run"] if bad.code == PARTLY else []
    for language, says, remedy in (("zh", bad.says, "处理办法"), ("en", bad.says_en, "What to do")):
        code, out, err = run("import", *trial, str(file), "--lang", language)
        assert code == bad.code
        assert says in out + err
        for place in bad.where:
            assert place in err
        if code == REFUSED:
            assert file.name in err
            assert remedy in err
    code, out, _ = run("import", *trial, "--json", str(file))
    (told,) = [json.loads(line) for line in out.splitlines()]
    assert (code, told["file"]) == (bad.code, bad.name)
    if code == REFUSED:
        assert told["refused"]
        assert told["remedy"]
    else:
        assert told["quarantined"] == sum(reason["rows"] for reason in told["reasons"]) > 0
        assert told["rows"] == sum(
            told[name] for name in ("loaded", "merged", "unchanged", "unidentified", "quarantined")
        )
    assert run("digest", "--json")[1] == before
    if file.is_dir() and not file.is_symlink():
        shutil.rmtree(file)


@pytest.mark.parametrize("bad", [bad for bad in BAD if bad.code == PARTLY], ids=str)
def test_rows_that_break_a_rule_are_left_out_with_row_column_value_and_remedy(
    bad: Bad, tmp_path: Path, run: Run, home: Path
) -> None:
    file = tmp_path / bad.name
    bad.build(file)
    code, out, _ = run("import", "--json", str(file))
    told = json.loads(out)
    assert code == PARTLY
    for reason in told["reasons"]:
        assert reason["line"] > 1
        assert all(reason[name] for name in ("rule", "column", "value"))
        assert all(reason[name][language] for name in ("says", "remedy") for language in ("zh", "en"))
    assert Path(told["repair"]).is_relative_to(home)
    assert Path(told["repair"]).is_file()


@pytest.mark.parametrize("taken", TAKEN, ids=str)
def test_a_file_that_only_looks_bad_gets_in_whole(taken: Bad, tmp_path: Path, run: Run) -> None:
    file = tmp_path / taken.name
    taken.build(file)
    code, out, err = run("import", "--json", str(file))
    assert code == DONE, out + err
    told = json.loads(out)
    assert told["rows"] == told["loaded"] > 0


def test_a_bad_file_among_good_ones_stops_only_itself(tmp_path: Path, run: Run) -> None:
    for name in ("好.csv", "又一份.csv"):
        (tmp_path / name).write_text("\n".join([HEAD, *GOOD]) + "\n" * len(name))
    (tmp_path / "扫描.pdf").write_bytes(b"%PDF-1.7")
    code, out, _ = run("import", "--json", "好.csv", "扫描.pdf", "又一份.csv")
    assert code == PARTLY
    first, refused, second = [json.loads(line) for line in out.splitlines()]
    assert (first["loaded"], refused["refused"], second["unchanged"]) == (5, True, 5)


def test_formulas_are_kept_as_text_and_leave_as_text(tmp_path: Path, run: Run) -> None:
    TAKEN[1].build(tmp_path / "公式.csv")
    run("import", "公式.csv")
    _, out, _ = run("rights", "--json")
    assert "=cmd|" in out
