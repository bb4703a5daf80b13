"""Files: encodings, DOCX with automatic numbers, PDF with a text layer, and what is refused."""

from __future__ import annotations

from pathlib import Path

import docx
import pypdf
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from zhiquan.basics.errors import BadInput
from zhiquan.plan.reading.lists import chinese
from zhiquan.plan.reading.reading import read_plan, read_plan_text

TEXT = "演示区规划（2021—2025年）\n一、发展目标\n到2025年，拥有量达到20件。\n二、任务\n建成3个中心。\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "big5"])
def test_a_text_is_read_in_any_usual_encoding(tmp_path: Path, encoding: str) -> None:
    text = TEXT if encoding != "big5" else "演示區規劃\n一、目標\n到2025年，擁有量達到20件。\n"
    (tmp_path / "plan.txt").write_bytes(text.encode(encoding))
    plan = read_plan(tmp_path / "plan.txt")
    assert plan.headings[0].number == "一、"
    assert encoding == "big5" or [str(one.value) for one in plan.targets] == ["20", "3"]


def numbered(paragraph: object, *, number: int, level: int) -> None:
    """Marks a paragraph of a list of the document's numbering part."""
    properties = paragraph._p.get_or_add_pPr()  # type: ignore[attr-defined]
    mark = OxmlElement("w:numPr")
    for name, value in (("w:ilvl", level), ("w:numId", number)):
        item = OxmlElement(name)
        item.set(qn("w:val"), str(value))
        mark.append(item)
    properties.append(mark)


def test_numbers_that_word_draws_are_read_with_the_text(tmp_path: Path) -> None:
    document = docx.Document()
    numbering = document.part.numbering_part.element
    kind = OxmlElement("w:abstractNum")
    kind.set(qn("w:abstractNumId"), "90")
    for place, text in enumerate(("%1、", "（%2）")):
        level = OxmlElement("w:lvl")
        level.set(qn("w:ilvl"), str(place))
        for name, value in (("w:start", "1"), ("w:numFmt", "chineseCounting"), ("w:lvlText", text)):
            item = OxmlElement(name)
            item.set(qn("w:val"), value)
            level.append(item)
        kind.append(level)
    numbering.insert(0, kind)
    used = OxmlElement("w:num")
    used.set(qn("w:numId"), "90")
    link = OxmlElement("w:abstractNumId")
    link.set(qn("w:val"), "90")
    used.append(link)
    numbering.append(used)
    document.add_paragraph("演示区方案")
    for text, level in (("总体要求", 0), ("任务", 0), ("建中心", 1), ("强队伍", 1), ("保障", 0)):
        numbered(document.add_paragraph(text), number=90, level=level)
    document.save(str(tmp_path / "plan.docx"))
    found = [one.number + one.text for one in read_plan(tmp_path / "plan.docx").headings]
    assert found == ["一、总体要求", "二、任务", "（一）建中心", "（二）强队伍", "三、保障"]


def test_chinese_counting() -> None:
    assert [chinese(number) for number in (1, 9, 10, 11, 20, 21)] == ["一", "九", "十", "十一", "二十", "二十一"]


def pdf_of(path: Path, lines: list[str]) -> None:
    """A PDF of one page whose font maps every code to itself, which is all a text layer needs."""
    shown = "".join(f"<{line.encode('utf-16-be').hex()}> Tj T* " for line in lines)
    stream = f"BT /F1 12 Tf 14 TL 50 780 Td {shown}ET".encode()
    letters = sorted({letter for line in lines for letter in line})
    pairs = "\n".join(f"<{ord(letter):04x}> <{ord(letter):04x}>" for letter in letters[:100])
    more = "\n".join(f"<{ord(letter):04x}> <{ord(letter):04x}>" for letter in letters[100:])
    blocks = "".join(f"{part.count(chr(10)) + 1} beginbfchar\n{part}\nendbfchar\n" for part in (pairs, more) if part)
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def "
        f"1 begincodespacerange <0000> <ffff> endcodespacerange\n{blocks}endcmap end end"
    ).encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [7 0 R]"
        b" /ToUnicode 6 0 R >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(cmap), cmap),
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity)"
        b" /Supplement 0 >> /DW 1000 >>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(out)
    out += b"xref\n0 8\n0000000000 65535 f \n%strailer << /Size 8 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        table,
        start,
    )
    path.write_bytes(out)


def test_a_pdf_with_a_text_layer_is_read_and_its_broken_lines_joined(tmp_path: Path) -> None:
    lines = [
        "演示区规划（2021—2025年）",
        "一、发展目标",
        "到2025年，全区知识产权创造运用保护管理服务能力明显提",
        "升，每万人口高价值拥有量达到20件以上，登记金额累计达到",
        "2亿元。",
        "- 1 -",
        "二、主要任务",
        "建成3个中心。",
    ]
    pdf_of(tmp_path / "plan.pdf", lines)
    plan = read_plan(tmp_path / "plan.pdf")
    assert [one.number for one in plan.headings] == ["一、", "二、"]
    assert [(str(one.value), one.cmp, one.by) for one in plan.targets] == [
        ("20", "ge", 2025),
        ("2", "cumulative", 2025),
        ("3", "eq", None),
    ]


def test_a_pdf_of_pictures_is_refused_with_the_way_out(tmp_path: Path) -> None:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(200, 200)
    writer.write(tmp_path / "scan.pdf")
    with pytest.raises(BadInput, match="扫描件"):
        read_plan(tmp_path / "scan.pdf")


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "没有文字"),
        (b" \n\n", "没有文字"),
        (b"%PDF-1.7 broken", "已损坏"),
        (b"PK\x03\x04broken", "已损坏"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "旧版 DOC"),
    ],
)
def test_what_cannot_be_read_is_refused(tmp_path: Path, content: bytes, says: str) -> None:
    (tmp_path / "plan.bin").write_bytes(content)
    with pytest.raises(BadInput, match=says) as refusal:
        read_plan(tmp_path / "plan.bin")
    assert refusal.value.remedy is not None


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="没有这个文件"):
        read_plan(tmp_path / "none.txt")


def test_an_empty_text_is_refused() -> None:
    with pytest.raises(BadInput, match="没有文字"):
        read_plan_text(" \n")
