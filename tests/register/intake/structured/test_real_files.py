"""Real files of the offices: what a person reads in them is what comes out."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from realdata import real_data
from zhiquan.register.intake.parts import Named, Record, Records
from zhiquan.register.intake.structured import structured_parts

EXPECTED: dict[str, tuple[str, list[dict[str, Any]]]] = {
    "cnipa_CN102015000481495CN00001152124630AFULZH20221021CN00D.XML": (
        "cnipa-2",
        [
            {
                "kind": "invention_patent",
                "country": "CN",
                "app_no": "201510481495.9",
                "pub_no": "CN115212463A",
                "grant_no": None,
                "filed_on": date(2015, 8, 7),
                "published_on": date(2022, 10, 21),
                "title": "一种医用放射治疗装置",
                "applicants": ["北京大基康明医疗设备有限公司"],
                "inventors": ["曹凯", "张圈世", "许亚飞", "王亮"],
                "agency": "北京银龙知识产权代理有限公司",
                "agents": ["许静", "安利霞"],
                "address": "100176 北京市经济技术开发区永昌北路11号",
                "ipc": ["A61N 5/00"],
                "claims_count": 12,
            }
        ],
    ),
    "cnipa_cn_new1.xml": (
        "cnipa-2",
        [
            {
                "app_no": "202111286633.X",
                "pub_no": "CN113781974A",
                "priority_on": date(2016, 5, 23),
                "title": "显示设备",
                "applicants": ["三星显示有限公司"],
                "ipc": ["G09G 3/36", "G09G 3/3208", "G09G 3/34"],
                "address": "韩国京畿道",
                "claims_count": 17,
            }
        ],
    ),
    "cnipa_cn_old1.xml": (
        "cnipa-1",
        [
            {
                "app_no": "201410408762.5",
                "pub_no": "CN104223352A",
                "filed_on": date(2014, 8, 19),
                "published_on": date(2014, 12, 24),
                "title": "一种甘草发酵所得烟用香料及其应用",
                "applicants": ["云南中烟工业有限责任公司"],
                "inventors": ["段焰青", "者为", "李青青", "叶灵", "张伟", "夏建军", "党立志", "王文元"],
                "agency": "昆明协立知识产权代理事务所(普通合伙)",
                "agents": ["谢嘉", "旃习涵"],
                "ipc": ["A24B 15/18", "C11B 9/00", "C12P 1/02", "C12R 1/645"],
                "claims_count": 3,
            }
        ],
    ),
    "cnipa_cn_old2.xml": (
        "cnipa-1",
        [
            {
                "app_no": "201480000986.0",
                "pub_no": "CN104245143A",
                "filed_on": date(2014, 3, 28),
                "priority_on": date(2013, 3, 28),
                "applicants": ["可隆科技特株式会社", "盛源立赛科株式会社"],
                "inventors": ["朴建洙", "权宁荤", "曹光洙", "孔景录", "蒋志荣"],
                "ipc": ["B03B 5/04", "B03B 5/32", "B03B 5/62", "B07B 13/04"],
            }
        ],
    ),
    "jp_example1.xml": (
        "jp-gazette",
        [
            {
                "kind": "overseas_patent",
                "country": "JP",
                "app_no": "2019165329",
                "pub_no": "JP2021044377A",
                "filed_on": date(2019, 9, 11),
                "published_on": date(2021, 3, 18),
                "title": "ウェーハの加工方法",
                "applicants": ["株式会社ディスコ"],
                "address": "東京都大田区大森北二丁目１３番１１号",
                "ipc": ["H01L 21/301", "H01L 21/67", "H01L 21/683", "B23K 26/53"],
                "claims_count": 6,
            }
        ],
    ),
    "us_example1.xml": (
        "uspto-application",
        [
            {
                "app_no": "17043275",
                "pub_no": "US20210049351A1",
                "filed_on": date(2018, 4, 13),
                "applicants": ["NEC Corporation"],
                "holders": None,
                "inventors": ["Toshinori HOSOI", "Ryo KAWAI"],
                "ipc": ["G06K 9/00", "G06K 9/62", "G06N 20/00"],
                "cpc": [
                    "G06K 9/00335", "G06K 9/6255", "G06K 9/00771", "G06K 9/00362", "G06N 20/00", "G06K 9/6262",
                ],
                "claims_count": 15,
            }
        ],
    ),
    "us_example2.xml": (
        "uspto-application",
        [
            {
                "app_no": "17043043",
                "pub_no": "US20210048686A1",
                "priority_on": date(2018, 3, 29),
                "applicants": ["Rodenstock GmbH"],
                "title_en": "ADJUSTMENT OF THE SUBJECTIVE AND OBJECTIVE REFRACTIONS",
            }
        ],
    ),
    "uspto_xml2006_US07272630B2.xml": (
        "uspto-grant",
        [
            {
                "app_no": "10991571",
                "grant_no": "US7272630B2",
                "granted_on": date(2007, 9, 18),
                "pub_no": "US20050097148A1",
                "published_on": date(2005, 5, 5),
                "filed_on": date(2004, 11, 18),
                "holders": ["Microsoft Corporation"],
                "applicants": ["John R. Douceur", "Marvin M. Theimer", "Atul Adya", "William J. Bolosky"],
                "agency": "Lee & Hayes, PLLC",
                "address": "Redmond, WA, US",
                "ipc": ["G06F 15/13"],
                "claims_count": 17,
            }
        ],
    ),
    "uspto_xml2014_US08930553.xml": (
        "uspto-grant",
        [
            {
                "app_no": "13648029",
                "grant_no": "US8930553B2",
                "granted_on": date(2015, 1, 6),
                "pub_no": "US20140101323A1",
                "holders": ["International Business Machines Corporation"],
                "inventors": ["Nitzan Nissim", "Brian Pulito", "Asaf Zinger"],
                "address": "Armonk, NY, US",
                "claims_count": 8,
            }
        ],
    ),
    "uspto_xmlApp2004_US20050004437A1.xml": (
        "uspto-application",
        [
            {
                "app_no": "10830857",
                "pub_no": "US20050004437A1",
                "priority_on": date(2001, 10, 26),
                "applicants": ["Heiner Kaufmann", "Thomas Vering"],
                "address": None,
                "ipc": ["A61B 5/00"],
                "claims_count": 10,
            }
        ],
    ),
    "uspto_pap_US20010000044A1.xml": (
        "uspto-pap",
        [
            {
                "app_no": "09342866",
                "pub_no": "US20010000044A1",
                "filed_on": date(1999, 6, 29),
                "published_on": date(2001, 3, 15),
                "inventors": ["Wayne W Lin"],
                "address": None,
                "ipc": ["G06F 17/60"],
                "claims_count": 21,
            }
        ],
    ),
    "uspto_sgml_US06336130.xml": (
        "uspto-sgml",
        [
            {
                "app_no": "09413215",
                "grant_no": "US6336130B1",
                "granted_on": date(2002, 1, 1),
                "filed_on": date(1999, 10, 5),
                "priority_on": date(1997, 4, 8),
                "title": "Arrangement for improving availability of services in a communication system",
                "holders": ["Telefonaktiebolaget LM Ericsson (publ)"],
                "inventors": ["Thanh Van Do"],
                "agency": "Nixon & Vanderhye P.C.",
                "ipc": ["G06F 15/16", "G06F 13/00"],
                "cites": ["US5825759A", "US5974441A", "US6049819A", "US6076099A", "US6085086A", "WO9625012"],
                "claims_count": 22,
            }
        ],
    ),
    "wipo_st36a_DOC00001.xml": (
        "st36",
        [
            {
                "country": "EP",
                "app_no": "05255002.7",
                "pub_no": "EP1667425A1",
                "filed_on": date(2005, 8, 11),
                "priority_on": date(2004, 12, 3),
                "published_on": date(2006, 6, 7),
                "title": "Image forming method and image forming apparatus",
                "applicants": ["Wedg Co. Ltd"],
                "inventors": ["Yoshida, Naoki", "Kasahara, Hiroyuki"],
                "ipc": ["H04N 1/40"],
            }
        ],
    ),
    "wipo_st96_PatentPublication_Example.xml": (
        "st96-patent",
        [
            {
                "app_no": "13797521",
                "grant_no": "US8936998B2",
                "pub_no": "US20130213561A1",
                "granted_on": date(2015, 1, 20),
                "priority_on": date(2007, 11, 8),
                "holders": [
                    "Mitsubishi Heavy Industries, Ltd.",
                    "National Institute of Advanced Industrial Science and Technology",
                ],
                "ipc": ["H01L 21/30", "H01L 21/302", "H01L 21/324", "H01L 21/20", "H01L 23/00", "H01L 31/0203"],
                "claims_count": 10,
            }
        ],
    ),
    "wipo_st96_TrademarkApplication_Example.xml": (
        "st96-trademark",
        [
            {
                "kind": "trademark",
                "country": "US",
                "app_no": "87035559",
                "reg_no": "5169753",
                "title": "LANYI",
                "nice": ["09"],
                "holders": ["Shenzhen Fengniao E-Commerce Co.,Ltd"],
                "granted_on": date(2017, 3, 28),
                "status_word": "REGISTERED",
            }
        ],
    ),
    "wipo_st96_DesignApplication_Example.xml": (
        "st96-design",
        [
            {
                "app_no": "35503842",
                "reg_no": "123456",
                "title": "Chair",
                "locarno": ["06-01"],
                "filed_on": date(2017, 8, 29),
                "expires_on": date(2034, 1, 29),
                "applicants": ["HARPER Inc."],
                "inventors": ["Emma Francis", "Jeannette Altova", "Manuel Ho"],
            }
        ],
    ),
    "wipo_st96_GIApplication_Example.xml": (
        "st96-gi",
        [
            {
                "kind": "geographical_indication",
                "country": "FR",
                "app_no": "IG 18-002",
                "announcement": "2018-18",
                "title": "Tapisserie d'Aubusson",
                "title_en": "Aubusson tapestry",
                "nice": ["24", "27"],
                "applicants": ["Association LAINAMAC"],
            }
        ],
    ),
    "uspto_cpcMaster_cpcMaster.xml": (
        "cpc-master",
        [{"app_no": "13897484", "grant_no": "US9400000B2", "granted_on": date(2016, 7, 26)}],
    ),
    "epo_ops_biblio_example.xml": (
        "epo-exchange",
        [
            {
                "country": "US",
                "app_no": "11023667",
                "pub_no": "US20060142694A1",
                "filed_on": date(2004, 12, 28),
                "applicants": ["ST. JUDE MEDICAL, ATRIAL FIBRILLATION DIVISION, INC"],
                "cpc": ["A61B 5/283", "A61B 5/287", "A61M 25/0136", "A61M 25/0147"],
            }
        ],
    ),
    "epo_ops_biblio_example_2.xml": (
        "epo-exchange",
        [{"pub_no": "JP2005533465A", "title": None, "priority_on": date(2002, 7, 15)}],
    ),
    "epo_ops_biblio_example_3.xml": (
        "epo-exchange",
        [
            {
                "pub_no": "AU2013290010A1",
                "applicants": ["PRIMUS GREEN ENERGY INC", "BLUESCAPE CLEAN FUELS, LLC"],
                "inventors": ["FANG, HOWARD L", "QIN, MEIFANG", "BEN-REUVEN, MOSHE"],
            }
        ],
    ),
    "epo_ops_claims_example.xml": ("epo-exchange", [{"pub_no": "EP1000000A1", "claims_count": 11}]),
    "epo_ops_family.xml": (
        "epo-exchange",
        [
            {
                "pub_no": "EP1000000A1",
                "app_no": "99203729",
                "priority_on": date(1998, 11, 12),
                "family": ["EP1000000B1", "AT232441T", "DE69905327D1", "NL1010536C2", "US6093011A"],
            },
            {"grant_no": "EP1000000B1", "granted_on": date(2003, 2, 12)},
            {"pub_no": "AT232441T"},
            {"pub_no": "DE69905327D1"},
            {"grant_no": "NL1010536C2"},
            {"grant_no": "US6093011A", "granted_on": date(2000, 7, 25)},
        ],
    ),
    "epo_ops_full_cycle_example.xml": (
        "epo-exchange",
        [
            {"pub_no": "EP1000000A1", "cites": ["DE3546191A1", "EP0680812A1", "NL9400663A"]},
            {"grant_no": "EP1000000B1", "applicants": ["BEHEERMAATSCHAPPIJ DE BOER NIJMEGEN B.V"]},
        ],
    ),
    "epo_ops_legal_1.xml": ("epo-exchange", [{"pub_no": "EP1000000A1", "events": None}]),
    "epo_ops_search_example.xml": (
        "epo-exchange",
        [{"pub_no": "US20210381337A1"}, {"pub_no": "WO2020086066A1"}, *[{} for _ in range(13)]],
    ),
    "uspto_assignment_1.xml": (
        "uspto-assignment",
        [
            {
                "number": "018247-0405",
                "registered_on": date(2006, 9, 14),
                "transferor": "REALTIME DATA COMPRESSION SYSTEMS, INC.",
                "transferees": ["REALTIME DATA LLC"],
                "right_numbers": [
                    "patent:US-10628795",
                    "patent:US-11400674",
                    "patent:US-09210491",
                    "patent:US-09705446",
                    "patent:US-09266394",
                ],
            }
        ],
    ),
    "uspto_odp_search_patents.json": (
        "uspto-odp",
        [
            {
                "app_no": "18597857",
                "pub_no": "US20240362478A1",
                "filed_on": date(2024, 3, 6),
                "priority_on": date(2023, 4, 25),
                "applicants": ["Shanghai ArtificialIntelligence Innovation Center"],
                "cpc": ["G06N 3/08"],
                "status_word": "Docketed New Case - Ready for Examination",
            }
        ],
    ),
    "uspto_tsdr_trademark_status.json": (
        "uspto-tsdr",
        [
            {
                "app_no": "97123456",
                "reg_no": None,
                "title": "AZUKI ZEN",
                "nice": ["09"],
                "applicants": ["Combo Labs, LLC"],
                "holders": None,
                "status_word": "602",
                "filed_on": date(2021, 11, 13),
            }
        ],
    ),
    "uspto_aps_css_brs_sample.txt": (
        "us-brs",
        [
            {
                "grant_no": "US9204581B2",
                "app_no": "13676098",
                "pub_no": "US20130120958A1",
                "granted_on": date(2015, 12, 1),
                "title": "Method for performing chip level electromagnetic interference reduction, and associated "
                "apparatus",
                "holders": ["MEDIATEK INC."],
                "inventors": ["Long-Kun Yu", "Kuo-Liang Deng"],
                "ipc": ["H05K 9/00"],
                "cpc": ["H05K 9/0066"],
                "claims_count": 20,
            },
            {"grant_no": "US9204582B2", "agency": "Toler Law Group, PC", "holders": ["The Boeing Company"]},
            {"grant_no": "US9204583B2", "applicants": ["Hyun Ho Park", "Hark Byeong Park"], "address": None},
            {"grant_no": "US9204584B2"},
            {"grant_no": "US9204585B2"},
            {"grant_no": "US9204586B2"},
        ],
    ),
}  # fmt: skip

NAMED = {
    "schema_cnipa_new.xsd": "xsd",
    "schema_cnipa_old.dtd": "dtd",
    "uspto_cpcScheme_cpc-scheme-A01L.xml": "cpc-scheme",
    "epo_ops_description_example.xml": "epo-exchange",
}


def records_of(file: Path, form: str) -> list[Record]:
    """The records of a file in the given format."""
    (part,) = structured_parts(file) or []
    assert isinstance(part, Records)
    assert part.format == form
    return list(part.records)


@pytest.mark.parametrize("name", list(EXPECTED))
def test_a_real_file_gives_what_a_person_reads_in_it(name: str) -> None:
    form, expected = EXPECTED[name]
    rows = records_of(real_data(f"patent_xml/{name}"), form)
    assert len(rows) == len(expected)
    for row, wanted in zip(rows, expected, strict=True):
        assert {column: row.values.get(column) for column in wanted} == wanted


@pytest.mark.parametrize("name", list(NAMED))
def test_a_real_file_without_rights_is_named(name: str) -> None:
    (part,) = structured_parts(real_data(f"patent_xml/{name}")) or []
    assert isinstance(part, Named)
    assert part.format == NAMED[name]


def test_no_real_file_is_left_unread_or_breaks() -> None:
    folder = real_data("patent_xml")
    for file in sorted(folder.iterdir()):
        parts = structured_parts(file)
        is_ours = file.suffix.lower() in {".xml", ".xsd", ".dtd", ".json", ".txt"}
        assert (parts is not None) is is_ours, file.name


def test_the_daily_file_of_marks_with_its_own_dtd_is_read(tmp_path: Path) -> None:
    with zipfile.ZipFile(real_data("patent_xml/uspto_trademark_applications_daily_seed.xml.zip")) as archive:
        (member,) = [one for one in archive.namelist() if one.endswith(".xml") and not one.startswith("__")]
        file = tmp_path / "daily.xml"
        file.write_bytes(archive.read(member))
    rows = records_of(file, "uspto-trademark")
    assert [row.values["app_no"] for row in rows][:5] == ["87310367", "87703889", "87703896", "87796079", "71112081"]
    assert len(rows) == 11
    assert rows[0].values["nice"] == ["09", "12", "39", "42"]
    assert rows[0].values["published_on"] == date(2017, 11, 28)
    assert "reg_no" not in rows[0].values
    assert (rows[4].values["reg_no"], rows[4].values["holders"]) == ("124134", ["CUTEX, INC."])
    assert rows[4].values["applicants"] == ["NORTHAM WARREN CORPORATION"]


def test_papers_of_a_file_give_claims_and_abstracts_and_descriptions_are_named(tmp_path: Path) -> None:
    counts: dict[str, list[Any]] = {}
    with zipfile.ZipFile(real_data("patent_xml/uspto_xml4ip_sample_XML4IP.ZIP")) as archive:
        for member in [one for one in archive.namelist() if one.endswith(".xml")]:
            file = tmp_path / "paper.xml"
            file.write_bytes(archive.read(member))
            (part,) = structured_parts(file) or []
            code = member.rsplit(".", 2)[-2]
            rows = list(part.records) if isinstance(part, Records) else []
            counts.setdefault(code, []).extend((row.values["app_no"], row.values.get("claims_count")) for row in rows)
    assert counts["SPEC"] == []
    assert sorted(counts["CLM"]) == [("12993548", 17), ("13962724", 22), ("13962724", 22), ("14522151", 9)]
    assert sorted({app_no for app_no, _ in counts["ABST"]}) == ["13962724", "14522151"]
