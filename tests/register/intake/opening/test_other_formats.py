"""Web pages, XML workbooks, JSON, Parquet, reference lists, and files that hold no rows."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from register.intake.opening.reading import form, only, refusal, sheets
from zhiquan.register.intake.opening import json_rows


def made(tmp_path: Path, name: str, text: str, *, encoding: str = "utf-8") -> Path:
    file = tmp_path / name
    file.write_text(text, encoding=encoding, newline="")
    return file


PAGE = """<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset="gbk"><style>td{x:1}</style></head>
<body><table border=1>
<tr><th>申请号<th>名称</th><th colspan=2>日期&amp;号</th></tr>
<tr><td rowspan="2">1</td><td>甲<br>乙</td><td>2020</td><td>a</td></tr>
<tr><td>丙</td><td>2021</td><td>b</td>
<tr></tr></table><table><tr><td>第二表</td></tr></table></body></html>"""


@pytest.mark.parametrize("lead", ["", "<!DOCTYPE html>\n", '<?xml version="1.0" encoding="GBK"?>\n', "<!-- 导出 -->"])
def test_tables_of_a_page_saved_as_xls_are_read(tmp_path: Path, lead: str) -> None:
    file = made(tmp_path, "列表.xls", lead + PAGE, encoding="gb18030")
    assert form(file) == ("html", "gb18030")
    first = 3 + lead.count("\n")
    assert sheets(file) == {
        "表1": [
            (first, ["申请号", "名称", "日期&号", ""]),
            (first + 1, ["1", "甲\n乙", "2020", "a"]),
            (first + 2, ["1", "丙", "2021", "b"]),
        ],
        "表2": [(first + 3, ["第二表"])],
    }


def test_a_page_without_rows_is_refused(tmp_path: Path) -> None:
    assert (
        "没有任何数据行"
        in refusal(made(tmp_path, "页.html", "<html><body><table></table>登录</body></html>")).message.zh
    )


WORKBOOK = """<?xml version="1.0" encoding="UTF-8"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Worksheet ss:Name="空"><Table/></Worksheet>
<Worksheet ss:Name="专利"><Table>
<Row><Cell ss:MergeAcross="1"><Data ss:Type="String">申请号</Data></Cell>
<Cell><Data ss:Type="String">日期</Data></Cell></Row>
<Row ss:Index="4"><Cell ss:Index="2"><Data ss:Type="Number">12</Data></Cell>
<Cell><Data ss:Type="DateTime">2020-01-02T00:00:00.000</Data></Cell></Row>
</Table></Worksheet></Workbook>"""


def test_a_workbook_in_xml_is_read(tmp_path: Path) -> None:
    file = made(tmp_path, "列表.xls", WORKBOOK)
    assert form(file)[0] == "xml-workbook"
    assert sheets(file) == {"专利": [(1, ["申请号", None, "日期"]), (4, [None, 12, "2020-01-02"])]}


def test_a_workbook_in_xml_is_refused_when_cut_or_with_entities(tmp_path: Path) -> None:
    assert "不完整" in refusal(made(tmp_path, "断.xls", WORKBOOK[:-60])).message.zh
    lead, rest = WORKBOOK.split("\n", 1)
    laughs = '<!DOCTYPE Workbook [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
    assert "实体" in refusal(made(tmp_path, "笑.xls", f"{lead}{laughs}\n{rest}")).message.zh


def test_objects_one_per_line_are_read_with_their_lines(tmp_path: Path) -> None:
    file = made(
        tmp_path, "甲.jsonl", '\ufeff{"号": "1", "人": ["甲", "乙"]}\n\n{"号": 2, "址": {"市": "重庆", "区": null}}\n'
    )
    assert form(file)[0] == "json"
    assert only(file) == [
        (0, ["号", "人", "址.市", "址.区"]),
        (1, ["1", "甲; 乙", None, None]),
        (3, [2, None, "重庆", None]),
    ]


@pytest.mark.parametrize("text", ["[%s]", '{"total": 2, "data": [%s]}', '{"result": {"rows": [%s]}, "x": []}', "%s"])
@pytest.mark.parametrize("indent", [None, 2])
def test_objects_in_a_list_are_read_wherever_the_list_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, indent: int | None
) -> None:
    monkeypatch.setattr(json_rows, "_CHUNK", 100)
    rows = [{"号": f"{n}", "名": "一种\u2028方法,[{"} for n in range(300)]
    listed = (",\n" if "[" in text else "\n").join(json.dumps(row, ensure_ascii=False, indent=indent) for row in rows)
    found = only(made(tmp_path, "甲.json", text % listed))
    assert found[0] == (0, ["号", "名"])
    assert [cells for _, cells in found[1:]] == [[row["号"], row["名"]] for row in rows]


def test_keys_that_come_late_are_kept(tmp_path: Path) -> None:
    text = '{"a": 1}\n' * 300 + '{"a": 2, "b": 3}\n'
    assert only(made(tmp_path, "甲.jsonl", text))[-1] == (301, [2, '{"b": 3}'])


@pytest.mark.parametrize(
    "text", ['[{"a": 1}, {"a": ', '[{"a": 1}', '{"a": 1}\n{"a": 2', '[{"a": 1}, 2]', '[{"a": 1} {"a": }]']
)
def test_json_that_is_cut_or_broken_is_refused_with_its_line(tmp_path: Path, text: str) -> None:
    error = refusal(made(tmp_path, "断.json", text))
    assert "不完整" in error.message.zh
    assert error.where["row"] in {"1", "2"}


def test_json_nested_without_end_is_refused(tmp_path: Path) -> None:
    assert "嵌套" in refusal(made(tmp_path, "深.json", '[{"a":' + "[" * 100_000)).message.zh


def test_parquet_is_read_with_its_types(tmp_path: Path) -> None:
    file = tmp_path / "甲.parquet"
    columns = {
        "号": ["1", None],
        "日": [date(2020, 1, 2), None],
        "人": [["甲", "乙"], []],
        "额": [Decimal("1.20"), None],
    }
    pq.write_table(pa.table({**columns, "址": [{"市": "重庆"}, None]}), file)
    assert form(file)[0] == "parquet"
    assert only(file) == [
        (0, ["号", "日", "人", "额", "址"]),
        (1, ["1", date(2020, 1, 2), "甲; 乙", "1.20", '{"市": "重庆"}']),
        (2, [None, None, "", None, None]),
    ]


@pytest.mark.parametrize("share", [0.1, 0.5, 0.99])
def test_parquet_cut_short_is_refused(tmp_path: Path, share: float) -> None:
    file = tmp_path / "断.parquet"
    pq.write_table(pa.table({"号": [str(n) for n in range(1000)]}), file)
    file.write_bytes(file.read_bytes()[: int(file.stat().st_size * share)])
    assert "不完整" in refusal(file).message.zh


def test_parquet_with_a_changed_page_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "坏.parquet"
    pq.write_table(pa.table({"号": [str(n) for n in range(1000)]}), file, compression="snappy")
    content = bytearray(file.read_bytes())
    content[20:200] = b"\xff" * 180
    file.write_bytes(content)
    assert "不完整" in refusal(file).message.zh


def test_parquet_without_rows_is_refused(tmp_path: Path) -> None:
    pq.write_table(pa.table({"号": pa.array([], pa.string())}), tmp_path / "空.parquet")
    assert "没有任何数据行" in refusal(tmp_path / "空.parquet").message.zh


REFERENCES = """[1]张三,李四.一种电池的制造方法[P].重庆市:CN111639036A,2020-09-08.
[2]王五. 一种 A.B 型装置[P]. 北京：
CN109999999B, 2019-07-01.
[3]佚名.论文题目[J].某期刊,2020(1).
"""


def test_references_are_read_also_over_two_lines(tmp_path: Path) -> None:
    file = made(tmp_path, "知网.txt", REFERENCES, encoding="gb18030")
    assert form(file) == ("cnki", "gb18030")
    found = only(file)
    assert found[1] == (1, ["张三; 李四", "一种电池的制造方法", "重庆市", "CN111639036A", "2020-09-08"])
    assert found[2] == (2, ["王五", "一种 A.B 型装置", "北京", "CN109999999B", "2019-07-01"])
    assert found[3][0] == 4


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"", "空"), (b"\xef\xbb\xbf", "空"), (b" \r\n\t\n", "空"), (b",,,\n,,,\n", "空"),
     (b"%PDF-1.7\n%", "PDF"), (b"\x89PNG\r\n\x1a\n", "图片"), (b"\x1f\x8b\x08\x00", "gzip"),
     (b"Rar!\x1a\x07", "RAR"), (b"7z\xbc\xaf\x27\x1c", "7z"),
     (bytes(range(256)) * 40, "二进制"), (b"<note><to>x</to></note>", "XML"),
     (b"MIME-Version: 1.0\nContent-Type: multipart/related\n", "MHT")],
)  # fmt: skip
def test_a_file_that_holds_no_rows_is_refused_as_what_it_is(tmp_path: Path, content: bytes, said: str) -> None:
    file = tmp_path / "甲.csv"
    file.write_bytes(content)
    assert said in refusal(file).message.zh
