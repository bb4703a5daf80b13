"""What the parts of a number are called on screen (号码各部分名称)."""

from __future__ import annotations

from zhiquan.basics.words import Words

PART_LABELS = {
    "authority": Words("机关", "authority"),
    "body": Words("本体代码", "body"),
    "case_type": Words("案件类型", "type of case"),
    "category": Words("机构类别代码", "category code"),
    "category_name": Words("机构类别", "category"),
    "check": Words("校验位", "check digit"),
    "city": Words("市级代码", "city"),
    "class": Words("类", "class"),
    "country": Words("国家或地区", "country"),
    "county": Words("县级代码", "county"),
    "covers": Words("商品或服务", "goods or services"),
    "department": Words("登记管理部门代码", "department code"),
    "department_name": Words("登记管理部门", "department"),
    "digits": Words("数字部分", "digits"),
    "division": Words("大类", "division"),
    "document": Words("文献", "document"),
    "edition": Words("版本", "edition"),
    "form": Words("形式", "form"),
    "group": Words("组", "group"),
    "issuer": Words("发布机关", "issuer"),
    "item": Words("产品项编号", "item"),
    "kind_code": Words("文献种类代码", "kind code"),
    "kind_digit": Words("种类号", "kind digit"),
    "letter": Words("字母", "letter"),
    "level": Words("级别", "level"),
    "main_group": Words("大组", "main group"),
    "number": Words("号", "number"),
    "office": Words("专利局", "office"),
    "organisation_code": Words("组织机构代码", "organisation code"),
    "pct": Words("PCT 进入国家阶段", "PCT national phase"),
    "province": Words("省级代码", "province"),
    "region": Words("行政区划代码", "region"),
    "right_kind": Words("专利类型", "kind of right"),
    "section": Words("部或门类", "section"),
    "serial": Words("流水号", "serial"),
    "subclass": Words("小类", "subclass"),
    "system": Words("制度", "system"),
    "town": Words("乡级代码", "town"),
    "village": Words("村级代码", "village"),
    "work_type": Words("作品类型", "type of work"),
    "year": Words("年份", "year"),
}
"""Every key that ``NumberCheck.parts`` may hold."""

_KINDS_OF_RIGHT = {
    "invention_patent": Words("发明专利", "invention patent"),
    "utility_model": Words("实用新型", "utility model"),
    "design_patent": Words("外观设计", "design patent"),
}
PART_VALUES: dict[str, dict[str, Words]] = {
    "authority": {"agriculture": Words("农业", "agriculture"), "forestry": Words("林业", "forestry")},
    "covers": {"goods": Words("商品", "goods"), "services": Words("服务", "services")},
    "document": {
        "published_application": Words("公布的申请", "published application"),
        "granted_invention": Words("授权的发明专利", "granted invention"),
        "granted_utility_model": Words("授权的实用新型", "granted utility model"),
        "granted_design": Words("授权的外观设计", "granted design"),
        "examined_or_granted_invention": Words("审定或授权的发明", "examined or granted invention"),
    },
    "form": {
        "office": Words("行政机关案号", "case number of an office"),
        "court": Words("法院案号", "case number of a court"),
        "registration": Words("登记号", "registration number"),
        "certificate": Words("证书号", "certificate number"),
        "new": Words("现行编号", "form in use"),
        "old": Words("旧编号", "former form"),
        "15": Words("15 位", "15 digits"),
        "18": Words("18 位", "18 characters"),
    },
    "ipc.level": {
        "section": Words("部", "section"),
        "class": Words("大类", "class"),
        "subclass": Words("小类", "subclass"),
        "main_group": Words("大组", "main group"),
        "group": Words("小组", "group"),
    },
    "industry.level": {
        "section": Words("门类", "section"),
        "division": Words("大类", "division"),
        "group": Words("中类", "group"),
        "class": Words("小类", "class"),
    },
    "region.level": {
        "province": Words("省级", "province"),
        "city": Words("市级", "city"),
        "county": Words("县级", "county"),
        "town": Words("乡级", "town"),
        "village": Words("村级", "village"),
    },
    "pct": {"yes": Words("是", "yes"), "no": Words("否", "no")},
    "right_kind": _KINDS_OF_RIGHT,
    "system": {
        "announcement": Words("地理标志产品公告", "announcement of products"),
        "agricultural": Words("农产品地理标志", "agricultural products"),
    },
}
"""What the listed values of a part are called, by part, or by kind of number and part; others are shown as they are."""

_IN_BOTH = frozenset({"department_name", "category_name"})
"""Parts whose values hold both languages: ``企业 enterprise``."""


def part_value(kind: str, part: str, value: str) -> Words:
    """A value of one part of a number for people.

    Args:
        kind: kind of number, such as ``"application"``.
        part: a key of ``NumberCheck.parts``.
        value: its value.

    Returns:
        ``part_value("application", "pct", "no").zh`` is ``否``; a value that needs no words stays as it is.
    """
    if part in _IN_BOTH:
        zh, _, en = value.partition(" ")
        return Words(zh, en)
    listed = PART_VALUES.get(f"{kind}.{part}") or PART_VALUES.get(part, {})
    return listed.get(value, Words(value, value))
