"""A file goes in as one batch, every row is accounted for, and nothing else changes."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path

import pytest

import factory
from register.intake.office import HEAD, csv_file, office, patents, take, xlsx_file
from zhiquan.basics.errors import BadInput


def test_every_row_is_accounted_for(tmp_path: Path) -> None:
    made = office(tmp_path)
    rows = patents(20)
    rows[3][0] = "202310123456.7"  # a known fake: the check digit should be 6
    rows[4][3] = "2020-02-30"
    rows[5][0] = ""
    found = take(made, csv_file(tmp_path / "清单.csv", [HEAD, *rows]))
    # 20 rows: two break a rule, one has no number, 17 are new
    assert (found.rows, found.loaded, found.unidentified, found.quarantined) == (20, 17, 1, 2)
    assert found.rows == found.loaded + found.merged + found.unchanged + found.unidentified + found.quarantined
    assert {(one.rule, one.column, one.line) for one in found.reasons} == {
        ("check_digit", "申请号", 5), ("day", "申请日", 6)}  # fmt: skip


def test_values_know_their_file_sheet_and_line(tmp_path: Path) -> None:
    made = office(tmp_path)
    take(made, xlsx_file(tmp_path / "a.xlsx", {"专利": [["某区专利清单"], HEAD, *patents(3)]}))
    (row,) = factory.rows_of(made.register, "observations_rights", where=f"app_no = '{factory.application(2)}'")
    assert (row["sheet"], row["line"], row["title"], row["filed_on"]) == ("专利", 4, "一种装置2", date(2020, 3, 3))


def test_the_same_file_again_changes_nothing_and_says_so(tmp_path: Path) -> None:
    made = office(tmp_path)
    file = csv_file(tmp_path / "a.csv", [HEAD, *patents(5)])
    first = take(made, file)
    before = factory.digests(made.register)
    renamed = file.rename(tmp_path / "b.csv")
    again = take(made, renamed, day=2)
    assert first.is_new
    assert not again.is_new
    assert (again.batch, again.rows, again.unchanged, again.loaded) == (first.batch, 5, 5, 0)
    assert factory.digests(made.register) == before


def test_a_later_list_merges_what_changed_and_counts_what_did_not(tmp_path: Path) -> None:
    made = office(tmp_path)
    take(made, csv_file(tmp_path / "a.csv", [HEAD, *patents(10)]))
    later = patents(12)
    later[0][1] = "改名后的装置"
    found = take(made, csv_file(tmp_path / "b.csv", [HEAD, *later]), day=2)
    # 12 rows: 9 as before, 1 with another title, 2 new
    assert (found.unchanged, found.merged, found.loaded) == (9, 1, 2)


def test_two_publications_of_one_application_are_one_right(tmp_path: Path) -> None:
    made = office(tmp_path)
    head = ["申请号", "公开（公告）号", "公开（公告）日", "标题"]
    number = factory.application(7)
    rows = [[number, "CN111639036A", "2020-09-08", "甲"], [number, "CN111639036B", "2022-03-01", "甲"]]
    found = take(made, csv_file(tmp_path / "a.csv", [head, *rows]))
    assert (found.loaded, found.merged) == (1, 1)
    (right,) = factory.rows_of(made.register, "rights")
    assert (right["pub_no"], right["grant_no"], right["granted_on"]) == (
        "CN111639036A",
        "CN111639036B",
        date(2022, 3, 1),
    )


def test_columns_nobody_knows_are_kept_as_extra(tmp_path: Path) -> None:
    made = office(tmp_path)
    head = [*HEAD, "自编分组", "联系人手机"]
    found = take(made, csv_file(tmp_path / "a.csv", [head, [*patents(1)[0], "甲组", "13800138000"]]))
    assert found.extra_columns == ["自编分组", "联系人手机"]
    (row,) = factory.rows_of(made.register, "observations_rights")
    extra = dict(row["extra"])
    assert extra["自编分组"] == "甲组"
    assert "13800138000" not in extra["联系人手机"]


def test_a_trial_tells_what_would_happen_and_changes_nothing(tmp_path: Path) -> None:
    made = office(tmp_path)
    file = csv_file(tmp_path / "a.csv", [HEAD, *patents(5)])
    before = factory.digests(made.register)
    trial = take(made, file, is_trial=True)
    assert factory.digests(made.register) == before
    done = take(made, file)
    assert (trial.rows, trial.loaded, trial.batch) == (done.rows, done.loaded, done.batch)


def test_undoing_the_import_restores_the_register(tmp_path: Path) -> None:
    made = office(tmp_path)
    before = factory.digests(made.register)
    rows = patents(5)
    rows[0][3] = "no day"
    found = take(made, csv_file(tmp_path / "a.csv", [HEAD, *rows]))
    assert factory.rows_of(made.register, "quarantined")
    made.register.undo(found.batch, actor=factory.actor(2))
    assert factory.digests(made.register) == before


def test_several_sheets_of_several_kinds_are_one_batch(tmp_path: Path) -> None:
    made = office(tmp_path)
    marks = [["商标注册号", "国际分类", "商标名称", "申请人名称"], ["99000001", "31", "演示甲", "演示农业有限公司"]]
    pledges = [
        ["登记号", "出质人", "质权人", "担保金额（万元）", "登记日"],
        ["演示质押1", "演示甲公司", "演示银行", "300", "2023-05-04"],
    ]
    file = xlsx_file(tmp_path / "a.xlsx", {"专利": [HEAD, *patents(2)], "商标": marks, "质押": pledges, "说明": []})
    found = take(made, file)
    assert (found.kind, found.rows, found.loaded) == ("pledges+rights", 4, 4)
    assert [row["right"] for row in factory.rows_of(made.register, "rights", where="kind = 'trademark'")] == [
        "trademark:CN99000001/31"
    ]
    (pledge,) = factory.rows_of(made.register, "pledges")
    assert pledge["amount"] == 3_000_000


def test_an_archive_is_one_file_with_members(tmp_path: Path) -> None:
    made = office(tmp_path)
    inner = csv_file(tmp_path / "内.csv", [HEAD, *patents(3)], encoding="gb18030")
    archive = tmp_path / "包.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        packed.write(inner, "一/内.csv")
        packed.write(xlsx_file(tmp_path / "外.xlsx", {"专利": [HEAD, *patents(2, first=10)]}), "外.xlsx")
    found = take(made, archive)
    assert (found.format, found.members, found.rows, found.loaded) == ("zip", ["一/内.csv", "外.xlsx"], 5, 5)
    assert len(factory.rows_of(made.register, "batches")) == 1


def test_a_file_without_rights_is_named_and_not_loaded(tmp_path: Path) -> None:
    made = office(tmp_path)
    found = take(made, csv_file(tmp_path / "codes.csv", [["code", "description"], ["1", "Typeset"], ["2", "Design"]]))
    assert (found.rows, found.batch, found.kind) == (0, "", "other")
    assert "code" in found.parts[0].says.en
    assert not factory.rows_of(made.register, "batches")


def test_a_refused_file_leaves_the_register_as_it_was(tmp_path: Path) -> None:
    made = office(tmp_path)
    take(made, csv_file(tmp_path / "a.csv", [HEAD, *patents(2)]))
    before = factory.digests(made.register)
    (tmp_path / "empty.csv").touch()
    with pytest.raises(BadInput) as refused:
        take(made, tmp_path / "empty.csv")
    assert "empty.csv" in factory.said(refused)
    assert factory.digests(made.register) == before


def test_a_saved_mapping_is_used_again(tmp_path: Path) -> None:
    from zhiquan.register.intake.mappings import read_mapping  # noqa: PLC0415

    made = office(tmp_path)
    head: list[object] = ["甲列", "乙列", "丙列"]
    rows = [[factory.application(n), f"名称{n}", f"所{n}"] for n in range(1, 5)]
    file = csv_file(tmp_path / "a.csv", [head, *rows])
    saved = tmp_path / "mapping.yaml"
    take(made, file, is_trial=True, save_mapping=saved)
    saved.write_text("columns: {甲列: app_no, 乙列: title, 丙列: agency}\n", "utf-8")
    found = take(made, file, mapping=read_mapping(saved))
    assert [(one.source, one.field, one.reason) for one in found.columns] == [
        ("甲列", "app_no", "saved"), ("乙列", "title", "saved"), ("丙列", "agency", "saved")]  # fmt: skip
    assert {row["agency"] for row in factory.rows_of(made.register, "rights")} == {"所1", "所2", "所3", "所4"}


def test_marks_are_not_taken_for_patents(tmp_path: Path) -> None:
    made = office(tmp_path)
    # 97101765 would be a patent application of 1997
    marks = [["注册号", "国际分类", "商标名称", "申请号"], ["97101765", "31", "演示", "97101765"]]
    take(made, xlsx_file(tmp_path / "a.xlsx", {"商标清单": marks}))
    (right,) = factory.rows_of(made.register, "rights")
    assert (right["right"], right["app_no"]) == ("trademark:CN97101765/31", "97101765")


def test_a_missing_file_is_bad_input(tmp_path: Path) -> None:
    made = office(tmp_path)
    with pytest.raises(BadInput, match="无法打开"):
        take(made, tmp_path / "nothing.csv")


def test_what_an_import_says_has_the_shape_of_the_contract(tmp_path: Path) -> None:
    made = office(tmp_path)
    said = take(made, csv_file(tmp_path / "a.csv", [HEAD, *patents(1)])).as_dict()
    counts = {"rows", "loaded", "merged", "unchanged", "unidentified", "quarantined"}
    needed = {"file", "sha256", "format", "kind", "extra_columns", "batch", "columns", "warnings", *counts}
    assert needed <= set(said)
    assert said["columns"][0]["source"] == "申请号"
    assert said["columns"][0]["field"] == "app_no"
    assert 0 <= said["columns"][0]["confidence"] <= 1


def test_rows_that_stand_on_one_line_of_the_file_keep_their_own_values(tmp_path: Path) -> None:
    made = office(tmp_path)
    cells = "".join(f"<tr><td>{factory.application(n)}</td><td>名{n}</td><td>主{n}</td></tr>" for n in range(1, 6))
    page = tmp_path / "网页.xls"
    page.write_text(
        f"<html><table><tr><td>申请号</td><td>专利名称</td><td>专利权人</td></tr>{cells}</table></html>", "utf-8"
    )
    found = take(made, page)
    assert (found.rows, found.loaded) == (5, 5)
    titles = {row["app_no"]: row["title"] for row in factory.rows_of(made.register, "rights")}
    assert titles == {factory.application(n): f"名{n}" for n in range(1, 6)}


def test_a_mixed_list_tells_kinds_by_a_column_and_numbers_by_their_value(tmp_path: Path) -> None:
    made = office(tmp_path)
    head = ["序号", "类型", "名称", "申请号/注册号/登记号", "权利人"]
    rows = [
        [1, "发明专利", "一种装置", factory.application(1), "演示甲公司"],
        [2, "商标", "演示", "99000001", "演示甲公司"],
        [3, "软件著作权", "演示软件", "2024SR9900001", "演示甲公司"],
    ]
    found = take(made, xlsx_file(tmp_path / "台账.xlsx", {"Sheet1": [head, *rows]}))
    assert (found.loaded, found.unidentified) == (3, 0)
    assert [row["right"] for row in factory.rows_of(made.register, "rights")] == [
        factory.right(1), "software:2024SR9900001", "trademark:CN99000001"]  # fmt: skip


def test_footnotes_and_signatures_are_no_rows(tmp_path: Path) -> None:
    made = office(tmp_path)
    notes = [["注：数据截至2024年5月"], ["制表：演示员", "", "复核：演示员"], ["共计3件"]]
    found = take(made, csv_file(tmp_path / "a.csv", [HEAD, *patents(3), *notes]))
    assert (found.rows, found.loaded, found.quarantined) == (3, 3, 0)
    assert any("3" in warning.zh and "脚注" in warning.zh for warning in found.warnings)


def test_classes_of_a_mark_are_all_read_however_they_are_parted(tmp_path: Path) -> None:
    made = office(tmp_path)
    head = ["注册号", "国际分类", "商标名称"]
    rows = [
        ["99000001", "9、35、42", "演示甲"],
        ["99000002", "5/30", "演示乙"],
        ["99000003", "第31类 第29类", "演示丙"],
    ]
    take(made, xlsx_file(tmp_path / "a.xlsx", {"商标": [head, *rows]}))
    assert [row["right"] for row in factory.rows_of(made.register, "rights")] == [
        "trademark:CN99000001/09", "trademark:CN99000001/35", "trademark:CN99000001/42", "trademark:CN99000002/05",
        "trademark:CN99000002/30", "trademark:CN99000003/29", "trademark:CN99000003/31"]  # fmt: skip


def test_a_day_that_is_not_there_yet_is_empty_and_a_period_gives_its_end(tmp_path: Path) -> None:
    made = office(tmp_path)
    head = ["登记号", "软件名称", "著作权人", "首次发表日期", "登记日期"]
    rows = [
        [f"2024SR990000{n}", f"软件{n}", "演示甲公司", "未发表" if n % 2 else "2023-05-06", "2024-01-02"]
        for n in range(1, 5)
    ]
    soft = take(made, xlsx_file(tmp_path / "软著登记台账.xlsx", {"Sheet1": [head, *rows]}))
    assert (soft.loaded, soft.quarantined) == (4, 0)
    days = [row["first_used_on"] for row in factory.rows_of(made.register, "rights")]
    assert days == [None, date(2023, 5, 6), None, date(2023, 5, 6)]
    marks = [["注册号", "类别", "商标名称", "专用权期限"], ["99000009", "31", "演示", "2019-01-07至2029-01-06"]]
    take(made, xlsx_file(tmp_path / "商标.xlsx", {"商标": marks}))
    (mark,) = factory.rows_of(made.register, "rights", where="kind = 'trademark'")
    assert mark["expires_on"] == date(2029, 1, 6)


def test_a_word_that_comes_back_is_no_unchanged_row(tmp_path: Path) -> None:
    made = office(tmp_path)
    head = [*HEAD, "法律状态"]
    for day, word in enumerate(("有效", "失效", "有效"), 1):
        last = take(made, csv_file(tmp_path / f"{day}.csv", [head, [*patents(1)[0], word], [f"#{day}"]]), day=day)
    assert (last.merged, last.unchanged) == (1, 0)
    again = take(made, csv_file(tmp_path / "4.csv", [head, [*patents(1)[0], "有效"], ["#4"]]), day=4)
    assert (again.merged, again.unchanged) == (0, 1)


def test_a_new_year_of_a_statistics_sheet_counts_as_new(tmp_path: Path) -> None:
    made = office(tmp_path)
    old = [
        ["指标", "单位", "2020年", "2021年"],
        ["常住人口", "人", "692960", "691000"],
        ["市场主体", "户", "50000", "52000"],
    ]
    new = [[*old[0], "2022年"], [*old[1], "690500"], [*old[2], "54000"]]
    first = take(made, csv_file(tmp_path / "a.csv", old))
    second = take(made, csv_file(tmp_path / "b.csv", new), day=2)
    assert (first.kind, first.loaded) == ("series", 4)
    assert (second.rows, second.loaded, second.unchanged) == (6, 2, 4)


def test_statistics_without_a_place_are_about_the_home_district(tmp_path: Path) -> None:
    made = office(tmp_path)
    rows = [["指标", "截至日", "数值", "单位"], ["常住人口", "2023-12-31", "690000", "人"]]
    assert take(made, csv_file(tmp_path / "a.csv", rows)).loaded == 1
    assert [row["place"] for row in factory.rows_of(made.register, "series")] == ["500115"]


def test_prizes_without_a_number_are_told_apart_by_name_and_day(tmp_path: Path) -> None:
    made = office(tmp_path)
    head = ["类别", "持有人", "称号名称", "级别", "起"]
    rows = [["奖励", "演示甲公司", name, "国家级", day] for name, day in (
        ("专利优秀奖", "2020-07-01"), ("专利银奖", "2022-07-01"), ("市专利奖", "2023-07-01"))]  # fmt: skip
    found = take(made, xlsx_file(tmp_path / "a.xlsx", {"称号": [head, *rows]}))
    assert (found.kind, found.loaded) == ("titles_awards", 3)
    assert len(factory.rows_of(made.register, "titles_awards")) == 3


def test_a_mapping_that_names_a_field_of_another_kind_keeps_the_column(tmp_path: Path) -> None:
    made = office(tmp_path)
    file = csv_file(tmp_path / "a.csv", [[*HEAD, "旧名称"], *([*row, "旧"] for row in patents(2))])
    found = take(made, file, mapping={"旧名称": "pledgor", "专利名称": "title"})
    assert (found.loaded, found.extra_columns) == (2, ["旧名称"])
