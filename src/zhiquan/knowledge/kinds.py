"""The kinds of data files, each with its model and folder (定义种类)."""

from __future__ import annotations

from dataclasses import dataclass

from zhiquan.basics.words import Words
from zhiquan.knowledge.appraisals import Appraisal
from zhiquan.knowledge.breakdowns import HolderKinds, Industries
from zhiquan.knowledge.fee_tables import Fee, Relief
from zhiquan.knowledge.indicators import Indicator
from zhiquan.knowledge.instruments import Instrument
from zhiquan.knowledge.layouts import SheetLayout
from zhiquan.knowledge.legal_events import LegalEvent, LegalStatus
from zhiquan.knowledge.parameters import Parameter
from zhiquan.knowledge.party_names import PartyNameWords
from zhiquan.knowledge.plans import Plan
from zhiquan.knowledge.services import Service
from zhiquan.knowledge.shapes import Definition
from zhiquan.knowledge.sheets import FigureSheet
from zhiquan.knowledge.status_words import StatusWords
from zhiquan.knowledge.terms import Term


@dataclass(frozen=True, slots=True)
class KindSpec:
    """One kind of definition (种类): its model, its folder under ``data``, its name."""

    model: type[Definition]
    folder: str
    label: Words


KINDS: dict[str, KindSpec] = {
    "instruments": KindSpec(Instrument, "instruments", Words("法律文件", "laws, rules, standards")),
    "legal_statuses": KindSpec(LegalStatus, "legal_statuses", Words("法律状态", "legal statuses")),
    "legal_events": KindSpec(LegalEvent, "legal_events", Words("法律事件", "legal events")),
    "status_words": KindSpec(StatusWords, "status_words", Words("状态用语", "status words of tools")),
    "terms": KindSpec(Term, "terms", Words("保护期限", "terms of rights")),
    "fees": KindSpec(Fee, "fees", Words("费用", "fees")),
    "party_names": KindSpec(PartyNameWords, "party_names", Words("主体名称用语", "words that party names are made of")),
    "holder_kinds": KindSpec(HolderKinds, "holder_kinds", Words("权利人类型", "kinds of holders")),
    "industries": KindSpec(Industries, "industries", Words("主导产业", "leading industries of districts")),
    "indicators": KindSpec(Indicator, "indicators", Words("指标", "indicators")),
    "parameters": KindSpec(Parameter, "parameters", Words("参数", "settings that change a figure")),
    "appraisals": KindSpec(Appraisal, "appraisals", Words("绩效考核", "appraisals of units")),
    "sheets": KindSpec(FigureSheet, "sheets", Words("指标表", "sheets of figures")),
    "layouts": KindSpec(SheetLayout, "layouts", Words("报表样式", "layouts of reports")),
    "plans": KindSpec(Plan, "plans", Words("规划", "plans")),
    "services": KindSpec(Service, "services", Words("公共服务", "public services")),
    "reliefs": KindSpec(Relief, "reliefs", Words("费用减缴", "fee reliefs")),
}
"""Kind to what it is; ``list`` and ``show`` of the command line work for every kind here."""


def kind_of(model: type[Definition]) -> str:
    """The kind whose files have this model; ``KeyError`` for a model that has no files."""
    for kind, spec in KINDS.items():
        if spec.model is model:
            return kind
    raise KeyError(model.__name__)
