"""What the short reason codes of rows say (计入与不计入的理由)."""

from __future__ import annotations

from zhiquan.basics.words import Words
from zhiquan.register.rules import Rules

REASONS: dict[str, Words] = {
    "place_unknown": Words("所在区县不明，未计入", "district unknown: not counted"),
    "no_status": Words("没有法律状态", "no legal status is known"),
    "other_sort": Words("不属于所计的类型", "of another sort"),
    "other_level": Words("级别不符", "of another level"),
    "no_day": Words("缺少计数所依的日期", "the day it is counted by is missing"),
    "no_amount": Words("没有登记金额", "no amount is stated"),
    "before_period": Words("早于规划期", "before the period"),
    "not_yet": Words("截止日之后", "after the day asked"),
    "over": Words("截止日已不在计数期间", "no longer counted on the day"),
    "counted_once": Words("同一对象已计一次", "the same object is counted once already"),
    "no_case": Words("五种情况均不满足", "none of the five cases is met"),
    "no_user": Words("没有用标人", "no authorised user"),
    "has_user": Words("有用标人", "has an authorised user"),
    "dated": Words("日期在期间内", "its day is in the period"),
    "registered": Words("登记日在期间内", "registered in the period"),
    "titled": Words("授予日在期间内", "granted in the period"),
    "published": Words("已公布的数值", "a published value"),
    "older_vintage": Words("较早的公布版本", "an earlier vintage"),
    "fee_kept": Words("应缴费日仍有效", "in force on the due day"),
    "lapsed_on_due_day": Words("自应缴费日起终止", "lapsed from the due day"),
    "alive": Words("仍有效", "still in force"),
    "hv1_class": Words("情况一：战略性新兴产业（仅凭分类号）", "case 1: emerging industry, by class alone"),
    "hv1_keywords": Words(
        "情况一：战略性新兴产业（分类号和关键词）", "case 1: emerging industry, by class and keywords"
    ),
    "hv2": Words("情况二：在海外有同族专利权", "case 2: a family member granted abroad"),
    "hv3_grant": Words("情况三：自授权起维持超过十年", "case 3: kept over ten years from grant"),
    "hv3_filing": Words("情况三：自申请起维持超过十年", "case 3: kept over ten years from filing"),
    "hv4": Words("情况四：较高质押融资金额", "case 4: pledged for a high amount"),
    "hv5": Words("情况五：国家科学技术奖或中国专利奖", "case 5: national science award or Chinese patent award"),
}
"""Code to words; legal statuses are said by the legal-event model."""


def reason(code: str, rules: Rules) -> Words:
    """What a code says: of ``REASONS``, or the legal status it names."""
    return REASONS[code] if code in REASONS else rules.label(code)
