"""What the columns of real files are called: the shipped tables of names, and headings as files write them."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from realdata import real_data
from zhiquan.basics.errors import BadDefinition, NotFound
from zhiquan.knowledge.columns import (
    ColumnNames,
    column_ids,
    column_names,
    column_names_of,
    heading_key,
    heading_text,
    heading_unit,
    kind_of_sheet,
)
from zhiquan.knowledge.other_kinds import OTHER_KINDS
from zhiquan.register.tables.catalogue import OBSERVATIONS, RIGHT_KINDS

KINDS = column_names()
ORIGIN = {"batch", "sheet", "line", "extra", "content", "ids", "also", "key"}
"""Columns the register fills itself."""

CASES = [
    ("公开（公告）号", "公开公告号"),
    ("公开-公告号", "公开公告号"),
    ("  申 请 人 ", "申请人"),
    ("发明 人", "发明人"),
    ("申请(专利)号", "申请专利号"),
    ("标题 (中文)", "标题中文"),
    ("标题 (英文)", "标题英文"),
    ("CPC - 现版", "cpc现版"),
    ("Ｐｕｂｌｉｃａｔｉｏｎ Number", "publicationnumber"),
    ("publication_number", "publicationnumber"),
    ("2. 担保金额(万元) *", "担保金额"),
    ("金额（单位：亿元）", "金额"),
    ("担保金额/万元", "担保金额"),
    ("担保金额万元", "担保金额"),
    ("申请日（yyyy-mm-dd）", "申请日"),
    ("申请人（必填）", "申请人"),
    ("类别（多个用分号隔开）", "类别"),
    ("申请日.1", "申请日"),
    ("法律状态\n", "法律状态"),
    ("【申请号】：", "申请号"),
    ("权利要求1", "权利要求1"),
    ("元", "元"),
    ("***", ""),
]

UNITS = [
    ("担保金额(万元)", "万元"),
    ("金额（亿元）", "亿元"),
    ("金额（单位：元）", "元"),
    ("金额（人民币万元）", "万元"),
    ("担保金额/万元", "万元"),
    ("担保金额万元", "万元"),
    ("从业人数（人）", "人"),
    ("担保金额", ""),
    ("公开（公告）号", ""),
    ("发明 人", ""),
]

PATENTICS_24 = {
    "公开号": "pub_no", "申请号": "app_no", "标题": "title", "申请日": "filed_on", "公开日": "published_on",
    "授权公告日": "granted_on", "国际分类": "ipc", "国际主分类": "main_class", "权利要求数": "claims_count",
    "申请人": "applicants", "标准化申请人": "standard_applicants", "发明人": "inventors",
    "引用本文专利数": "cited_by_count", "法律状态": "status_word", "第一发明人": "_first_inventor",
}  # fmt: skip

INCOPAT = {
    "标题 (中文)": "title", "标题 (英文)": "title_en", "摘要 (中文)": "abstract", "申请人": "applicants",
    "公开（公告）号": "pub_no", "公开（公告）日": "published_on", "申请号": "app_no", "申请日": "filed_on",
    "专利类型": "kind", "公开国别": "country", "IPC主分类": "main_class", "CPC": "cpc", "新兴产业分类": "sei",
    "摘要 (英文)": "_abstract_en",
}  # fmt: skip

PLAIN = {"名称": "title", "摘要": "abstract"}

EXPECTED: dict[tuple[str, str], dict[str, str]] = {
    ("incopat_22col_toyota.xlsx", "下载的著录项1"): INCOPAT
    | {"IPC": "ipc", "国民经济分类": "gbt4754", "标准化申请人": "standard_applicants",
       "专利有效性": "status_word", "当前法律状态": "status_word"},
    ("incopat_19col_openai.xlsx", "下载的著录项1"): INCOPAT | {"IPC": "ipc", "国民经济分类": "gbt4754"},
    ("incopat_25col_iflytek.xlsx", "下载的著录项1"): INCOPAT | {"专利有效性": "status_word"},
    ("patentics_75col_thundersoft.xlsx", "Patentics"): {
        "公开号": "pub_no", "申请号": "app_no", "专利局": "country", "标题": "title", "摘要": "abstract",
        "主权项": "claims", "申请人": "applicants", "标准申请人": "standard_applicants", "发明人": "inventors",
        "第一发明人": "_first_inventor", "优先权日": "priority_on", "申请日": "filed_on",
        "公开/公告日": "published_on", "申请公开日": "published_on", "授权日": "granted_on", "国际分类": "ipc",
        "国际主分类": "main_class", "CPC分类": "cpc", "专利类型": "kind", "引用": "cites",
        "被引用": "_cited_by", "被引用数": "cited_by_count", "同族": "family", "法律状态": "status_word",
        "法律描述": "events", "律师、代理": "agency", "省市": "_province", "地市": "_city", "通信地址": "address",
    },
    ("patentics_36col_banma.xlsx", "Patentics"): {
        "公开号": "pub_no", "申请号": "app_no", "专利局": "country", "标题": "title", "申请人": "applicants",
        "标准申请人": "standard_applicants", "发明人": "inventors", "第一发明人": "_first_inventor",
        "优先权日": "priority_on", "申请日": "filed_on", "公开-公告日": "published_on", "国际分类": "ipc",
        "国际主分类": "main_class", "CPC分类": "cpc", "专利类型": "kind", "被引用数": "cited_by_count",
        "法律状态": "status_word",
    },
    ("patentics_24col_vr_cn.csv", ""): PATENTICS_24,
    ("patentics_24col_apollo.csv", ""): PATENTICS_24,
    ("patentics_24col_waymo_global.csv", ""): PATENTICS_24,
    ("patentics_24col_aurora_global.csv", ""): PATENTICS_24,
    ("patentics_31col_drone_us.xlsx", "Sheet1"): {
        "Patentics": "pub_no", "申请号": "app_no", "标题": "title", "公开日": "published_on", "申请日": "filed_on",
        "标准化申请人": "standard_applicants", "申请人": "applicants", "发明人": "inventors",
        "第一发明人": "_first_inventor", "优先权日": "priority_on", "国际分类": "ipc", "国际主分类": "main_class",
        "CPC分类": "cpc", "法律状态": "status_word", "本文被引用专利数": "cited_by_count",
        "权利要求数": "claims_count",
    },
    ("derwent_132col_bannerrow.xls", "Sheet1"): {
        "公开号": "pub_no", "公开日期": "published_on", "公开国家/地区代码": "country", "申请号": "app_no",
        "申请日期": "filed_on", "优先权日 - 最早": "priority_on", "标题 (原文)": "title",
        "权利要求计数": "claims_count", "失效/有效": "status_word", "CPC - 现版": "cpc", "IPC - 现版": "ipc",
        "施引专利计数": "cited_by_count", "INPADOC 法律状态": "events", "指定国/地区": "designations",
        "专利权人/申请人": "applicants", "专利权人 - 原始": "applicants", "发明人": "inventors",
        "INPADOC 同族专利成员": "family", "DWPI 同族专利成员": "family", "专利权人 - 标准化": "standard_applicants",
        "第一发明人": "_first_inventor", "专利权人/申请人 (首位)": "_first_applicant", "洛迦诺分类": "locarno",
        "估计的截止日期": "_estimated_expiry", "INPADOC 法律状态代码": "_event_days",
        "引用的参考文献详细信息 - 专利": "cites",
    },
    ("cnipr_25col_rail_199rows.xlsx", "Sheet1"): {
        "申请号": "app_no", "公开（公告）号": "pub_no", "公开（公告）日": "published_on", "申请日": "filed_on",
        "专利号": "app_no", "名称": "title", "主分类号": "main_class", "分类号": "ipc",
        "申请（专利权）人": "applicants", "发明（设计）人": "inventors", "地址": "address", "专利代理机构": "agency",
        "代理人": "agents", "摘要": "abstract", "主权项": "claims", "参考文献": "cites",
        "分案原申请号": "_related", "优先权": "_priority",
    },
    ("labelled_titles_abstracts_class.xlsx", "2013年"): PLAIN | {"IPC分类号": "ipc"},
    ("labelled_titles_abstracts_class.xlsx", "Sheet1"): PLAIN,
    ("plain_6col_sdust_half.xlsx", "Sheet1"): {
        "专利名称": "title", "申请号": "app_no", "申请人": "applicants", "申请日": "filed_on",
        "主分类号": "main_class", "摘要": "abstract",
    },
    ("mysql_dump_61col_11rows.sql", ""): {
        "申请日": "filed_on", "公开日": "published_on", "授权公告日": "granted_on", "申请人": "applicants",
        "发明人": "inventors", "申请号": "app_no", "公开号": "pub_no", "授权公告号": "grant_no", "专利类型": "kind",
        "专利名称": "title", "申请摘要": "abstract", "主权项": "claims", "申请人地址": "address",
        "法律状态": "status_word", "主分类号": "main_class", "分类号": "ipc", "专利代理人": "agents",
        "专利代理机构": "agency", "优先权日": "priority_on", "第一发明人": "_first_inventor",
        "第一权利人": "_first_holder", "当前权利人": "holders", "法律事件": "events", "引证专利": "cites",
        "同族专利": "family", "CPC分类号": "cpc", "国省代码": "_province", "失效日期": "_ended_on",
        "专利转移次数": "_event_counts",
    },
    ("appno_ipc_gbt4754_value_548rows_noheader.xls", "Sheet1"): {},
}  # fmt: skip
"""File and sheet to its headings that have a meaning, worked out by hand from the cells below them."""


@pytest.mark.parametrize("kind", KINDS)
def test_every_column_of_a_kind_has_names_and_an_example(kind: str) -> None:
    columns = set(OBSERVATIONS[kind].names) - ORIGIN
    fields = KINDS[kind].fields
    assert {name for name in fields if not name.startswith("_")} == columns
    assert all(names.example for field, names in fields.items() if not field.startswith("_"))
    assert all((names.form == "ignore") == field.startswith("_") for field, names in fields.items())


def test_only_decisions_have_no_table_of_names() -> None:
    assert set(OBSERVATIONS) - set(KINDS) == {"decisions"}
    assert set(KINDS) <= set(OBSERVATIONS)


def test_every_kind_of_patent_apart_from_rows_without_number_has_a_sort_of_its_own() -> None:
    told = {part.right for part in KINDS["rights"].contexts.values()} - {None}
    assert told == set(RIGHT_KINDS) - {"invention_patent", "utility_model", "design_patent", "document"}


@pytest.mark.parametrize("kind", KINDS)
def test_no_heading_is_claimed_by_two_fields(kind: str) -> None:
    claimed: dict[str, str] = {}
    for field, names in KINDS[kind].fields.items():
        for name in names.names:
            assert heading_key(name), f"{kind}.{field}: {name} is nothing once cleaned"
            assert claimed.setdefault(heading_key(name), field) == field, name


def test_a_file_whose_heading_is_claimed_twice_is_refused() -> None:
    told = {
        "id": "rights",
        "label": {"zh": "试", "en": "test"},
        "source_note": "made up",
        "telling": ["a"],
        "fields": {"a": {"names": ["申请号"], "form": "text"}, "b": {"names": ["申 请 号"], "form": "text"}},
    }
    with pytest.raises(ValueError, match="claimed by both a and b"):
        ColumnNames.model_validate(told)
    told["fields"] = {"a": {"names": ["申请号"], "form": "text"}}
    told["contexts"] = {"x": {"label": {"zh": "试", "en": "test"}, "headings": {"号": "c"}}}
    with pytest.raises(ValueError, match="no such field: c"):
        ColumnNames.model_validate(told)


@pytest.mark.parametrize(("heading", "key"), CASES)
def test_a_heading_is_cleaned(heading: str, key: str) -> None:
    assert heading_key(heading) == key


@given(st.text(max_size=40))
def test_a_cleaned_heading_holds_letters_and_digits_only_whatever_it_was(heading: str) -> None:
    key = heading_key(heading)
    assert all(letter.isalnum() for letter in key)
    assert key == key.casefold() or not key.isascii()


@pytest.mark.parametrize(("heading", "unit"), UNITS)
def test_the_unit_of_a_heading_is_read(heading: str, unit: str) -> None:
    assert heading_unit(heading) == unit


@pytest.mark.parametrize("place", EXPECTED, ids="/".join)
def test_headings_of_real_exports_lead_to_the_right_fields(place: tuple[str, str]) -> None:
    file = real_data(f"cn_patent_exports/{place[0]}")
    headings = dict(_headings(file))[place[1]]
    rights = KINDS["rights"]
    known = rights.headings(rights.context_of(headings))
    missing = [heading for heading in EXPECTED[place] if heading not in headings]
    assert not missing
    assert {heading: known.get(heading_key(heading)) for heading in EXPECTED[place]} == EXPECTED[place]
    if not EXPECTED[place]:
        assert not any(heading_key(heading) in known for heading in headings)


def test_every_real_export_is_in_the_table() -> None:
    folder = real_data("cn_patent_exports")
    files = {file.name for file in folder.iterdir() if file.suffix in {".xls", ".xlsx", ".csv", ".sql"}}
    assert files == {file for file, _ in EXPECTED}


def test_headings_of_a_real_register_of_enterprises_lead_to_the_right_fields() -> None:
    file = real_data("company_names/uscc_enterprises_ningbo_half.csv")
    known = KINDS["registered_parties"].headings()
    headings = _first_line(file)
    assert {heading: known.get(heading_key(heading)) for heading in headings} == {
        "统一社会信用代码": "code", "企业名称": "name", "企业类型": "form", "登记状态": "status_word",
        "登记机关": "_registration", "成立日期": "registered_on", "行业": "industry",
        "行业代码_GBT4754": "industry", "注册资本": "_registration",
    }  # fmt: skip


def test_headings_of_real_lists_of_indications_and_of_shop_titles_are_known() -> None:
    rights = KINDS["rights"]
    chinese = _first_line(real_data("gi_register/agi_products_with_holder.csv"))
    known = rights.headings("geographical_indication")
    assert [known.get(heading_key(heading)) for heading in chinese if heading != "listing_title"] == [
        "title", "holders", "reg_no", "_place_of_origin",
    ]  # fmt: skip
    assert rights.context_of(["EA_Name", "EA_FileNumber", "EA_Status"]) == "geographical_indication"
    assert KINDS["listings"].headings()[heading_key("text")] == "title"


@pytest.mark.parametrize(
    ("headings", "sort"),
    [
        (["注册号", "商标", "类别", "注册人"], "trademark"),
        (["申请/注册号", "国际分类", "申请日期", "商标名称", "申请人名称"], "trademark"),
        (["国际注册号", "商标", "注册人", "指定缔约方"], "madrid_registration"),
        (["地理标志名称", "批准公告号", "权利人"], "geographical_indication"),
        (["用标企业", "统一社会信用代码", "地理标志名称", "核准公告号"], "gi_mark_user"),
        (["品种权号", "品种名称", "品种权人", "培育人"], "plant_variety"),
        (["布图设计登记号", "布图设计名称", "布图设计权利人"], "ic_layout"),
        (["登记号", "软件名称", "著作权人", "开发完成日期"], "software_copyright"),
        (["登记号", "作品名称", "作品类别", "著作权人"], "work_copyright"),
        (["存证编号", "存证人", "保密措施"], "trade_secret_filing"),
        (["申请号", "专利名称", "申请人"], "patent"),
        (["id", "title", "assignee", "result link"], "google_patents"),
        (["名称", "编号"], ""),
        (["商标名称", "专利名称"], ""),
    ],
)
def test_the_headings_tell_the_sort_of_rights(headings: list[str], sort: str) -> None:
    assert KINDS["rights"].context_of(headings) == sort


def test_the_same_heading_means_something_else_in_a_list_of_marks() -> None:
    rights = KINDS["rights"]
    assert rights.headings("patent")[heading_key("国际分类")] == "ipc"
    assert rights.headings("trademark")[heading_key("国际分类")] == "nice"
    assert rights.headings("geographical_indication")[heading_key("公告号")] == "announcement"
    assert rights.headings()[heading_key("公告号")] == "grant_no"


@pytest.mark.parametrize(
    ("sheet", "kind"),
    [
        ("商标", "trademark"),
        ("2025年商标清单", "trademark"),
        ("长寿区有效商标", "trademark"),
        ("马德里商标", "madrid_registration"),
        ("地理标志用标企业名单", "gi_mark_user"),
        ("软件著作权登记", "software_copyright"),
        ("质押登记", "pledges"),
        ("专利权质押", "pledges"),
        ("商标代理机构", "agencies"),
        ("企业名录", "registered_parties"),
        ("满意度调查", "series"),
        ("有效发明专利", "rights"),
        ("Trade marks", "trademark"),
        ("Sheet1", None),
        ("下载的著录项1", None),
        ("分析库", None),
        ("填写说明", None),
        ("", None),
        ("2024", None),
    ],
)
def test_a_sheet_is_known_by_its_name(sheet: str, kind: str | None) -> None:
    assert kind_of_sheet(sheet) == kind


def test_listed_words_are_read_as_files_write_them() -> None:
    level = KINDS["titles_awards"].fields["level"]
    assert level.word_of(" 国家级 ") == "national"
    assert level.word_of("district") == "district"
    assert level.word_of("世界级") is None
    kinds = KINDS["rights"].fields["kind"]
    assert {word: kinds.word_of(word) for word in RIGHT_KINDS if word != "document"} == {
        word: word for word in RIGHT_KINDS if word != "document"
    }
    assert all(kinds.word_of(label.zh) == word for word, label in RIGHT_KINDS.items() if word != "document")


def test_an_own_file_adds_names_and_takes_them_from_other_fields(tmp_path: Path) -> None:
    _own(tmp_path, "rights", "fields: {reg_no: {names: [证号, 申请号]}}\nsheets: [我局台账]\n")
    found = column_names_of("rights", tmp_path)
    known = found.headings()
    assert known[heading_key("证号")] == "reg_no"
    assert known[heading_key("申请号")] == "reg_no"
    assert known[heading_key("专利申请号")] == "app_no"
    assert found.fields["reg_no"].names[:2] == ("证号", "申请号")
    assert kind_of_sheet("我局台账", tmp_path) == "rights"
    assert column_names_of("rights").headings()[heading_key("申请号")] == "app_no"
    assert OTHER_KINDS["columns"].entry("rights", tmp_path).is_own
    assert not OTHER_KINDS["columns"].entry("rights", None).is_own


def test_an_own_heading_wins_over_that_of_a_sort(tmp_path: Path) -> None:
    _own(tmp_path, "rights", "fields: {ipc: {names: [国际分类]}}\n")
    assert column_names_of("rights", tmp_path).headings("trademark")[heading_key("国际分类")] == "ipc"


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("rights", "fields: {app_number: {names: [证号]}}\n", "app_no"),
        ("rights", "fields: {app_no: {names: []}}\n", "fields.app_no.names"),
        ("rights", "fields: {app_no: {names: [证号], title: 证}}\n", "fields.app_no.title"),
        ("patents", "fields: {}\n", "rights"),
    ],
)
def test_an_own_file_with_a_slip_is_refused_with_its_place(tmp_path: Path, name: str, text: str, said: str) -> None:
    _own(tmp_path, name, text)
    with pytest.raises(BadDefinition, match=said) as caught:
        column_names(tmp_path)
    assert f"{name}.yaml" in caught.value.to("en")


def test_a_kind_without_a_table_is_not_found_and_others_are_named() -> None:
    with pytest.raises(NotFound, match="pledges"):
        column_names_of("decisions")
    assert column_ids() == tuple(sorted(KINDS))


def _own(folder: Path, name: str, text: str) -> None:
    file = folder / "columns" / f"{name}.yaml"
    file.parent.mkdir(exist_ok=True)
    file.write_text(f"id: {name}\nlabel: {{zh: 本局列名, en: Our names}}\n{text}", "utf-8")


def _first_line(file: Path) -> list[str]:
    return next(csv.reader(file.read_text("utf-8-sig").splitlines()))


def _headings(file: Path) -> Iterator[tuple[str, list[str]]]:
    """Sheet and headings, by the plainest means: which row holds them is known here."""
    if file.suffix == ".csv":
        yield "", _first_line(file)
    elif file.suffix == ".sql":
        yield "", re.findall(r"^  `([^`]+)`", file.read_text("utf-8"), re.MULTILINE)
    else:
        book = CalamineWorkbook.from_path(str(file))
        for sheet in book.sheet_names:
            rows = book.get_sheet_by_name(sheet).to_python()
            if rows:
                yield sheet, [str(cell) for cell in rows["bannerrow" in file.name]]


def test_a_meaning_names_only_parts_that_have_words() -> None:
    rights = KINDS["rights"].model_dump()
    rights["meanings"] = {"title": ("name colour?",)}
    with pytest.raises(ValueError, match="no such part of a heading: colour"):
        ColumnNames.model_validate(rights)


def test_heading_text_keeps_words_apart() -> None:
    assert heading_text("2. Filing Date (yyyy-mm-dd)").split() == ["filing", "date"]
    assert heading_text("名称(中文)").split() == ["名称", "中文"]
