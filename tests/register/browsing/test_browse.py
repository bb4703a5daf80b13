"""Pages, counts and facets of rights: the same answers as the plain list, within what a reader may see."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factory import application, load, read, register, right, said
from zhiquan.basics.errors import BadInput
from zhiquan.register.browsing.asking import RightFilter
from zhiquan.register.browsing.browse import Page, Paging, browse, count, found_ids
from zhiquan.register.browsing.facets import FACETS
from zhiquan.register.browsing.prepared import Prepared
from zhiquan.register.browsing.scope import Scope, current_parties, holding
from zhiquan.register.lake.reader import Reader
from zhiquan.register.reading.rights import RightQuery, count_rights, list_rights

TODAY = date(2024, 6, 1)
ALL = Scope.everything()
KINDS = ("invention_patent", "utility_model", "trademark", "document")


def rows() -> list[dict[str, Any]]:
    """Forty rights of two kinds of patents and marks, in two districts, of five holders, with and without status."""
    made: list[dict[str, Any]] = []
    for n in range(40):
        kind = 1 + n % 2
        year = 2015 + n % 7
        made.append(
            {
                "kind": KINDS[n % 2],
                "app_no": application(n, year=year, kind=kind),
                "pub_no": f"CN{kind}{n:08d}A",
                "title": f"演示{'电池' if n % 3 else '阀门'}装置{n}",
                "filed_on": date(year, 1 + n % 12, 3),
                "granted_on": date(year + 2, 5, 6) if n % 4 else None,
                "applicants": [f"演示{'甲乙丙丁戊'[n % 5]}公司", "演示合作研究院", "演示己厂", "演示庚厂"][: 1 + n % 4],
                "region": "500115" if n % 5 else "500102",
                "town": f"50011510{n % 3}" if n % 5 else None,
                "ipc": [("H01M10/05", "C21D9/00", "B01J2/00")[n % 3]],
                "status_word": "驳回" if n % 9 == 0 else None,
                "tags": ["farm_product"] if n % 6 == 0 else None,
                "line": n + 2,
            }
        )
    marks = [
        {"kind": "trademark", "reg_no": str(9_000_000 + n), "nice": ["09", "35"], "title": f"演示牌{n}", "line": 60 + n,
         "applicants": ["演示甲公司"], "region": "500115", "granted_on": date(2019, 1, 7)}
        for n in range(3)
    ]  # fmt: skip
    return [*made, *marks, {"title": "演示无号文献", "applicants": ["演示甲公司"], "kind": "document", "line": 90}]


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """The rights above; a month later the register learns that five had lapsed a year before."""
    made = register(Path(tmp_path_factory.mktemp("browse")) / "lake")
    load(made, {"rights": rows()}, day=1, month=3, tool="incopat")
    lapse = {"event": "lapsed_fee", "effective": date(2023, 3, 2), "announced": date(2024, 4, 1)}
    late = [{"app_no": row["app_no"], "events": [lapse]} for row in rows()[5:30:5]]
    load(made, {"rights": late}, day=10, month=4, name="notice.csv", authority="office")
    with read(made) as opened:
        yield opened


def party(reader: Reader, name: str) -> str:
    found = reader.records(f"SELECT DISTINCT party FROM {reader.from_('party_links')} WHERE name = ?", [name])
    return str(found[0]["party"])


def filters() -> st.SearchStrategy[RightQuery]:
    return st.builds(
        RightQuery,
        on=st.sampled_from([date(2016, 1, 1), date(2020, 7, 1), date(2023, 6, 1), TODAY, date(2041, 1, 1)]),
        known=st.sampled_from([None, date(2024, 2, 1), date(2024, 3, 1), date(2024, 4, 9), date(2024, 4, 10)]),
        kinds=st.lists(st.sampled_from(KINDS), max_size=2, unique=True).map(tuple),
        statuses=st.lists(st.sampled_from(["pending", "in_force", "lapsed_fee", "ended"]), max_size=2).map(tuple),
        place=st.sampled_from(["", "5", "500115", "500115101", "500102", "44"]),
        holder=st.sampled_from(["", "演示甲公司", "演示 乙公司", "演示合作研究院", "没有"]),
        tag=st.sampled_from(["", "", "farm_product"]),
        is_disputed=st.booleans(),
    )


def asked(query: RightQuery) -> RightFilter:
    return RightFilter(
        on=query.on,
        known=query.known,
        kinds=query.kinds,
        statuses=query.statuses,
        places=(query.place,) if query.place else (),
        holders=(query.holder,) if query.holder else (),
        tag=query.tag,
        is_disputed=query.is_disputed,
    )


@given(filters())
def test_a_count_is_that_of_the_plain_list(reader: Reader, query: RightQuery) -> None:
    assert count(reader, asked(query), ALL) == count_rights(reader, query)


@given(filters())
def test_the_same_rights_with_the_same_status_are_found(reader: Reader, query: RightQuery) -> None:
    page = browse(reader, asked(query), ALL, Paging(size=500))
    plain = {row["right"]: (row["status"] or "", row["status_group"] or "") for row in list_rights(reader, query)}
    assert {row.right: (row.status, row.group) for row in page.rows} == plain
    assert found_ids(reader, asked(query), ALL) == sorted(plain)


@given(filters())
def test_choosing_a_value_of_a_facet_finds_as_many_as_it_said(reader: Reader, query: RightQuery) -> None:
    wanted = asked(query)
    for facet in browse(reader, wanted, ALL).facets.values():
        for value in facet.values[:4]:
            chosen: Any = (int(value.key), int(value.key)) if facet.field == "years" else (value.key,)
            narrowed = replace(wanted, **{facet.field: chosen})
            assert count(reader, narrowed, ALL) == value.count, (facet.name, value.key)


def admits_right(reader: Reader, scope: Scope, right: str) -> bool:
    """True when the scope holds the right; False also when there is no such right."""
    if scope.reach == "nothing":
        return False
    rights, place = reader.from_("rights", value=right), scope.of if scope.reach == "place" else ""
    sql = f"""
        SELECT 1 FROM {rights} WHERE "right" = $1
        AND ($2 = '' OR starts_with(region, $2) OR starts_with(town, $2))
    """
    if not reader.rows(sql, [right, place]).num_rows:
        return False
    return scope.reach != "party" or bool(holding(reader, right) & set(current_parties(reader, scope.of)))


@given(filters(), st.sampled_from(["演示甲公司", "500115101", "5001", ""]))
def test_a_scope_holds_in_list_count_facets_and_look_up_alike(reader: Reader, query: RightQuery, of: str) -> None:
    scope = Scope.nothing() if not of else Scope.of_place(of) if of[0] == "5" else Scope.of_party(party(reader, of))
    page = browse(reader, asked(query), scope, Paging(size=500))
    allowed = {row.right for row in browse(reader, asked(query), ALL, Paging(size=500)).rows}
    assert {row.right for row in page.rows} == {one for one in allowed if admits_right(reader, scope, one)}
    assert page.total == count(reader, asked(query), scope) == len(page.rows)
    kinds = page.facets["kind"].values
    assert sum(value.count for value in kinds if value.key in query.kinds or not query.kinds) >= page.total - 1
    if scope.reach == "nothing":
        assert all(value.count == 0 for facet in page.facets.values() for value in facet.values)


def test_pages_join_to_the_whole_list_without_gap_or_repeat(reader: Reader) -> None:
    wanted = RightFilter(on=TODAY)
    for order in ("filed", "granted", "title", "number", "known"):
        for descending in (True, False):
            paging = Paging(size=7, order=order, is_descending=descending)
            first = browse(reader, wanted, ALL, paging)
            pages = [browse(reader, wanted, ALL, replace(paging, page=n + 1)) for n in range(first.pages)]
            joined = [row.right for page in pages for row in page.rows]
            assert len(joined) == len(set(joined)) == first.total == 46  # 40 patents and 3 marks in 2 classes each
    assert browse(reader, wanted, ALL, Paging(page=first.pages + 1, size=7)).rows == ()


def test_rights_come_newest_first_and_those_without_the_day_last(reader: Reader) -> None:
    for descending in (True, False):
        paging = Paging(size=500, order="filed", is_descending=descending)
        days = [row.filed_on for row in browse(reader, RightFilter(on=TODAY), ALL, paging).rows]
        known = [day for day in days if day]
        assert known == sorted(known, reverse=descending)
        assert days[len(known) :] == [None] * 6


def test_the_last_learned_comes_first(reader: Reader) -> None:
    rows = browse(reader, RightFilter(on=TODAY), ALL, Paging(order="known", size=6)).rows
    assert [row.known_on for row in rows] == [date(2024, 4, 10)] * 5 + [date(2024, 3, 1)]
    assert rows[0].origin is not None
    assert (rows[0].origin.file, rows[5].origin.file if rows[5].origin else "") == ("notice.csv", "made.csv")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (f"ZL{application(4, year=2019, kind=1)}", 1),
        (application(4, year=2019, kind=1).replace(".", ""), 1),
        (application(4, year=2019, kind=1)[:-2], 1),
        ("cn100000004b", 1),
        ("９０００００１", 2),
        ("电池 装置", 26),
        ("电池 演示乙公司", 5),
        ("演示牌", 6),
        ("没有这个词", 0),
        ("", 46),
    ],
)
def test_words_and_numbers_in_any_spelling_find_rights(reader: Reader, words: str, found: int) -> None:
    assert count(reader, RightFilter(on=TODAY, words=words), ALL) == found


def test_classes_years_and_class_groups_narrow(reader: Reader) -> None:
    def n(**more: Any) -> int:
        return count(reader, RightFilter(on=TODAY, **more), ALL)

    assert n(class_prefix="H01") == n(class_prefix="ipc:h01m 10") == n(class_groups=("ipc:H",)) == 14
    assert n(class_prefix="nice:09") == n(class_groups=("nice:09",)) == 3
    assert n(years=(2015, 2016)) == 12  # 40 rights over 7 years: 6 each for the first five, here 2015 and 2016
    assert n(years=(2021, None)) + n(years=(None, 2020)) == 40


def test_a_row_shows_three_holders_and_tells_how_many_there_are(reader: Reader) -> None:
    (row,) = browse(reader, RightFilter(on=TODAY, words=application(3, year=2018, kind=2)), ALL).rows
    assert (row.holders, row.holders_in_all) == (("演示丁公司", "演示合作研究院", "演示己厂"), 4)
    assert (row.number, row.class_group, row.region) == (application(3, year=2018, kind=2), "ipc:H", "500115")


def test_every_facet_names_its_values_and_the_field_that_chooses_them(reader: Reader) -> None:
    facets = browse(reader, RightFilter(on=TODAY, kinds=("trademark",)), ALL).facets
    assert tuple(facets) == FACETS
    kinds = {value.key: (value.label.zh, value.count, value.is_chosen) for value in facets["kind"].values}
    assert kinds["trademark"] == ("商标", 6, True)
    assert kinds["invention_patent"] == ("发明专利", 20, False)
    assert [value.label.zh for value in facets["class"].values] == ["尼斯第 09 类", "尼斯第 35 类"]
    assert [value.label.zh for value in facets["holder"].values] == ["演示甲公司"]


def test_a_chosen_value_stays_in_sight_when_nothing_has_it(reader: Reader) -> None:
    wanted = RightFilter(on=TODAY, kinds=("trademark",), words="电池")
    (value,) = [one for one in browse(reader, wanted, ALL).facets["kind"].values if one.is_chosen]
    assert (value.key, value.count) == ("trademark", 0)


def test_a_page_that_is_none_is_refused(reader: Reader) -> None:
    with pytest.raises(BadInput) as refused:
        browse(reader, RightFilter(on=TODAY), ALL, Paging(page=0))
    assert "Pages count from 1" in said(refused)


def test_a_scope_without_a_name_is_refused() -> None:
    with pytest.raises(BadInput, match="须指明"):
        Scope.of_place("")


def test_a_former_id_of_a_party_limits_to_the_same_rights(tmp_path: Path) -> None:
    made = register(tmp_path / "lake")
    load(made, {"rights": [{"app_no": application(1), "applicants": ["演示甲公司"], "filed_on": date(2020, 1, 2)}]})
    with read(made) as before:
        former = party(before, "演示甲公司")
    code = "91500115MA5U00001X"
    coded = {"app_no": application(2), "holders": ["演示甲公司"], "holder_codes": [code], "filed_on": date(2020, 1, 2)}
    load(made, {"rights": [coded]}, day=2)
    with read(made) as after:
        now = party(after, "演示甲公司")
        assert now != former
        for name in (former, now):
            found = browse(after, RightFilter(on=TODAY), Scope.of_party(name), prepared=Prepared())
            assert {row.right for row in found.rows} == {right(1), right(2)}


def test_threads_share_one_table_and_get_the_same_page(reader: Reader) -> None:
    prepared = Prepared(snapshots=1, days=2)

    def one(turn: int) -> Page:
        day = date(2020 + turn % 3, 1, 1)
        return browse(reader.beside(), RightFilter(on=day, words="电池"), ALL, prepared=prepared)

    with ThreadPoolExecutor(8) as pool:
        pages = list(pool.map(one, range(24)))
    assert all(pages[turn].rows == pages[turn % 3].rows for turn in range(24))


def test_an_empty_register_has_one_empty_page(tmp_path: Path) -> None:
    with read(register(tmp_path / "lake")) as empty:
        page = browse(empty, RightFilter(on=TODAY, words="电池", class_prefix="H01", statuses=("in_force",)), ALL)
    assert (page.rows, page.total, page.pages) == ((), 0, 1)


def test_what_was_loaded_later_is_seen_only_in_the_later_snapshot(tmp_path: Path) -> None:
    made = register(tmp_path / "lake")
    first = load(made, {"rights": [{"app_no": application(1), "title": "演示一"}]})
    load(made, {"rights": [{"app_no": application(2), "title": "演示二"}]}, day=2)
    with read(made, first.snapshot) as before, read(made) as after:
        assert (count(before, RightFilter(on=TODAY), ALL), count(after, RightFilter(on=TODAY), ALL)) == (1, 2)
