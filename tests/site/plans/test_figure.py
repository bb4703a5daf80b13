"""A figure opens down to its rows, as far as the reader's scope reaches; the public's only as published."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from zhiquan.site.audit.models import Line
from zhiquan.site.gate.policy import Role
from zhiquan.site.office.house import House
from zhiquan.site.plans.answers import rows as places
from zhiquan.site.plans.answers.asking import desk_ask
from zhiquan.site.plans.answers.reading import figure_answer, figure_rows

ClientOf = Callable[..., Client]
NEXT = "demo-successor-2026-2030"
PER_10K = "invention_patents_per_10k"


def text_of(client: Client, address: str, status: int = 200) -> str:
    """The page, after its status was checked."""
    response = client.get(address)
    assert response.status_code == status, response.content.decode()[:3000]
    return response.content.decode()


def csv_rows(client: Client, address: str) -> list[dict[str, str]]:
    """A CSV answer as rows."""
    response = client.get(address)
    assert response.status_code == 200
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))


def test_the_page_tells_value_parts_and_rows(published_house: House, client_of: ClientOf) -> None:
    page = text_of(client_of(Role.OFFICER), f"/desk/figures/{PER_10K}/")
    answer = figure_answer(desk_ask({}), PER_10K)
    # 1,384 inventions by 692,000 people are 20.00 per ten thousand
    assert (answer["value"], answer["numerator"], answer["denominator"]["value"]) == ("20.00", 1384, "692000")
    assert answer["rows"]["counted"] == 1384
    assert "背后的 1,384 行" in page
    assert "力争全区万人发明专利拥有量达到20件" in page
    assert answer["rows"]["files"][0]["file"] in page


def test_rows_counted_and_left_out_make_up_all_rows(published_house: House) -> None:
    for name in (PER_10K, "pledge_amount", "madrid_applications", "ip_protection_satisfaction"):
        told, rows = figure_answer(desk_ask({}), name)["rows"], figure_rows(desk_ask({}), name)["rows"]
        assert told["counted"] + told["left"] == len(rows)
        assert sum(one["count"] for one in told["left_by"]) == told["left"]
        assert sum(one["count"] for one in told["files"]) + told["no_file"] == told["counted"]


@pytest.mark.parametrize("by", ["town", "industry", "holder_kind"])
def test_each_group_lists_as_many_rows_as_it_counts(published_house: House, client_of: ClientOf, by: str) -> None:
    client = client_of(Role.OFFICER)
    groups = figure_answer(desk_ask({}), PER_10K)["groups"][by]
    assert sum(row["counted"] for row in groups) == 1384
    for row in groups[:2]:
        listed = csv_rows(client, f"/desk/figures/{PER_10K}/rows.csv?group={by}:{row['group'] or '-'}")
        assert len(listed) == row["counted"]


@pytest.mark.parametrize("by", ["term", "fee"])
def test_years_left_and_fees_open_their_rows_and_take_a_file(
    published_house: House, client_of: ClientOf, by: str
) -> None:
    client = client_of(Role.OFFICER)
    groups = figure_answer(desk_ask({}), PER_10K)["lives"][by]
    assert sum(row["counted"] for row in groups) == 1384
    held = csv_rows(client, f"/desk/figures/{PER_10K}/groups/{by}.csv")
    assert [(row["分组"], row["计入"]) for row in held] == [(row["label"]["zh"], str(row["counted"])) for row in groups]
    page = text_of(client, f"/desk/figures/{PER_10K}/?drill={by}")
    for row in groups:
        link = f"drill={by}&amp;group={by}:{row['group']}#rows"
        assert (link in page) == bool(row["counted"])
    largest = max(groups, key=lambda row: row["counted"])
    name = largest["group"]
    assert len(csv_rows(client, f"/desk/figures/{PER_10K}/rows.csv?group={by}:{name}")) == largest["counted"]
    narrowed = text_of(client, f"/desk/figures/{PER_10K}/?drill={by}&group={by}:{name}")
    assert f"筛选出 {largest['counted']:,} 行" in narrowed
    assert largest["label"]["zh"] in narrowed
    assert f"/desk/figures/{PER_10K}/groups/{by}.csv" in narrowed


def test_the_public_sees_terms_and_nothing_of_fees(published_house: House) -> None:
    page = text_of(Client(), f"/figures/{PER_10K}/?drill=term")
    assert "剩余年限" in page
    assert "年费状态" not in page
    assert "年费 20" not in page
    groups = csv_rows(Client(), f"/figures/{PER_10K}/groups/term.csv")
    assert sum(int(row["计入"]) for row in groups) == 1384
    rows = csv_rows(Client(), f"/figures/{PER_10K}/rows.csv")
    assert "年费到期日" not in rows[0]
    assert all(row["有效期至"] for row in rows)
    text_of(Client(), f"/figures/{PER_10K}/groups/fee.csv", 404)
    text_of(Client(), f"/figures/{PER_10K}/?group=fee:late", 422)
    assert csv_rows(Client(), f"/figures/{PER_10K}/rows.csv?group=fee:late") == []


def test_a_town_opens_its_own_rows_of_a_fee_state_only(published_house: House, client_of: ClientOf) -> None:
    town = "500115001"
    rows = figure_rows(desk_ask({}), PER_10K)["rows"]
    late = [row for row in rows if row[places.COUNTS] and row[places.FEE] == "late"]
    own = {row[places.ID] for row in late if row[places.TOWN] == town}
    assert 0 < len(own) < len(late)
    listed = csv_rows(client_of(Role.UNIT, town=town), f"/desk/figures/{PER_10K}/rows.csv?group=fee:late")
    assert {row["编号"] for row in listed} == own


def test_rows_left_out_are_listed_by_reason(published_house: House, client_of: ClientOf) -> None:
    client = client_of(Role.OFFICER)
    told = figure_answer(desk_ask({}), PER_10K)["rows"]["left_by"][0]
    page = text_of(client, f"/desk/figures/{PER_10K}/?reason={told['code']}")
    assert f"筛选出 {told['count']:,} 行" in page
    listed = csv_rows(client, f"/desk/figures/{PER_10K}/rows.csv?reason={told['code']}")
    assert {row["理由"] for row in listed} == {told["label"]["zh"]}


def test_pages_of_rows_follow_each_other(published_house: House, client_of: ClientOf) -> None:
    page = text_of(client_of(Role.OFFICER), f"/desk/figures/{PER_10K}/?page=28")
    # 1,384 rows at 50 a page: 27 full pages and one of 34
    assert page.count('data-label="出处"') == 34


def test_a_town_sees_its_own_rows_only(published_house: House, client_of: ClientOf) -> None:
    rows = figure_rows(desk_ask({}), PER_10K)["rows"]
    town = "500115001"
    own = [row for row in rows if row[places.TOWN] == town and row[places.COUNTS]]
    other = next(row for row in rows if row[places.TOWN] not in {town, None} and row[places.COUNTS])
    client = client_of(Role.UNIT, town=town)
    listed = csv_rows(client, f"/desk/figures/{PER_10K}/rows.csv")
    assert {row["编号"] for row in listed} == {row[places.ID] for row in own}
    page = text_of(client, f"/desk/figures/{PER_10K}/?group=town:{other[places.TOWN]}")
    assert "您的可见范围内没有这样的行" in page
    assert other[places.ID] not in page


def test_a_department_without_a_town_sees_no_rows(published_house: House, client_of: ClientOf) -> None:
    page = text_of(client_of(Role.UNIT), f"/desk/figures/{PER_10K}/?plan={NEXT}")
    assert "您的可见范围内没有这样的行" in page
    assert "/desk/rights/" not in page.split('id="main"')[1].split('<footer class="zq-foot"')[0]


def test_an_export_leaves_a_line_of_the_trail(published_house: House, client_of: ClientOf) -> None:
    csv_rows(client_of(Role.ANALYST), f"/desk/figures/{PER_10K}/rows.csv")
    assert Line.objects.filter(action="figure.exported", subject=PER_10K).count() == 1


def test_oversight_takes_no_rows_away(published_house: House, client_of: ClientOf) -> None:
    client = client_of(Role.OVERSIGHT)
    assert ".csv" not in text_of(client, f"/desk/figures/{PER_10K}/")
    assert client.get(f"/desk/figures/{PER_10K}/rows.csv").status_code == 403


def test_the_public_opens_published_targets_only(published_house: House) -> None:
    (publication,) = published_house.published()
    page = text_of(Client(), f"/figures/{PER_10K}/")
    assert "20.00" in page
    assert publication.snapshot in page
    assert "/desk/" not in page
    assert len(csv_rows(Client(), f"/figures/{PER_10K}/rows.csv")) == 1384
    text_of(Client(), "/figures/utility_models/", 404)
    text_of(Client(), f"/figures/{PER_10K}/?asof=2024-12-31", 404)
    text_of(Client(), f"/figures/{PER_10K}/rows.csv?snapshot={published_house.current()}", 404)


def test_an_unknown_indicator_is_not_found(published_house: House, client_of: ClientOf) -> None:
    client = client_of(Role.OFFICER)
    text_of(client, "/desk/figures/nothing/", 404)
    text_of(client, f"/desk/figures/{PER_10K}/groups/colour.csv", 404)


@pytest.mark.parametrize(
    "name", ["high_value_patents_per_10k", "pledge_amount", "gi_mark_use_rate", "madrid_applications"]
)
def test_each_sort_of_indicator_has_a_page_in_both_languages(
    published_house: House, client_of: ClientOf, django_assert_max_num_queries: Callable[[int], Any], name: str
) -> None:
    client = client_of(Role.OFFICER)
    text_of(client, f"/desk/figures/{name}/?plan={NEXT}")
    with django_assert_max_num_queries(12):
        text_of(client, f"/en/desk/figures/{name}/?plan={NEXT}")


def test_supposing_more_people_lowers_the_forecast(published_house: House, client_of: ClientOf) -> None:
    client = client_of(Role.OFFICER)
    page = text_of(client, f"/desk/figures/{PER_10K}/?plan={NEXT}&population=900000")
    assert "按此假设" in page
    wrong = text_of(client, f"/desk/figures/{PER_10K}/?plan={NEXT}&renewal=120")
    assert "errorlist" in wrong
    assert "按此假设" not in wrong


def test_a_day_of_knowledge_is_part_of_the_question(published_house: House, client_of: ClientOf) -> None:
    page = text_of(client_of(Role.OFFICER), f"/desk/figures/{PER_10K}/?asof=2024-12-31&known=2025-01-31")
    # the population of the year before was published in March 2024, but no right was loaded before 2026
    answer = figure_answer(desk_ask({"asof": "2024-12-31", "known": "2025-01-31"}), PER_10K)
    assert answer["value"] != figure_answer(desk_ask({"asof": "2024-12-31"}), PER_10K)["value"]
    assert "--known 2025-01-31" in page


def test_two_groups_are_open_at_once_and_each_closes_by_itself(published_house: House, client_of: ClientOf) -> None:
    client = client_of(Role.OFFICER)
    towns = figure_answer(desk_ask({}), PER_10K)["groups"]["town"]
    one, two = [row["group"] for row in towns if row["group"] and row["counted"]][:2]
    alone = client.get(f"/desk/figures/{PER_10K}/?drill=town&group=town:{one}").content.decode()
    assert f"group=town%3A{one}&amp;group=town:{two}#rows" in alone  # the chart and its table open the second beside it
    both = client.get(f"/desk/figures/{PER_10K}/?drill=town&group=town:{one}&group=town:{two}").content.decode()
    lists = both.partition('id="rows"')[2].split("<section")[1:3]
    for held, (group, other) in zip(lists, ((one, two), (two, one)), strict=True):
        label = next(row["label"]["zh"] for row in towns if row["group"] == group)
        assert label in held.partition("</h2>")[0]
        close = held.partition("zq-btn is-small")[2].partition("</a>")[0]
        assert f"group=town%3A{other}#rows" in close
        assert f"group=town%3A{group}" not in close
    english = client.get(f"/en/desk/figures/{PER_10K}/?drill=town&group=town:{one}&group=town:{two}")
    assert "Close all" in english.content.decode()


def test_a_group_opened_twice_is_open_once(published_house: House, client_of: ClientOf) -> None:
    towns = figure_answer(desk_ask({}), PER_10K)["groups"]["town"]
    one = next(row["group"] for row in towns if row["group"] and row["counted"])
    address = f"/desk/figures/{PER_10K}/?drill=town&group=town:{one}&group=town:{one}"
    page = client_of(Role.OFFICER).get(address).content.decode()
    assert "全部收起" not in page
    assert "筛选出" in page
