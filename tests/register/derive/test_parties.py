"""Parties follow from names, codes beside them and people's decisions, and only from those."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import factory
from zhiquan.register.batches import Register
from zhiquan.register.derive.party_sets import joined
from zhiquan.register.ids import party_id

A, B, C = "重庆甲有限公司", "重庆乙有限公司", "重庆丙有限公司"
ONE, TWO = "915001150000000011", "915001150000000022"


@pytest.fixture
def made(tmp_path: Path) -> Register:
    return factory.register(tmp_path / "lake")


def held(serial: int, *names: str, codes: tuple[str, ...] = (), region: str | None = None) -> dict[str, Any]:
    row = {"app_no": factory.application(serial), "applicants": list(names), "region": region}
    return row | ({"holder_codes": list(codes)} if codes else {})


def load(made: Register, *rows: dict[str, Any], **more: Any) -> str:
    return factory.load(made, {"rights": rows}, **more).batch


def links(made: Register) -> dict[str, str]:
    return {row["name"]: row["party"] for row in factory.rows_of(made, "party_links")}


def aliases(made: Register) -> dict[str, str]:
    return {row["alias"]: row["id"] for row in factory.rows_of(made, "aliases", where="starts_with(alias, 'party:')")}


def named(name: str, region: str = "") -> str:
    return party_id(name, region=region, code=None)


def test_spellings_of_one_name_are_one_party_called_by_the_most_used(made: Register) -> None:
    load(made, held(1, "重庆 甲 有限公司"), held(2, A), held(3, A))
    (party,) = factory.rows_of(made, "parties")
    assert party == {"party": named(A), "name": A, "code": None, "region": None, "names": 1}


def test_one_name_in_two_districts_is_two_parties(made: Register) -> None:
    load(made, held(1, A, region="500115"), held(2, A, region="500112"))
    found = {row["party"]: row["region"] for row in factory.rows_of(made, "parties")}
    assert found == {named(A, "500115"): "500115", named(A, "500112"): "500112"}


def test_a_code_learned_later_names_the_party_and_the_old_id_still_leads_to_it(made: Register) -> None:
    load(made, held(1, A))
    learned = load(made, held(2, A, codes=(ONE,)), day=2)
    assert links(made) == {A: f"party:{ONE}", ONE: f"party:{ONE}"}
    assert aliases(made) == {named(A): f"party:{ONE}"}
    (party,) = factory.rows_of(made, "parties")
    assert (party["name"], party["code"], party["names"]) == (A, ONE, 2)
    made.undo(learned, actor=factory.actor(3))
    assert links(made) == {A: named(A)}
    assert aliases(made) == {}


def test_a_register_of_parties_gives_codes_too(made: Register) -> None:
    load(made, held(1, A))
    factory.load(made, {"registered_parties": [{"code": ONE, "name": "重庆甲 有限公司"}]}, day=2)
    assert links(made) == {A: f"party:{ONE}", ONE: f"party:{ONE}"}


def test_names_beside_one_code_are_one_party(made: Register) -> None:
    load(made, held(1, A, codes=(ONE,)), held(2, B, codes=(ONE,)))
    assert set(links(made).values()) == {f"party:{ONE}"}


def test_of_two_codes_the_one_seen_more_often_counts_and_the_other_is_a_party_of_its_own(made: Register) -> None:
    load(made, held(1, A, codes=(ONE,)), held(2, A, codes=(ONE,)))
    stray = load(made, held(3, A, codes=(TWO,)), day=2)
    assert links(made) == {A: f"party:{ONE}", ONE: f"party:{ONE}", TWO: f"party:{TWO}"}
    made.undo(stray, actor=factory.actor(3))
    assert links(made) == {A: f"party:{ONE}", ONE: f"party:{ONE}"}


def test_parties_decided_to_be_one_take_the_smallest_id_with_all_tied_to_them(made: Register) -> None:
    load(made, held(1, A, codes=(TWO,)), held(2, B, codes=(TWO,)), held(3, C, codes=(ONE,)))
    decided = factory.decide(made, factory.decision(1, "same_party", A, C))
    assert links(made) == dict.fromkeys([A, B, C, ONE, TWO], f"party:{ONE}")
    assert aliases(made) == dict.fromkeys([named(A), named(B), named(C), f"party:{TWO}"], f"party:{ONE}")
    (party,) = factory.rows_of(made, "parties")
    assert (party["name"], party["names"]) == (min(A, B, C), 5)
    made.undo(decided.batch, actor=factory.actor(2))
    assert links(made) == {A: f"party:{TWO}", B: f"party:{TWO}", C: f"party:{ONE}", ONE: f"party:{ONE}",
                           TWO: f"party:{TWO}"}  # fmt: skip


def test_the_last_decision_on_two_names_counts(made: Register) -> None:
    load(made, held(1, A), held(2, B))
    factory.decide(made, factory.decision(1, "same_party", A, B))
    assert len(set(links(made).values())) == 1
    parted = factory.decide(made, factory.decision(2, "different_party", B, A), day=2)
    assert links(made) == {A: named(A), B: named(B)}
    made.undo(parted.batch, actor=factory.actor(3))
    assert len(set(links(made).values())) == 1


def test_a_decision_on_a_name_nobody_holds_waits_for_it(made: Register) -> None:
    factory.decide(made, factory.decision(1, "same_party", A, B))
    assert links(made) == {}
    load(made, held(1, A))
    assert links(made) == {A: named(A)}
    load(made, held(2, B), day=2)
    assert links(made) == dict.fromkeys([A, B], min(named(A), named(B)))


def test_a_party_goes_with_the_last_row_that_names_it(made: Register) -> None:
    batch = load(made, held(1, A, codes=(ONE,)))
    made.undo(batch, actor=factory.actor(2))
    assert links(made) == aliases(made) == {}
    assert factory.rows_of(made, "parties") == []


def test_sets_that_share_a_party_become_one() -> None:
    based = [("甲", "party:2"), ("乙", "party:3"), ("丙", "party:3"), ("丁", "party:1")]
    assert joined([{"甲", "乙"}, {"丙", "丁"}], based) == dict.fromkeys(["party:1", "party:2", "party:3"], "party:1")
    assert joined([{"甲", "nobody"}], based) == {}


def reasons(made: Register) -> dict[tuple[str, str], tuple[str, str]]:
    return {(row["name"], row["region"]): (row["reason"], f"{row['score']:.2f}") for row in
            factory.rows_of(made, "party_links")}  # fmt: skip


def test_spellings_of_one_key_are_one_party_with_score_and_reason(made: Register) -> None:
    load(made, held(1, "Goertek Inc."), held(2, "GOERTEK, INC"), held(3, "Goertek Inc."))
    assert len(set(links(made).values())) == 1
    assert reasons(made) == {
        ("GOERTEK INC.", ""): ("same_name", "1.00"),
        ("GOERTEK, INC", ""): ("spelling", "0.99"),
    }
    (party,) = factory.rows_of(made, "parties")
    assert (party["name"], party["names"]) == ("Goertek Inc.", 2)
    assert party["party"] == min(named("GOERTEK INC."), named("GOERTEK, INC"))


def test_a_code_beside_one_spelling_is_the_code_of_all(made: Register) -> None:
    load(made, held(1, "某某高新科技（重庆）有限责任公司"))
    coded = load(made, held(2, "某某高新科技(重庆)有限公司", codes=(ONE,)), day=2)
    assert set(links(made).values()) == {f"party:{ONE}"}
    assert reasons(made)["某某高新科技(重庆)有限责任公司", ""] == ("spelling", "0.95")
    made.undo(coded, actor=factory.actor(3))
    assert links(made) == {"某某高新科技(重庆)有限责任公司": named("某某高新科技(重庆)有限责任公司")}


def test_spellings_with_two_codes_are_two_parties(made: Register) -> None:
    load(made, held(1, "某某高新科技有限公司", codes=(ONE,)), held(2, "某某高新科技有限责任公司", codes=(TWO,)))
    load(made, held(3, "某某高新科技 有限公司", region="500115"), day=2)
    found = {(row["name"], row["region"]): row["party"] for row in factory.rows_of(made, "party_links")}
    assert found["某某高新科技有限公司", ""] == found["某某高新科技有限公司", "500115"] == f"party:{ONE}"
    assert found["某某高新科技有限责任公司", ""] == f"party:{TWO}"


def test_a_company_with_a_name_of_its_own_is_one_party_in_every_district(made: Register) -> None:
    name = "重庆某某高新科技有限公司"
    load(made, held(1, name, region="500115"), held(2, name, region="500115"), held(3, name, region="500112"),
         held(4, name))  # fmt: skip
    assert set(links(made).values()) == {min(named(name, region) for region in ("", "500115", "500112"))}
    assert reasons(made) == {
        (name, "500115"): ("same_name", "1.00"),
        (name, "500112"): ("same_name", "0.98"),
        (name, ""): ("same_name", "0.98"),
    }


def test_a_common_name_of_unknown_district_goes_with_the_only_known_one(made: Register) -> None:
    name = "永兴机械厂"
    load(made, held(1, name, region="500115"), held(2, name))
    assert len({*links(made).values()}) == 1
    second = load(made, held(3, name, region="500112"), day=2)
    assert {row["region"]: row["party"] for row in factory.rows_of(made, "party_links")} == {
        region: named(name, region) for region in ("", "500115", "500112")
    }
    made.undo(second, actor=factory.actor(3))
    assert len({*links(made).values()}) == 1


def test_a_person_of_unknown_district_is_not_taken_for_one_of_a_known_district(made: Register) -> None:
    load(made, held(1, "王飞", region="500115"), held(2, "王  飞", region="500115"), held(3, "王飞"))
    assert {row["region"]: row["party"] for row in factory.rows_of(made, "party_links")} == {
        "500115": named("王飞", "500115"),
        "": named("王飞"),
    }


def test_people_can_forbid_an_automatic_link_and_take_it_back(made: Register) -> None:
    load(made, held(1, "Waymo LLC"), held(2, "Waymo LL C"), held(3, "WAYMO, LLC"), held(4, "Waymo LLC"))
    assert len(set(links(made).values())) == 1
    parted = factory.decide(made, factory.decision(1, "different_party", "Waymo LLC", "Waymo LL C"), day=2)
    now = links(made)
    assert now["WAYMO LL C"] == named("WAYMO LL C")
    assert now["WAYMO LLC"] == now["WAYMO, LLC"] != now["WAYMO LL C"]
    made.undo(parted.batch, actor=factory.actor(3))
    assert len(set(links(made).values())) == 1


def test_people_can_deny_a_code_to_the_less_used_of_two_names(made: Register) -> None:
    load(made, held(1, A, codes=(ONE,)), held(2, A, codes=(ONE,)), held(3, B, codes=(ONE,)))
    factory.decide(made, factory.decision(1, "different_party", A, B), day=2)
    assert links(made) == {A: f"party:{ONE}", ONE: f"party:{ONE}", B: named(B)}


def test_people_can_deny_a_code_to_a_name(made: Register) -> None:
    load(made, held(1, A, codes=(ONE,)))
    factory.decide(made, factory.decision(1, "different_party", A, ONE), day=2)
    assert links(made) == {A: named(A), ONE: f"party:{ONE}"}
