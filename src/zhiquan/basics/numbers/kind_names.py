"""The names every kind of number answers to (号码种类名称)."""

from __future__ import annotations

from dataclasses import dataclass

from zhiquan.basics.words import Words


@dataclass(frozen=True, slots=True)
class NumberKind:
    """One kind of number (号码种类).

    Attributes:
        name: the stable name, used in results.
        label: what people call it.
        example: a number of this kind in its normal form.
        aliases: further names accepted, Chinese and English, with ``_`` for blanks and hyphens.
    """

    name: str
    label: Words
    example: str
    aliases: tuple[str, ...]


_ROWS = (
    (
        "application",
        "专利申请号、专利号",
        "patent application or patent number",
        "202010566088.9",
        "申请号 专利号 专利申请号 patent patent_number app_no appno application_no application_number",
    ),
    (
        "publication",
        "专利公布号、公告号",
        "Chinese publication number",
        "CN105950882A",
        "公布号 公告号 公布公告号 公布(公告)号 公开号 公开(公告)号 公开公告号 授权公告号 "
        "申请公布号 pub_no publication_no publication_number",
    ),
    (
        "foreign_publication",
        "境外专利公布号",
        "publication number of another office",
        "US10123456B2",
        "境外公布号 国外公布号 外国公布号 境外专利 foreign foreign_patent",
    ),
    (
        "uscc",
        "统一社会信用代码",
        "unified social credit code",
        "91500000202852965T",
        "统一社会信用代码 社会信用代码 信用代码 credit_code unified_social_credit_code social_credit_code",
    ),
    (
        "organisation_code",
        "组织机构代码",
        "organisation code (GB 11714)",
        "202852965",
        "组织机构代码 机构代码 organization_code org_code",
    ),
    (
        "trademark",
        "商标注册号、申请号",
        "trademark number",
        "4409718",
        "商标 商标号 商标注册号 商标申请号 注册号 trade_mark tm trademark_number trademark_no",
    ),
    (
        "madrid",
        "马德里国际注册号",
        "Madrid international registration",
        "G1234567",
        "马德里 国际注册号 马德里国际注册号 international_registration ir ir_number madrid_number",
    ),
    (
        "gi",
        "地理标志编号",
        "geographical indication, either system",
        "2011年第178号",
        "地理标志 地理标志编号 geographical_indication",
    ),
    (
        "gi_announcement",
        "地理标志产品公告号",
        "announcement of a protected product",
        "2012年第111号",
        "地理标志产品 地理标志保护产品 地理标志公告 地理标志产品公告号 announcement gi_product",
    ),
    (
        "gi_agricultural",
        "农产品地理标志编号",
        "agricultural geographical indication",
        "AGI01388",
        "农产品地理标志 农产品地理标志编号 agi agricultural_gi",
    ),
    (
        "plant_variety",
        "植物新品种权号",
        "plant-variety number",
        "CNA20201002638",
        "植物新品种 植物新品种权 品种权号 植物新品种权号 variety plant plant_variety_right",
    ),
    (
        "ic_layout",
        "集成电路布图设计登记号",
        "layout-design registration",
        "BS.185559220",
        "布图设计 集成电路布图设计 集成电路布图设计登记号 布图设计登记号 layout layout_design integrated_circuit",
    ),
    (
        "software",
        "软件著作权登记号、证书号",
        "software registration or certificate",
        "2014SR001852",
        "软件著作权 软著 软著登记号 软件著作权登记号 软件登记号 软著证书号 登记号 证书号 software_copyright",
    ),
    (
        "work",
        "作品登记号",
        "registration of a work",
        "国作登字-2019-F-00812345",
        "作品 作品登记 作品登记号 作品著作权 work_registration copyright_work",
    ),
    (
        "ipc",
        "国际专利分类号",
        "IPC symbol",
        "C21D 9/00",
        "国际专利分类 国际专利分类号 分类号 主分类号 ipc_symbol patent_class international_patent_classification",
    ),
    (
        "nice",
        "尼斯分类（商品和服务类别）",
        "Nice class or similar group",
        "3105",
        "尼斯 尼斯分类 国际分类 商品类别 类似群 nice_class goods_class similar_group",
    ),
    (
        "locarno",
        "洛迦诺分类号",
        "Locarno class of designs",
        "09-03",
        "洛迦诺 洛迦诺分类 洛迦诺分类号 外观设计分类号 locarno_class design_class loc",
    ),
    (
        "region",
        "行政区划代码",
        "region code (GB/T 2260)",
        "500115",
        "行政区划 行政区划代码 区划代码 区划 region_code area_code gbt2260 gb_t_2260",
    ),
    (
        "industry",
        "国民经济行业代码",
        "industry code (GB/T 4754)",
        "C2611",
        "行业 行业代码 国民经济行业 国民经济行业代码 国民经济行业分类 industry_code nic gbt4754 gb_t_4754",
    ),
    (
        "identity",
        "居民身份证号",
        "resident identity number",
        "110105********002X",
        "身份证 身份证号 身份证号码 居民身份证 居民身份证号 公民身份号码 id_card identity_card "
        "identity_number id_number",
    ),
    ("case_number", "案号", "case number", "渝长市监处罚〔2023〕1号", "案号 案件号 文书号 case case_no"),
)

NUMBER_KINDS = {
    name: NumberKind(name, Words(zh, en), example, tuple(aliases.split())) for name, zh, en, example, aliases in _ROWS
}
"""Every kind by name, in the order shown to people."""
