"""The two navigations: the public masthead and the rail of the workbench (导航)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.urls import reverse

from zhiquan.basics.words import Language, Words
from zhiquan.site.gate.policy import May, Role
from zhiquan.site.gate.visitor import Visitor
from zhiquan.site.shell.speech import language_now, say


@dataclass(frozen=True, slots=True)
class Item:
    """One entry: name of the address, label, icon, permission; ``within`` are names of pages below it."""

    name: str
    label: Words
    icon: str = ""
    needs: May = May.SEE_PUBLISHED
    within: tuple[str, ...] = ()
    anchor: str = ""


PUBLIC = (
    Item("portal", Words("首页", "Home")),
    Item(
        "progress",
        Words("规划进展", "Plan progress"),
        within=("figure", "clauses", "publication", "publications", "publication-check", "file-check"),
    ),
    Item("search", Words("查询检索", "Search"), within=("search-similar", "right", "party", "guide")),
    Item("open-data", Words("数据与方法", "Data and methods"), within=("definition", "api-docs")),
    Item("services", Words("服务清单", "Services"), within=("service",)),
    Item("ask", Words("更正与申诉", "Corrections"), within=("question",)),
)

RAIL: tuple[tuple[Words, tuple[Item, ...]], ...] = (
    (Words("", ""), (Item("desk", Words("我的待办", "My desk"), "inbox", May.USE_DESK),)),
    (
        Words("规划", "Plan"),
        (
            Item(
                "board",
                Words("规划看板", "Plan board"),
                "board",
                May.SEE_BOARD,
                ("desk-figure", "closing", "desk-publications", "desk-publication"),
            ),
            Item("desk-clauses", Words("条款与证据", "Clauses and evidence"), "clause", May.SEE_BOARD),
            Item(
                "duties",
                Words("任务与经费", "Duties and budget"),
                "tasks",
                May.SEE_DUTIES,
                ("duty", "budget", "meetings", "organisation", "duty-prove", "meeting-new"),
            ),
            Item(
                "appraisal",
                Words("绩效考核", "Appraisal"),
                "scales",
                May.SEE_DUTIES,
                ("sheet", "sheets", "score", "objections", "objection-new", "objection-answer", "layouts", "layout"),
            ),
            Item("plans", Words("规划文件", "Plan documents"), "paper", May.MAKE_PLAN, ("plan-draft",)),
        ),
    ),
    (
        Words("权利与主体", "Rights and parties"),
        (
            Item(
                "desk-search",
                Words("检索", "Search"),
                "search",
                May.USE_DESK,
                (
                    *("desk-search-similar", "saved-searches", "saved-search-new", "saved-search"),
                    *("record-lists", "record-list", "collect"),
                ),
            ),
            Item(
                "rights",
                Words("权利登记册", "Register of rights"),
                "rights",
                May.SEE_REGISTER,
                ("desk-right", "source-line"),
            ),
            Item("parties", Words("主体", "Parties"), "enterprise", May.SEE_REGISTER, ("desk-party",)),
        ),
    ),
    (
        Words("数据", "Data"),
        (
            Item(
                "imports",
                Words("数据导入", "Import"),
                "import",
                May.IMPORT,
                ("import", "batches", "batch", "batch-undo", "import-templates"),
            ),
            Item("review", Words("待人工复核", "Review"), "filter", May.DECIDE, ("review-decided",)),
            Item("quality", Words("数据质量", "Quality"), "shield", May.SEE_BATCHES, ("quality-check",)),
            Item("questions", Words("更正与申诉", "Corrections"), "flag", May.ANSWER, ("desk-question",)),
        ),
    ),
    (
        Words("管理", "Running it"),
        (
            Item("jobs", Words("作业", "Jobs"), "clock", May.USE_DESK, ("job",)),
            Item("audit", Words("审计", "Audit"), "link", May.SEE_AUDIT, ("trail",)),
            Item("running", Words("运行状况", "How it runs"), "shield", May.RUN_OFFICE),
            Item("accounts", Words("账号", "Accounts"), "lock", May.RUN_ACCOUNTS, ("account", "account-new", "tokens")),
        ),
    ),
)


def public_links(here: str) -> list[dict[str, Any]]:
    """The masthead's links, the current one marked."""
    return _masthead(here, language_now())


def rail_groups(visitor: Visitor, here: str) -> list[dict[str, Any]]:
    """The rail's groups with what this reader may enter."""
    return _rail(visitor.role, here, language_now())


@lru_cache(maxsize=512)
def _masthead(here: str, language: Language) -> list[dict[str, Any]]:
    del language  # part of the key: words and addresses are in the page's language
    return [_link(item, here) for item in PUBLIC]


@lru_cache(maxsize=2048)
def _rail(role: Role, here: str, language: Language) -> list[dict[str, Any]]:
    del language  # likewise
    visitor = Visitor(role)
    groups: list[dict[str, Any]] = []
    for heading, items in RAIL:
        links = [_link(item, here) for item in items if visitor.may(item.needs)]
        if links:
            groups.append({"heading": say(heading), "links": links})
    return groups


def _link(item: Item, here: str) -> dict[str, Any]:
    return {
        "address": reverse(item.name),
        "label": say(item.label),
        "icon": item.icon,
        "is_here": here == item.name or here in item.within,
    }
