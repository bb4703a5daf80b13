"""Small files of our own making, one per format, read to the last value."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from zhiquan.register.conform import conform
from zhiquan.register.intake.parts import Named, Record, Records
from zhiquan.register.intake.structured import structured_parts
from zhiquan.register.tables import OBSERVATIONS, RIGHT_KINDS

FILES = Path(__file__).resolve().parents[3] / "files" / "structured"


def records_of(file: Path, form: str) -> list[Record]:
    """The records of a file that is in the given format and has one part."""
    parts = structured_parts(file)
    assert parts is not None
    (part,) = parts
    assert isinstance(part, Records)
    assert part.format == form
    return list(part.records)


def test_every_small_file_is_known_and_fills_columns_of_the_register() -> None:
    files = sorted(FILES.iterdir())
    assert len(files) == 22
    for file in files:
        (part,) = structured_parts(file, name="folder/member") or []
        assert isinstance(part, Records), file.name
        assert part.name == "folder/member"
        rows = list(part.records)
        assert [row.line for row in rows] == list(range(1, len(rows) + 1))
        for row in rows:
            assert set(row.values) <= set(OBSERVATIONS[row.kind].names), file.name
            assert row.values.get("kind") in {None, *RIGHT_KINDS}
            assert all(isinstance(said, str) and said for said in row.extra.values())
            assert all(value not in (None, "", []) for value in row.values.values())


def test_every_small_file_conforms_to_the_tables_of_the_register() -> None:
    ids: dict[str, list[str]] = {}
    for file in sorted(FILES.iterdir()):
        (part,) = structured_parts(file) or []
        assert isinstance(part, Records)
        for row in part.records:
            schema = OBSERVATIONS[row.kind].schema
            batch = pa.RecordBatch.from_pylist(
                [dict(row.values)], schema=pa.schema([schema.field(name) for name in row.values])
            )
            (made,) = conform(row.kind, batch, name="b1", first_line=row.line)
            if row.kind == "rights":
                ids.setdefault(file.name, made.column("ids").to_pylist()[0])
    assert ids["cnipa-2.xml"][0].startswith("patent:CN")
    assert ids["uspto-weekly.xml"] == ["patent:US-15990004"]
    assert ids["jp-gazette.xml"] == ["patent:JP-2020990003"]
    assert ids["st96-gi.xml"] == ["gi:第990015号/演示血豆腐"]


def test_a_document_of_the_current_cnipa_schema_is_read_to_the_last_value() -> None:
    (row,) = records_of(FILES / "cnipa-2.xml", "cnipa-2")
    assert dict(row.values) == {
        "country": "CN",
        "kind": "utility_model",
        "grant_no": "CN219900001U",
        "granted_on": date(2023, 8, 8),
        "app_no": "202329900001.3",
        "filed_on": date(2023, 1, 2),
        "title": "一种演示用钢板热处理装置",
        "abstract": "本实用新型公开一种装置，仅供演示。",
        "ipc": ["C21D 9/00", "C22C 38/02"],
        "main_class": "C21D 9/00",
        "cites": ["CN109900002A"],
        "applicants": ["演示钢铁有限公司"],
        "holders": ["演示钢铁有限公司"],
        "inventors": ["演示甲", "演示乙"],
        "agency": "演示专利代理有限公司",
        "agents": ["演示丙"],
        "address": "401220 重庆市长寿区演示路1号",
        "claims": "1.一种装置，包括： 炉体。\n2.根据权利要求1所述的装置。",
        "claims_count": 2,
    }
    assert row.extra == {"agency_code": "99999"}


def test_a_document_of_the_older_cnipa_schema_in_gbk_is_read_to_the_last_value() -> None:
    (row,) = records_of(FILES / "cnipa-1.xml", "cnipa-1")
    assert dict(row.values) == {
        "country": "CN",
        "kind": "invention_patent",
        "grant_no": "CN109900002B",
        "granted_on": date(2020, 5, 5),
        "app_no": "201819900002.5",
        "filed_on": date(2018, 3, 1),
        "title": "演示用焦炭配方",
        "abstract": "一种演示配方。",
        "ipc": ["C10B 57/04"],
        "main_class": "C10B 57/04",
        "applicants": ["演示化工有限公司"],
        "holders": ["演示化工有限公司"],
        "inventors": ["演示丁"],
        "agency": "演示事务所",
        "agents": ["演示戊"],
        "address": "重庆市长寿区演示路2号",
        "claims": "1.一种配方。",
        "claims_count": 1,
    }


EXPECTED: list[tuple[str, str, list[dict[str, Any]]]] = [
    (
        "jp-gazette.xml",
        "jp-gazette",
        [
            {
                "grant_no": "JP9900003B2",
                "app_no": "2020990003",
                "title": "演示装置",
                "ipc": ["H01L 21/301", "B23K 26/53"],
                "claims": "演示方法。\n請求項１の方法。",
                "claims_count": 2,
                "agents": ["演示 太郎"],
                "address": "東京都演示区",
            }
        ],
    ),
    (
        "uspto-weekly.xml",
        "uspto-grant",
        [
            {
                "grant_no": "US9990004B2",
                "granted_on": date(2018, 6, 5),
                "pub_no": "US20170990004A1",
                "published_on": date(2017, 7, 6),
                "priority_on": date(2015, 1, 1),
                "title_en": "Demonstration method",
                "abstract": "A demonstration—no more.",
                "cpc": ["Y02P 70/10"],
                "claims_count": 1,
                "holders": ["Demo Steel Ltd."],
                "inventors": ["Ann Demo"],
                "agency": "Demo Law LLP",
                "address": "Chongqing, CN",
                "cites": ["US7990005B1", "CN109900002A"],
            },
            {"grant_no": "USD990006S1", "locarno": ["06-01"], "main_class": "06-01"},
        ],
    ),
    (
        "uspto-pap.xml",
        "uspto-pap",
        [
            {
                "pub_no": "US20029990007A1",
                "app_no": "09990007",
                "filed_on": date(2000, 3, 1),
                "priority_on": date(1999, 3, 2),
                "ipc": ["A61B 5/00"],
                "applicants": ["Demo Old Corp."],
                "inventors": ["Ann B Demo"],
                "address": "Chongqing, CN",
            }
        ],
    ),
    (
        "st36.xml",
        "st36",
        [
            {
                "grant_no": "EP3990008B1",
                "published_on": date(2018, 9, 11),
                "granted_on": date(2020, 1, 2),
                "title": "Vorführung",
                "title_en": "Demonstration",
                "claims": "Verfahren.",
                "holders": ["Demo GmbH"],
                "inventors": ["Demo, Anna"],
                "address": "Weg 1, Ulm, DE",
                "designations": ["AT", "DE"],
                "cites": ["EP1990009A1"],
            }
        ],
    ),
    (
        "st96-patents.xml",
        "st96-patent",
        [
            {"pub_no": "US20219990010A1", "app_no": "17990010", "published_on": date(2021, 3, 4)},
            {"pub_no": "CN119900011A", "kind": "invention_patent", "country": "CN"},
        ],
    ),
    (
        "st96-trademarks.xml",
        "st96-trademark",
        [
            {"app_no": "99000012", "title": "演示柚", "nice": ["31"], "goods": "新鲜柚子", "country": "CN"},
            {"reg_no": "99000013", "granted_on": date(2023, 4, 5), "kind": "trademark"},
        ],
    ),
    (
        "st96-design.xml",
        "st96-design",
        [
            {"kind": "design_patent", "app_no": "202239900014.1", "title": "演示茶杯", "locarno": ["07-01"]},
            {"kind": "design_patent", "title": "演示茶壶"},
        ],
    ),
    (
        "st96-gi.xml",
        "st96-gi",
        [
            {
                "kind": "geographical_indication",
                "announcement": "第990015号",
                "title": "演示血豆腐",
                "title_en": "Demo tofu",
            }
        ],
    ),
    (
        "docdb.xml",
        "epo-exchange",
        [
            {
                "kind": "invention_patent",
                "pub_no": "CN119900016A",
                "title": "演示十六",
                "title_en": "Demonstration sixteen",
                "applicants": ["演示化工有限公司"],
                "family": ["US20240990016A1"],
            },
            {"kind": "overseas_patent", "pub_no": "EP3990017A1", "published_on": date(2021, 4, 5)},
        ],
    ),
    (
        "uspto-trademark.xml",
        "uspto-trademark",
        [
            {
                "app_no": "99000019",
                "title": "DEMO ONE",
                "goods": "Fresh pomelos for demonstration",
                "nice": ["31"],
                "status_word": "630",
                "applicants": ["Demo Fruit Co., Ltd"],
                "address": "Chongqing, CN",
            },
            {"reg_no": "990020", "applicants": ["Demo Old Company"], "holders": ["Demo New LLC"]},
        ],
    ),
    (
        "cpc-master.xml",
        "cpc-master",
        [{"grant_no": "US9990023B2", "app_no": "15990023", "granted_on": date(2018, 6, 5), "cpc": ["F04D 29/703"]}],
    ),
    (
        "uspto-grants.sgm",
        "uspto-sgml",
        [
            {
                "grant_no": "US6990024B1",
                "title": "Demonstration of ΔT — unclosed",
                "abstract": "Shown only.",
                "ipc": ["C21D 9/00"],
                "claims": "1. A thing.\n2. The thing.",
                "cites": ["US5990025A", "DE3990026"],
                "holders": ["Demo Old Corp."],
                "applicants": ["Ann Demo"],
            },
            {"grant_no": "USD990027S1"},
        ],
    ),
    (
        "us-brs.txt",
        "us-brs",
        [
            {
                "grant_no": "US9990028B2",
                "pub_no": "US20170990028A1",
                "title": "Demonstration of tagged text, on two lines",
                "abstract": "Shown only.",
                "cpc": ["C21D 9/0068"],
                "cites": ["US20030990029A1"],
                "inventors": ["Ann Demo"],
            },
            {"grant_no": "US9990030B1", "applicants": ["Bob Demo"]},
        ],
    ),
    (
        "us-aps.txt",
        "us-aps",
        [
            {
                "grant_no": "US3990031A",
                "granted_on": date(1976, 1, 6),
                "app_no": "05551984",
                "title": "Demonstration of the oldest form",
                "claims": "1. A thing that is shown.",
                "ipc": ["C21D 9/00"],
                "cites": ["US2990032", "DE990033"],
                "holders": ["Demo Old Company"],
                "inventors": ["Ann B. Demo"],
            },
            {"grant_no": "USD239900S"},
        ],
    ),
    ("uspto-papers.xml", "uspto-papers", [{"app_no": "15990034", "claims": "1. A thing.", "claims_count": 1}]),
    (
        "uspto-odp.json",
        "uspto-odp",
        [
            {
                "app_no": "18990035",
                "grant_no": "US12990035",
                "granted_on": date(2025, 2, 4),
                "priority_on": date(2023, 1, 5),
                "cpc": ["C21D 9/00"],
                "status_word": "Patented Case",
            },
            {"app_no": "18990036"},
        ],
    ),
    (
        "uspto-tsdr.json",
        "uspto-tsdr",
        [
            {
                "app_no": "99000037",
                "reg_no": "7990037",
                "nice": ["41"],
                "applicants": ["Demo Inc."],
                "holders": ["Demo Two Inc."],
                "status_word": "700",
                "form": "service mark",
            }
        ],
    ),
]


@pytest.mark.parametrize(("name", "form", "expected"), EXPECTED, ids=[one[0] for one in EXPECTED])
def test_each_format_gives_the_values_its_file_states(name: str, form: str, expected: list[dict[str, Any]]) -> None:
    rows = records_of(FILES / name, form)
    assert len(rows) == len(expected)
    for row, wanted in zip(rows, expected, strict=True):
        assert {column: row.values.get(column) for column in wanted} == wanted


def test_a_legal_event_the_model_knows_is_an_event_and_another_stays_as_printed() -> None:
    (row,) = records_of(FILES / "ops-legal.xml", "epo-exchange")
    assert row.values["events"] == [
        {
            "event": "lapsed_fee",
            "effective": date(2021, 1, 2),
            "announced": date(2022, 3, 4),
            "until": None,
            "days": None,
            "word": "CF01",
        }
    ]
    assert row.extra["legal_events"] == "2023-05-06 CN ZZ99 SOMETHING NEW"


def test_a_security_interest_is_a_pledge_and_an_assignment_a_transfer() -> None:
    transfer, pledge = records_of(FILES / "uspto-assignment.xml", "uspto-assignment")
    assert transfer.kind == "transfers"
    assert transfer.values["right_numbers"] == ["patent:US-15990004", "patent:US9990005"]
    assert transfer.values["transferees"] == ["DEMO STEEL LTD."]
    assert (pledge.kind, pledge.values["pledgor"], pledge.values["pledgee"]) == (
        "pledges",
        "DEMO STEEL LTD.",
        "DEMO BANK",
    )


def test_assignments_of_the_bulk_files_are_read_and_a_release_ends_a_pledge() -> None:
    transfer, release = records_of(FILES / "uspto-assignments.xml", "uspto-assignment")
    assert dict(transfer.values) == {
        "number": "099000-0038",
        "right_kind": "overseas_patent",
        "right_numbers": ["patent:US-15990004", "patent:US9990005"],
        "registered_on": date(2020, 1, 2),
        "status_word": "ASSIGNMENT OF ASSIGNORS INTEREST",
        "transferor": "DEMO, ANN",
        "transferees": ["DEMO STEEL LTD."],
    }
    assert transfer.extra == {"executed_on": "2019-12-31", "titles": "Demonstration"}
    assert release.kind == "pledges"
    assert (release.values["pledgor"], release.values["pledgee"]) == ("DEMO STEEL LTD.", "DEMO BANK")
    assert (release.values["ended_on"], release.values.get("registered_on")) == (date(2022, 1, 2), None)


@pytest.mark.parametrize(
    ("content", "form"),
    [
        (b'<?xml version="1.0"?>\n<!-- c --><xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"/>', "xsd"),
        (b'<?xml version="1.0"?><!-- a DTD -->\n<!ELEMENT a (b)>', "dtd"),
        (b'<class-scheme scheme-type="cpc"/>', "cpc-scheme"),
        (b"<trademark-applications-daily><application-information/></trademark-applications-daily>", "uspto-trademark"),
        (
            b"<world-patent-data><fulltext-document><description/></fulltext-document></world-patent-data>",
            "epo-exchange",
        ),
    ],
)
def test_files_without_rights_are_named_in_both_languages(tmp_path: Path, content: bytes, form: str) -> None:
    file = tmp_path / "named.dat"
    file.write_bytes(content)
    (part,) = structured_parts(file) or []
    assert isinstance(part, Named)
    assert part.format == form
    assert "不含权利" in part.says.zh or "没有可装载的权利" in part.says.zh
    assert "no right" in part.says.en


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"a,b\n1,2\n",
        b"PK\x03\x04\x00\x00",
        b"<html><body>x</body></html>",
        b"<table><tr><td>CN1</table>",
        b"<Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'/>",
        b"<something><else/></something>",
        b"<something><broken>",
        b'{"rows": [1]}',
        b"[1, 2]",
        b"WKU is a word here\n",
        "申请号\t名称\n".encode("gb18030"),
    ],
)
def test_other_files_are_left_to_other_readers(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "other.xml"
    file.write_bytes(content)
    assert structured_parts(file) is None


def test_the_ending_of_the_name_does_not_count(tmp_path: Path) -> None:
    file = tmp_path / "table.csv"
    file.write_bytes((FILES / "cnipa-2.xml").read_bytes())
    assert records_of(file, "cnipa-2")[0].values["grant_no"] == "CN219900001U"


def test_a_root_of_anybodys_naming_is_looked_into(tmp_path: Path) -> None:
    inner = (FILES / "cnipa-2.xml").read_text(encoding="utf-8").split("]>\n", 1)[1]
    file = tmp_path / "wrapped.xml"
    file.write_text(f"<delivery>{inner}{inner}</delivery>", encoding="utf-8")
    assert [row.line for row in records_of(file, "cnipa-2")] == [1, 2]


def test_prefixes_do_not_matter(tmp_path: Path) -> None:
    text = (FILES / "cnipa-2.xml").read_text(encoding="utf-8")
    file = tmp_path / "prefixes.xml"
    file.write_text(
        text.replace("<b:", "<zz:").replace("</b:", "</zz:").replace("xmlns:b=", "xmlns:zz=").replace(" b:", " zz:"),
        encoding="utf-8",
    )
    assert dict(records_of(file, "cnipa-2")[0].values) == dict(records_of(FILES / "cnipa-2.xml", "cnipa-2")[0].values)


def test_json_lines_are_read_like_a_list(tmp_path: Path) -> None:
    file = tmp_path / "lines.txt"
    lines = [f'{{"applicationNumberText": "1899003{digit}", "applicationMetaData": {{}}}}' for digit in range(3)]
    file.write_text("\n".join(lines), encoding="utf-8")
    assert [row.values["app_no"] for row in records_of(file, "uspto-odp")] == ["18990030", "18990031", "18990032"]
    file.write_text(f"[{', '.join(lines)}]", encoding="utf-8")
    assert len(records_of(file, "uspto-odp")) == 3


def test_parts_of_a_document_may_be_missing(tmp_path: Path) -> None:
    file = tmp_path / "thin.xml"
    file.write_text(
        "<cn-patent-document><invention-title>演示</invention-title></cn-patent-document>", encoding="utf-8"
    )
    (row,) = records_of(file, "cnipa-1")
    assert dict(row.values) == {"country": "CN", "title": "演示"}
