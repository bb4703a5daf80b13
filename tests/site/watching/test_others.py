"""What comes with an upgrade or a publication is told only to searches that name its kind, and once."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from watched_office import bring_up
from zhiquan.search.asking.kinds import kinds_named
from zhiquan.search.asking.names import Names
from zhiquan.search.asking.question import Question
from zhiquan.search.reach import Reach
from zhiquan.search.service import understood
from zhiquan.site.finding.room import opened
from zhiquan.site.gate.policy import Role
from zhiquan.site.office.house import House
from zhiquan.site.watching.models import NewHit, SavedSearch

from .test_alerts import Load, SignIn, told_on_desk, watched

pytestmark = pytest.mark.django_db
WORDS = "演示罕见词"
LAW = """id: made-up-rules
label: {{zh: {title}, en: Made-up rules}}
kind: rule
issuer: 演示
in_force:
  - {{from: 2024-01-01, verified: false}}
source: "made up"
"""


@pytest.fixture
def define(office: House) -> Callable[[str], int]:
    """A function that gives a law of a title and has the worker do its part; the number of new hits."""

    def given(title: str) -> int:
        folder = office.settings.knowledge / "instruments"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "made-up-rules.yaml").write_text(LAW.format(title=title), "utf-8")
        return bring_up(office)

    return given


def test_a_changed_definition_is_told_only_to_a_search_that_names_its_kind(
    client_of: SignIn, define: Callable[[str], int], load: Load
) -> None:
    client = client_of(Role.OFFICER)
    for rest in ("", " OR 电池", " -KIND:专利", " ?KIND:法规文件", " KIND:使用说明"):
        watched(client, WORDS + rest)
    by_field, plain = watched(client, f"{WORDS} KIND:法规文件"), watched(client, WORDS + " 办法")
    client.post("/desk/searches/new/", {"q": WORDS, "kind": "instrument"})
    assert define("演示规则") == 0
    assert define(f"{WORDS}办法") == 2
    assert sorted(told_on_desk(client)) == [1, 1]
    assert {hit.record for hit in NewHit.objects.all()} == {"instrument:made-up-rules"}
    assert "演示罕见词" in client.get(by_field).content.decode()
    assert "没有没看过的" in client.get(plain).content.decode()
    load()  # the load after the upgrade tells what it brings, and nothing of the definition
    told = NewHit.objects.exclude(search__asked__contains="KIND").exclude(search__asked__contains="kind")
    assert {hit.record.partition(":")[0] for hit in told} == {"patent"}


def test_it_is_told_once_and_goes_away_with_the_definition(
    client_of: SignIn, define: Callable[[str], int], office: House
) -> None:
    client = client_of(Role.OFFICER)
    watched(client, f"{WORDS} KIND:法规文件")
    assert (define(f"{WORDS}办法"), bring_up(office)) == (1, 0)
    assert define(f"{WORDS}办法（修订）") == 0
    (office.settings.knowledge / "instruments" / "made-up-rules.yaml").unlink()
    assert bring_up(office) == 0
    assert not NewHit.objects.exists()


def test_what_came_before_it_was_noted_or_in_a_pause_is_not_told(
    client_of: SignIn, define: Callable[[str], int]
) -> None:
    client = client_of(Role.OFFICER)
    watched(client, f"{WORDS} KIND:法规文件")
    SavedSearch.objects.update(others=None)  # as one of an earlier version
    assert define(f"{WORDS}办法") == 0
    address = watched(client, f"{WORDS} 规定 KIND:法规文件")
    client.post(address, {"wish": "pause"})
    assert define(f"{WORDS}规定") == 0
    client.post(address, {"wish": "resume"})
    assert define(f"{WORDS}规定") == 0
    assert define(f"{WORDS}规则") == 0
    assert define(f"{WORDS}规定") == 1


def test_a_firm_is_told_of_no_clause_it_may_not_see(client_of: SignIn, firm: str, office: House) -> None:
    officer, enterprise = client_of(Role.OFFICER), client_of(Role.ENTERPRISE, party=firm)
    for client in (officer, enterprise):
        watched(client, "KIND:规划条款")
    whole, seen = (one.others for one in SavedSearch.objects.order_by("pk"))
    assert whole  # nothing is published in this office, so that clauses are for the office alone
    assert seen == []
    SavedSearch.objects.update(others=[])
    assert bring_up(office) == len(whole)
    assert told_on_desk(enterprise) == []


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("KIND:指标口径", {"indicator"}),
        ("电池 KIND:(指标口径 OR 公共服务)", {"indicator", "service"}),
        ("电池 OR KIND:资料", {"indicator", "instrument"}),
        ("电池 -KIND:指标口径", set()),
        ("电池 ?KIND:指标口径", set()),
        ("指标口径", set()),
    ],
)
def test_kinds_a_query_names(query: str, named: set[str]) -> None:
    names = Names.load(None)
    assert kinds_named(Question(query), understood(query), names) == named
    narrowed = Question(query, narrowed={"kind": ("guide",)})
    assert kinds_named(narrowed, understood(query), names) == {"guide"}


def test_every_id_outside_the_register_can_be_kept(office: House) -> None:
    kinds = ("clause", "figure", "service", "indicator", "instrument", "guide")
    ids = opened().finder().ids(Question("", narrowed={"kind": kinds}), Reach.everything())
    longest = NewHit._meta.get_field("record").max_length
    assert ids
    assert longest is not None
    assert max(map(len, ids)) <= longest
