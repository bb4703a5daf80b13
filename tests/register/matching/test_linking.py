"""Names of one key are one party unless something contradicts."""

from __future__ import annotations

from zhiquan.knowledge.party_names import party_words
from zhiquan.register.matching.linking import Link, Node, linked


def node(name: str, region: str = "", *, code: str | None = None, times: int = 1) -> Node:
    return Node(name, region, f"party:n-{name}{region}", code, times)


def link(*nodes: Node, apart: tuple[tuple[str, str], ...] = ()) -> dict[tuple[str, str], Link]:
    forbidden: dict[str, frozenset[str]] = {}
    for one, other in apart:
        forbidden[one] = forbidden.get(one, frozenset()) | {other}
        forbidden[other] = forbidden.get(other, frozenset()) | {one}
    made = linked(nodes, forbidden=forbidden, words=party_words())
    return {(one.node.name, one.node.region): one for one in made}


def parties(made: dict[tuple[str, str], Link]) -> list[set[str]]:
    by_party: dict[str, set[str]] = {}
    for one in made.values():
        by_party.setdefault(one.party, set()).add(one.node.name)
    return sorted(by_party.values(), key=sorted)


def test_the_most_used_spelling_is_the_chief_one_and_scores_one() -> None:
    made = link(node("GOERTEK INC", times=3), node("GOERTEK, INC."))
    assert (made["GOERTEK INC", ""].reason, made["GOERTEK, INC.", ""].reason) == ("same_name", "spelling")
    assert made["GOERTEK INC", ""].party == "party:n-GOERTEK INC"


def test_two_codes_contradict() -> None:
    made = link(node("GOERTEK INC", code="9A"), node("GOERTEK, INC.", code="9B"))
    assert {one.party for one in made.values()} == {"party:9A", "party:9B"}


def test_a_name_without_a_code_goes_with_the_only_code_of_its_key() -> None:
    made = link(node("GOERTEK INC", code="9A"), node("GOERTEK, INC.", times=9))
    assert {one.party for one in made.values()} == {"party:9A"}
    assert made["GOERTEK, INC.", ""].reason == "spelling"


def test_of_three_spellings_the_one_said_to_be_another_stands_alone() -> None:
    names = [node("A B INC", times=5), node("AB INC"), node("A B, INC")]
    assert parties(link(*names, apart=(("A B INC", "AB INC"),))) == [{"A B INC", "A B, INC"}, {"AB INC"}]


def test_what_is_said_of_a_code_holds_for_other_spellings_too() -> None:
    names = [node("A B INC", code="9A"), node("AB INC", times=5)]
    assert parties(link(*names, apart=(("AB INC", "9A"),))) == [{"A B INC"}, {"AB INC"}]


def test_a_shop_is_another_one_in_another_district() -> None:
    made = link(node("永兴饭店", "500115"), node("永兴飯店", "500115"), node("永兴饭店", "500112"))
    assert made["永兴饭店", "500115"].party == made["永兴飯店", "500115"].party != made["永兴饭店", "500112"].party


def test_the_order_of_nodes_does_not_matter() -> None:
    names = [node("A B INC", times=2), node("AB INC", code="9A"), node("A B, INC"), node("永兴饭店", "500115")]
    apart = (("A B INC", "A B, INC"),)
    assert link(*names, apart=apart) == link(*reversed(names), apart=apart)
