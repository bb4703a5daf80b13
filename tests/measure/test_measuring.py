"""Figures worked by hand on small registers."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from factory import application, load, register, right
from measure.asking import HOME, counted, invention, measuring, people, why
from zhiquan.basics.errors import NotFound
from zhiquan.register.batches import Register


def parts(*values: object) -> tuple[object, ...]:
    """Several values to compare at once."""
    return values


@pytest.fixture
def made(tmp_path: Path) -> Register:
    return register(tmp_path / "lake")


def test_a_rate_is_rights_in_force_over_people_at_the_end_of_the_year_before(made: Register) -> None:
    # 3 inventions in force, 1,500 people: 3 * 10,000 / 1,500 = 20
    load(made, {"rights": [invention(n) for n in (1, 2, 3)], "series": [people(1_500, 2020), people(9_999, 2021)]})
    with measuring(made) as asked:
        figure = asked.figure("invention_patents_per_10k", date(2021, 6, 30))
    assert parts(figure.value, figure.numerator) == (Decimal("20.00"), 3)
    assert figure.base is not None
    assert parts(figure.base.value, figure.base.asof) == (1_500, date(2020, 12, 31))


def test_without_a_population_the_rate_is_missing_not_zero(made: Register) -> None:
    load(made, {"rights": [invention(1)]})
    with measuring(made) as asked:
        figure = asked.figure("invention_patents_per_10k", date(2021, 6, 30))
    assert figure.value is None
    assert figure.numerator == 1
    assert "permanent_residents" in figure.needs[0].en


def test_without_any_right_of_the_kind_the_list_is_asked_for(made: Register) -> None:
    load(made, {"rights": [invention(1)]})
    with measuring(made) as asked:
        figure = asked.figure("plant_varieties", date(2021, 6, 30))
    assert parts(figure.value, figure.numerator) == (None, None)
    assert "plant_variety" in figure.needs[0].en


def test_none_in_force_yet_is_zero_when_rights_are_held(made: Register) -> None:
    load(made, {"rights": [invention(1)]})
    with measuring(made) as asked:
        assert asked.figure("invention_patents", date(2019, 1, 1)).value == 0


def test_a_right_counts_from_grant_to_the_day_before_it_lapses(made: Register) -> None:
    lapse = {"event": "lapsed_fee", "effective": date(2022, 3, 1), "announced": date(2022, 11, 1)}
    load(made, {"rights": [invention(1, events=[lapse])]})
    with measuring(made) as asked:
        days = [date(2020, 5, 4), date(2020, 5, 5), date(2022, 2, 28), date(2022, 3, 1)]
        assert [figure.value for figure in asked.figures(["invention_patents"], days)] == [0, 1, 1, 0]
        assert why(asked, "invention_patents", date(2022, 3, 1)) == {right(1, year=2018): ["lapsed_fee"]}


def test_what_was_known_then_is_another_question(made: Register) -> None:
    load(made, {"rights": [invention(1)]}, day=1, month=1, year=2022)
    lapse = {"event": "lapsed_fee", "effective": date(2021, 3, 1), "announced": date(2022, 5, 1)}
    load(
        made,
        {"rights": [{"app_no": application(1, year=2018), "events": [lapse]}]},
        day=1,
        month=6,
        year=2022,
        name="b",
    )
    day = date(2021, 12, 31)
    with measuring(made) as asked:
        assert asked.figure("invention_patents", day).value == 0
    with measuring(made, known=date(2022, 5, 31)) as asked:
        assert asked.figure("invention_patents", day).value == 1


def test_rights_elsewhere_are_no_candidates_and_unknown_places_are_told(made: Register) -> None:
    rows = [invention(1), invention(2, region="500102"), invention(3, region=None), invention(4, region="500000")]
    load(made, {"rights": rows})
    with measuring(made) as asked:
        told = why(asked, "invention_patents", date(2021, 1, 1))
    assert told == {
        right(1, year=2018): ["in_force"],
        right(3, year=2018): ["place_unknown"],
        right(4, year=2018): ["place_unknown"],
    }


def test_a_right_without_address_lies_where_its_holder_does(made: Register) -> None:
    party = {"code": "", "name": "演示甲种业有限公司", "region": HOME, "town": "500115123"}
    variety = {
        "kind": "plant_variety",
        "app_no": "20201002638",
        "reg_no": "CNA20201002638",
        "granted_on": date(2021, 1, 1),
        "holders": ["演示甲种业有限公司"],
        "title": "演示一号",
    }
    load(made, {"rights": [variety], "registered_parties": [party]})
    with measuring(made) as asked:
        assert asked.figure("plant_varieties", date(2021, 6, 1)).value == 1


def test_marks_count_once_per_class(made: Register) -> None:
    mark = {
        "kind": "trademark",
        "reg_no": "99000001",
        "granted_on": date(2020, 1, 1),
        "region": HOME,
        "nice": ["30", "31"],
        "title": "演示",
        "holders": ["演示甲有限公司"],
        "expires_on": date(2030, 1, 1),
    }
    load(made, {"rights": [mark], "series": [people(10_000, 2020, name="market_entities")]})
    with measuring(made) as asked:
        figure = asked.figure("trademarks_per_10k_entities", date(2021, 6, 30))
    assert parts(figure.numerator, figure.value) == (2, 2)


def test_one_product_protected_twice_is_one_indication(made: Register) -> None:
    def indication(**more: object) -> dict[str, object]:
        return {
            "kind": "geographical_indication",
            "granted_on": date(2015, 1, 1),
            "region": HOME,
            "title": "演示柚",
        } | more

    rows = [
        indication(announcement="演示2015年第9901号", form="地理标志产品"),
        indication(reg_no="99000002", form="地理标志证明商标"),
        indication(reg_no="99000003", form="地理标志证明商标", title="演示鱼面"),
    ]
    load(made, {"rights": rows})
    with measuring(made) as asked:
        assert asked.figure("geographical_indications", date(2021, 1, 1)).value == 2
        records = asked.records("geographical_indications", date(2021, 1, 1))
    assert sum(row["counts"] for row in records) == 2
    assert [row["reasons"] for row in records if not row["counts"]] == [["counted_once"]]


def test_former_farm_registrations_count_when_the_setting_says_so(made: Register) -> None:
    farm = {
        "kind": "geographical_indication",
        "reg_no": "AGI99001",
        "granted_on": date(2015, 1, 1),
        "region": HOME,
        "title": "演示血豆腐",
        "form": "农产品地理标志",
    }
    load(made, {"rights": [farm]})
    with measuring(made) as asked:
        assert asked.figure("geographical_indications", date(2021, 1, 1)).value == 1
    with measuring(made, settings={"gi_includes_farm_registrations": "omitted"}) as asked:
        assert asked.figure("geographical_indications", date(2021, 1, 1)).value == 0


def test_grants_abroad_add_up_since_the_plan_began_or_count_the_year(made: Register) -> None:
    def abroad(serial: int, day: date | None) -> dict[str, object]:
        return {
            "kind": "overseas_patent",
            "country": "US",
            "grant_no": f"US990000{serial}B2",
            "granted_on": day,
            "region": HOME,
            "applicants": ["演示甲有限公司"],
            "title": "a device",
        }

    days = [date(2020, 12, 31), date(2021, 1, 1), date(2022, 5, 5), None]
    load(made, {"rights": [abroad(n, day) for n, day in enumerate(days)]})
    with measuring(made) as asked:
        assert asked.figure("overseas_patents_granted", date(2022, 12, 31)).value == 2
        reasons = sorted(codes[0] for codes in why(asked, "overseas_patents_granted", date(2021, 6, 1)).values())
        assert reasons == ["before_period", "dated", "no_day", "not_yet"]
    with measuring(made, settings={"overseas_grants_window": "year"}) as asked:
        assert asked.figure("overseas_patents_granted", date(2022, 12, 31)).value == 1


def test_pledged_amounts_add_up_and_a_pledge_without_amount_is_told(made: Register) -> None:
    def pledge(number: str, amount: int | None, day: date) -> dict[str, object]:
        return {
            "number": number,
            "amount": amount,
            "registered_on": day,
            "pledgor": "演示甲有限公司",
            "right_kind": "invention_patent",
            "right_numbers": [right(1, year=2018)],
        }

    rows = [
        pledge("Y1", 150_000_000, date(2021, 5, 1)),
        pledge("Y2", 51_000_000, date(2022, 5, 1)),
        pledge("Y3", None, date(2022, 6, 1)),
        pledge("Y4", 9, date(2020, 12, 31)),
    ]
    load(made, {"rights": [invention(1)], "pledges": rows})
    with measuring(made) as asked:
        figure = asked.figure("pledge_amount", date(2022, 12, 31))
        # 150,000,000 + 51,000,000 = 201,000,000 yuan = 2.01 hundred million
        assert parts(figure.value, figure.numerator) == (Decimal("2.01"), 201_000_000)
        assert why(asked, "pledge_amount", date(2022, 12, 31))["Y3"] == ["no_amount"]
        assert asked.figure("pledges", date(2022, 12, 31)).value == 3


def test_a_holder_of_city_and_national_title_is_one_enterprise(made: Register) -> None:
    def title(number: str, level: str, holder: str) -> dict[str, object]:
        return {
            "kind": "advantage_enterprise",
            "holder": holder,
            "holder_code": "",
            "number": number,
            "level": level,
            "name": "优势企业",
            "from": date(2022, 1, 1),
            "region": HOME,
        }

    rows = [title("1", "city", "演示甲"), title("2", "national", "演示甲"), title("3", "district", "演示乙")]
    load(made, {"titles_awards": rows})
    with measuring(made) as asked:
        assert asked.figure("advantage_enterprises", date(2022, 12, 31)).value == 1


def test_a_score_without_the_number_of_answers_is_marked(made: Register) -> None:
    score = people(0, 2022, name="ip_protection_satisfaction") | {"value": Decimal("80.5")}
    sized = people(0, 2023, name="ip_protection_satisfaction") | {"value": Decimal("80.0"), "sample": 1_204}
    load(made, {"series": [score, sized]})
    with measuring(made) as asked:
        bare = asked.figure("ip_protection_satisfaction", date(2023, 6, 1))
        assert parts(bare.value, bare.sample) == (Decimal("80.50"), None)
        assert any("not comparable" in note.en for note in bare.notes)
        # variance of a score of 80 is at most 80 * 20 = 1,600: 1.96 * 40 / sqrt(1,204) = 2.26
        told = asked.figure("ip_protection_satisfaction", date(2024, 6, 1))
        assert parts(told.sample, told.margin) == (1_204, Decimal("2.26"))


def test_of_two_vintages_the_last_known_is_the_value(made: Register) -> None:
    rows = [people(700, 2020), people(650, 2020, published=date(2021, 9, 1))]
    load(made, {"rights": [invention(1)], "series": rows})
    with measuring(made, known=date(2024, 12, 31)) as asked:
        base = asked.figure("invention_patents_per_10k", date(2021, 6, 30)).base
    assert base is not None
    assert parts(base.value, base.vintages) == (650, 2)


def test_fees_kept_are_those_still_in_force_on_the_due_day(made: Register) -> None:
    # due on 1 March each year; the second lapsed from 2022-03-01, the third was granted after that day
    lapse = {"event": "lapsed_fee", "effective": date(2022, 3, 1), "announced": date(2022, 10, 1)}
    rows = [invention(1), invention(2, events=[lapse]), invention(3, granted_on=date(2022, 3, 2))]
    load(made, {"rights": rows})
    with measuring(made) as asked:
        figure = asked.figure("annual_fees_kept", date(2022, 12, 31))
        # two owed a fee on 2022-03-01, one was kept
        assert parts(figure.numerator, figure.considered, figure.value) == (1, 2, Decimal("50.00"))
        assert asked.figure("annual_fees_kept", date(2023, 12, 31)).considered == 2


def test_survivors_are_counted_among_those_granted_five_to_six_years_ago(made: Register) -> None:
    lapse = {"event": "lapsed_fee", "effective": date(2024, 3, 1), "announced": date(2024, 10, 1)}
    rows = [invention(1), invention(2, events=[lapse]), invention(3, granted_on=date(2022, 3, 2))]
    load(made, {"rights": rows})
    with measuring(made) as asked:
        figure = asked.figure("invention_survival", date(2025, 12, 31))
    # granted on 2020-05-05: two, one of them lapsed in 2024
    assert parts(figure.numerator, figure.considered, figure.value) == (1, 2, Decimal("50.00"))


def test_an_indication_with_an_authorised_user_is_used(made: Register) -> None:
    def indication(title: str, number: str) -> dict[str, object]:
        return {
            "kind": "geographical_indication",
            "reg_no": number,
            "granted_on": date(2015, 1, 1),
            "region": HOME,
            "title": title,
        }

    user = {
        "kind": "gi_mark_user",
        "title": "演示柚",
        "holders": ["演示甲合作社"],
        "granted_on": date(2021, 3, 1),
        "region": HOME,
        "holder_codes": ["91000000MA990001XG"],
    }
    load(made, {"rights": [indication("演示柚", "99000001"), indication("演示橙", "99000002"), user]})
    with measuring(made) as asked:
        assert asked.figure("gi_mark_use_rate", date(2021, 12, 31)).value == Decimal("50.00")
        assert asked.figure("gi_mark_use_rate", date(2021, 2, 1)).value == 0


def test_a_figure_breaks_down_by_town_holder_and_industry(made: Register) -> None:
    rows = [
        invention(1, town="500115001"),
        invention(2, applicants=["演示大学"], ipc=["H04L 9/00"]),
        invention(3, applicants=["张三"]),
    ]
    load(made, {"rights": rows})
    day = date(2021, 1, 1)
    with measuring(made) as asked:
        by_town = {row["group"]: row["counted"] for row in asked.breakdown("invention_patents", day, "town")}
        by_kind = {row["group"]: row["counted"] for row in asked.breakdown("invention_patents", day, "holder_kind")}
        by_industry = {row["group"]: row["counted"] for row in asked.breakdown("invention_patents", day, "industry")}
        assert asked.figure("enterprise_share", day).value == Decimal("33.33")
    assert by_town == {"500115001": 1, None: 2}
    assert by_kind == {"enterprise": 1, "university": 1, "person": 1}
    assert by_industry == {"steel": 2, "electronics": 1}


def test_an_unknown_indicator_is_refused_with_near_names(made: Register) -> None:
    load(made, {"rights": [invention(1)]})
    with measuring(made) as asked, pytest.raises(NotFound, match="invention_patents"):
        asked.figure("invention_patent", date(2021, 1, 1))


def test_an_older_snapshot_keeps_its_answer(made: Register) -> None:
    first = load(made, {"rights": [invention(1)]})
    later = load(made, {"rights": [invention(2)]}, day=2, name="b")
    with measuring(made, snapshot=first.snapshot) as asked:
        assert len(counted(asked, "invention_patents", date(2021, 1, 1))) == 1
    with measuring(made, snapshot=later.snapshot) as asked:
        assert len(counted(asked, "invention_patents", date(2021, 1, 1))) == 2


def test_a_pledge_of_a_mark_of_two_classes_is_one_pledge(made: Register) -> None:
    mark = {
        "kind": "trademark",
        "reg_no": "99000001",
        "granted_on": date(2020, 1, 1),
        "region": HOME,
        "nice": ["30", "31"],
        "title": "演示",
    }
    pledge = {
        "number": "Y1",
        "amount": 100_000_000,
        "registered_on": date(2022, 1, 1),
        "pledgor": "演示",
        "right_kind": "trademark",
        "right_numbers": ["99000001"],
    }
    load(made, {"rights": [mark], "pledges": [pledge]})
    with measuring(made) as asked:
        # the pledgor is in no list: the mark's own district places the pledge
        assert asked.figure("pledge_amount", date(2022, 12, 31)).value == Decimal("1.00")


def test_one_firm_with_and_without_a_code_is_one_enterprise(made: Register) -> None:
    def title(number: str, code: str, holder: str) -> dict[str, object]:
        return {
            "kind": "advantage_enterprise",
            "holder": holder,
            "holder_code": code,
            "number": number,
            "level": "city",
            "from": date(2022, 1, 1),
            "region": HOME,
        }

    rows = [title("1", "91000000MA990001XG", "演示甲（重庆）有限公司"), title("2", "", "演示甲(重庆)有限公司")]
    load(made, {"titles_awards": rows})
    with measuring(made) as asked:
        assert asked.figure("advantage_enterprises", date(2022, 12, 31)).value == 1


def test_nothing_known_yet_is_missing_not_zero(made: Register) -> None:
    load(made, {"rights": [invention(1)]}, day=1, month=6, year=2024)
    with measuring(made, known=date(2001, 1, 1)) as asked:
        figure = asked.figure("invention_patents", date(2021, 1, 1))
    assert figure.value is None
    assert figure.needs
