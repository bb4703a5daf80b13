"""Headings that strangers might write (陌生标题)."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence

WORDINGS: Mapping[str, Sequence[str]] = {
    "app_no": ["递交案卷编码", "案号", "申请案编码"],
    "pub_no": ["公开文本编码", "文献编码"],
    "title": ["技术题目", "成果叫什么", "方案名"],
    "title_en": ["英语题目", "Name (foreign)"],
    "abstract": ["技术概述", "内容概述", "方案要点"],
    "claims": ["保护内容", "要求保护的内容"],
    "applicants": ["提出申请的单位", "报送主体"],
    "standard_applicants": ["归并后的单位"],
    "holders": ["目前归谁所有", "归属单位"],
    "inventors": ["研发人员", "技术团队", "参与的人"],
    "filed_on": ["提交于", "递交那天"],
    "published_on": ["刊登于", "何时公开"],
    "granted_on": ["何时批准"],
    "priority_on": ["最早要求的优先"],
    "main_class": ["首要技术类目", "类目1"],
    "ipc": ["技术类目", "所有类目"],
    "cpc": ["合作类目"],
    "kind": ["种别", "属于哪种"],
    "country": ["在哪国", "受理地"],
    "address": ["通信处", "所在位置"],
    "agency": ["委托的所", "经办所"],
    "agents": ["经手律师"],
    "status_word": ["现在怎样了", "目前情形"],
    "gbt4754": ["产业归口代码"],
    "sei": ["新产业归口"],
    "claims_count": ["项数"],
    "cited_by_count": ["热度"],
    "family": ["姊妹文献"],
    "cites": ["背景文献"],
    "events": ["经过"],
}
"""Headings that stand in no table of names, as somebody might word them; known while the words were collected."""

HELD_OUT: Mapping[str, Sequence[str]] = {
    "app_no": [
        "专利申请的编号",
        "申请案编号",
        "国知局申请号码",
        "專利申請案號",
        "Appl. Number",
        "patent_application_number",
        "申请登记编号",
        "申报号",
    ],
    "pub_no": ["公开文献编号", "公布的号码", "专利公开编码", "Publ. No", "publication_num", "文献公开号码"],
    "grant_no": ["授权公告的号码", "公告授权编号", "授权文献号", "Grant Num."],
    "title": [
        "专利的名字",
        "发明创造的题目",
        "专利技术名称",
        "案件名称",
        "Title of invention",
        "patent_name",
        "专利题名",
    ],
    "title_en": ["名称英文版", "专利英文题名", "英译名称", "Title (EN)"],
    "abstract": ["技术摘要", "摘要文本", "专利内容简介", "Abstract text", "摘要正文"],
    "claims": ["权利要求全文", "权利要求正文", "权要内容", "Claims text"],
    "applicants": [
        "申请单位名称",
        "申请方",
        "提交申请的企业",
        "申请人全称",
        "Applicant(s) name",
        "专利申报单位",
        "申请者",
    ],
    "standard_applicants": [
        "申请人标准名称",
        "规范化申请人",
        "申请人（归一）",
        "标准化后的专利权人",
        "Assignee std.",
    ],
    "holders": ["现在的权利人", "专利持有人", "专利所有权人", "权属单位", "Current patent holder"],
    "inventors": ["发明人名单", "发明设计人员", "发明者", "发明人员姓名", "Name of inventors", "研发人"],
    "filed_on": [
        "申请的日期",
        "提出申请日",
        "申请提交时间",
        "递交申请日期",
        "Date filed",
        "patent_application_time",
        "案件申请日期",
    ],
    "published_on": ["公开的日期", "专利公布时间", "公开发布日", "Date of publ.", "公告公开日期"],
    "granted_on": [
        "授权公告的日期",
        "批准授权日期",
        "获得授权时间",
        "专利授权日",
        "Granted date",
        "patent_authorize_time",
    ],
    "priority_on": ["优先权的日期", "最早优先日", "优先权时间", "Earliest prio. date"],
    "main_class": ["主要分类号", "IPC主号", "第一IPC", "主分类代码", "Main IPC class", "首个分类号"],
    "ipc": ["IPC分类代码", "国际分类代码", "全部IPC号", "IPC symbols", "所有分类号"],
    "cpc": ["CPC代码", "合作专利分类", "CPC symbols", "CPC分类代码"],
    "kind": ["专利的类型", "知识产权类别", "专利种类名称", "Kind of patent", "專利類別"],
    "country": ["所属国家", "公开国家代码", "国家或地区", "Country of filing"],
    "address": ["申请人所在地址", "单位地址信息", "申请人住址", "Address of applicant", "联系地址1"],
    "agency": ["委托代理机构", "代理事务所", "代理机构全称", "Patent agency name", "代理服务机构"],
    "agents": ["代理人员", "专利代理师姓名", "经办代理师", "Agent names"],
    "status_word": ["案件法律状态", "现在状态", "专利权状态", "法律效力", "Status of patent"],
    "gbt4754": ["国民经济行业类", "所属行业分类代码", "行业分类代码"],
    "sei": ["战略新兴产业类别", "所属新兴产业", "战新产业分类"],
    "claims_count": ["权利要求的数量", "权利要求条数", "共几项权利要求", "Num. of claims", "权项个数"],
    "cited_by_count": ["被引用的次数", "被他人引用数", "被引量", "Times cited by others"],
    "family": ["同族专利列表", "同族公开号列表", "专利家族", "Family publications list"],
    "cites": ["引用的专利", "引证文献列表", "参考专利", "Cited patent documents"],
    "events": ["法律事件列表", "法律状态变化", "法律沿革", "Legal event history"],
    "designations": ["指定的国家", "被指定国"],
}
"""More such headings, written before the words of headings were collected and not changed since."""

SENSELESS: Mapping[str, Sequence[str]] = {
    field: [f"项{letter}{other}"]
    for field, (letter, other) in zip(WORDINGS, itertools.product("甲乙丙丁戊己", "子丑寅卯辰"), strict=True)
}
"""Headings that say nothing."""
