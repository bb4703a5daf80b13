"""The formats of XML files that are known here, and who reads each (已知的 XML 格式)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from zhiquan.basics.words import Words
from zhiquan.register.intake.parts import Record
from zhiquan.register.intake.structured import (
    assignments,
    bcodes,
    cnipa,
    exchange,
    file_papers,
    ops_family,
    pap,
    st36,
    st96,
    st96_marks,
    us_marks,
)

Reader = Callable[[Element, int], "Record | Iterable[Record] | None"]
"""From an element and the number of its first record to the record or records it holds."""


@dataclass(frozen=True, slots=True)
class Format:
    """One format (格式).

    Args:
        id: short name, as parts state it.
        says: what such a file is, for the clerk.
        readers: local name of an element that holds a right to its reader.
        roots: local names of other elements such a file may begin with.
    """

    id: str
    says: Words
    readers: dict[str, Reader]
    roots: frozenset[str] = frozenset()

    @property
    def units(self) -> frozenset[str]:
        """Local names of the elements that are read one at a time."""
        return frozenset(self.readers)


FORMATS: tuple[Format, ...] = (
    Format(
        "cnipa-2",
        Words("国家知识产权局专利文献（新标准）", "patent documents of CNIPA, current schema"),
        {"PatentDocumentAndRelated": cnipa.cnipa_document},
    ),
    Format(
        "cnipa-1",
        Words("国家知识产权局专利文献（旧标准）", "patent documents of CNIPA, older schema"),
        {"cn-patent-document": st36.patent_document},
    ),
    Format(
        "jp-gazette",
        Words("日本特许厅公报", "gazette of the Japan Patent Office"),
        {"jp-official-gazette": st36.patent_document},
    ),
    Format(
        "uspto-grant",
        Words("美国专利授权文献", "US patent grants"),
        {"us-patent-grant": st36.patent_document},
        frozenset({"us-patent-grants"}),
    ),
    Format(
        "uspto-application",
        Words("美国专利申请公布", "US patent application publications"),
        {"us-patent-application": st36.patent_document},
    ),
    Format(
        "uspto-pap",
        Words("美国专利申请公布（2001-2004）", "US application publications of 2001-2004"),
        {"patent-application-publication": pap.application_publication},
    ),
    Format(
        "st36",
        Words("ST.36 专利文献（B 代码）", "ST.36 patent documents with B-codes"),
        {"ep-patent-document": bcodes.b_document, "wo-published-application": st36.patent_document},
    ),
    Format(
        "st96-patent",
        Words("ST.96 专利公布", "ST.96 patent publications"),
        {"PatentPublication": st96.patent_publication},
    ),
    Format(
        "st96-trademark",
        Words("ST.96 商标", "ST.96 trade marks"),
        {"Trademark": st96_marks.trademark},
        frozenset({"TrademarkApplication", "TrademarkBag", "TrademarkTransaction", "Transaction"}),
    ),
    Format(
        "st96-design",
        Words("ST.96 外观设计申请", "ST.96 design applications"),
        {"DesignApplication": st96_marks.design_application, "Design": st96_marks.design_application},
        frozenset({"DesignBag"}),
    ),
    Format(
        "st96-gi",
        Words("ST.96 地理标志申请", "ST.96 applications for geographical indications"),
        {"GIApplication": st96_marks.indication},
    ),
    Format(
        "cpc-master",
        Words("CPC 主分类文件", "CPC master classification file"),
        {"CPCMasterClassificationRecord": st96.patent_publication},
        frozenset({"CPCMasterClassificationFile"}),
    ),
    Format(
        "epo-exchange",
        Words("欧洲专利局交换数据（DOCDB、OPS）", "exchange data of the EPO (DOCDB, OPS)"),
        {
            "exchange-document": exchange.exchange_document,
            "patent-family": ops_family.family,
            "fulltext-document": exchange.fulltext_document,
            "search-result": exchange.search_results,
        },
        frozenset({"world-patent-data", "exchange-documents", "fulltext-documents"}),
    ),
    Format(
        "uspto-trademark",
        Words("美国商标每日申请文件", "daily US trademark applications"),
        {"case-file": us_marks.case_file},
        frozenset({"trademark-applications-daily"}),
    ),
    Format(
        "uspto-assignment",
        Words("美国专利转让登记", "US patent assignments on record"),
        {"doc": assignments.assignment, "patent-assignment": assignments.bulk_assignment},
        frozenset({"response", "us-patent-assignments"}),
    ),
    Format(
        "uspto-papers",
        Words("美国申请案卷文件", "papers of US application files"),
        {
            "ClaimsDocument": file_papers.claims_paper,
            "SpecificationDocument": file_papers.specification_paper,
        },
    ),
)
"""Every format, by what stands in it."""

SIGNS = {unit: form for form in FORMATS for unit in form.units if unit not in {"doc", "Design"}}
"""Elements that show the format wherever they stand, under a root of any name."""

ROOTS = {root: form for form in FORMATS for root in form.roots} | SIGNS
"""Root elements to formats."""

NAMED_ROOTS: dict[str, tuple[str, Words]] = {
    "schema": ("xsd", Words("XML 模式定义，不含权利数据。", "An XML schema; it holds no rights.")),
    "grammar": ("relax-ng", Words("XML 模式定义，不含权利数据。", "An XML schema; it holds no rights.")),
    "stylesheet": ("xsl", Words("XML 样式表，不含权利数据。", "An XML style sheet; it holds no rights.")),
    "transform": ("xsl", Words("XML 样式表，不含权利数据。", "An XML style sheet; it holds no rights.")),
    "class-scheme": (
        "cpc-scheme",
        Words("联合专利分类（CPC）分类表，不含权利数据。", "A scheme of the CPC; it holds no rights."),
    ),
    "IPCScheme": (
        "ipc-scheme",
        Words("国际专利分类（IPC）分类表，不含权利数据。", "A scheme of the IPC; it holds no rights."),
    ),
    "CPCDefinition": (
        "cpc-definitions",
        Words("联合专利分类（CPC）定义，不含权利数据。", "Definitions of the CPC; they hold no rights."),
    ),
}
"""Root elements of files that hold no rights."""

DTD = Words("文件类型定义（DTD），不含权利数据。", "A document type definition (DTD); it holds no rights.")


def holds_none(form: Format) -> Words:
    """The sentence for a file of a known format without any right in it (不含权利)."""
    return Words(
        f"{form.says.zh}；其中没有可装载的权利，例如只有说明书或没有记录。",
        f"A file of {form.says.en}; it holds no right to load, such as a description only or no record at all.",
    )
