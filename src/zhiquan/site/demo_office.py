"""Opening the made-up district's site: accounts for each role, boards published (演示办公室)."""

from __future__ import annotations

from collections.abc import Iterator

from zhiquan.basics.errors import NotAllowed
from zhiquan.basics.words import Words
from zhiquan.knowledge.regions_districts import district
from zhiquan.plan.organisations import directory
from zhiquan.plan.plans import plans_of
from zhiquan.site.accounts.demo import PASSWORD, Cast, make_demo_accounts
from zhiquan.site.audit.collecting import collect
from zhiquan.site.gate.policy import ROLE_WORDS, Role
from zhiquan.site.gate.visitor import Visitor
from zhiquan.site.office.house import House, house
from zhiquan.site.plans.work import publish_board

_PUBLISHER = Visitor(Role.HEAD, "head", "科长乙（演示）")


def open_demo_office() -> Iterator[Words]:
    """Make the accounts and publish a board of each plan once; yields what was done, line by line."""
    office = house()
    if not office.about().is_demo:
        raise NotAllowed(
            Words("这不是演示区，不能建演示账号", "this is no made-up district: no demo accounts here"),
            where={"lake": office.lake.root},
            remedy=Words("用 zhiquan accounts add 建账号。", "Make accounts with zhiquan accounts add."),
        )
    collect(office.lake)
    made = make_demo_accounts(_cast(office))
    yield from publish_once(office)
    yield Words("演示账号（口令都相同）：", "accounts (all with the same password):")
    for account in made:
        words, lead = ROLE_WORDS[Role(account.role)], f"  {account.username:<12}{PASSWORD}  "
        yield Words(lead + words.zh, lead + words.en)


def publish_once(office: House) -> Iterator[Words]:
    """A board of each plan of the district, unless one was published before."""
    known = {one.content.get("asked", {}).get("plan") for one in office.published()}
    for plan in plans_of(office.knowledge(), office.settings.district):
        if plan.id not in known and plan.from_ <= office.today:
            yield Words(f"发布看板：{plan.label.zh}", f"publishing the board of {plan.label.en}")
            publish_board({"plan": plan.id}, _PUBLISHER, _say_nothing)


def _say_nothing(stage: str, done: int, total: int = 0) -> None:
    del stage, done, total


def _cast(office: House) -> Cast:
    """The firm with most rights in the district, and the town it lies in with its unit."""
    with office.reader() as reader:
        found = reader.records(f"""
            SELECT l.party, r.town, count(*) AS n FROM {reader.from_("holders")} h
            JOIN {reader.from_("rights")} r USING ("right")
            JOIN {reader.from_("party_links")} l ON l.name = h.cleaned AND l.region = coalesce(h.region, '')
            JOIN {reader.from_("parties")} p ON p.party = l.party
            WHERE h.role = 'holder' AND r.town IS NOT NULL AND p.code IS NOT NULL
            GROUP BY ALL ORDER BY n DESC, l.party LIMIT 1
        """)
        party, town = (found[0]["party"], found[0]["town"]) if found else ("", "")
        settings = office.settings
        units = directory(reader, district(settings.district, settings.knowledge)).tree(office.today)
    unit = next((one.unit.number for one in units if one.unit.town == town and one.unit.kind == "town"), "")
    return Cast(party=party, unit=unit, town=town)
