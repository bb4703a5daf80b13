"""The questions asked of the register about its own data (数据质量检查项)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from zhiquan.basics.words import Words

Group = Literal["missing", "contradictory", "unidentified", "unassigned", "left_out"]

GROUPS: Mapping[Group, Words] = {
    "missing": Words("缺失", "missing"),
    "contradictory": Words("矛盾", "contradictory"),
    "unidentified": Words("无号", "unidentified"),
    "unassigned": Words("未定位", "unassigned"),
    "left_out": Words("隔离", "left out"),
}
"""The groups of checks, in the order they are shown."""

_PATENTS = "('invention_patent', 'utility_model', 'design_patent')"
_OPEN = "9999-12-31"


@dataclass(frozen=True, slots=True)
class Check:
    """One question asked of the register (检查项).

    Args:
        id: stable name.
        group: one of ``GROUPS``.
        says: what the rows found have in common.
        remedy: what a clerk can do.
        tables: tables it reads.
        sql: rows ``subject, shown, detail``; tables stand as ``{name}``, today as ``$today``, home district as ``$home``.
    """

    id: str
    group: Group
    says: Words
    remedy: Words
    tables: tuple[str, ...]
    sql: str


_FILL = Words("补充来源文件，或用人工决定补值。", "Load a source that has it, or decide the value by hand.")
_COMPARE = Words(
    "用 zhiquan show 查看各来源的说法，再作人工决定。", "See what each source says with zhiquan show, then decide."
)
_ASSIGN = Words("用 zhiquan review places 逐条认定。", "Decide them with zhiquan review places.")


def _rights(where: str, detail: str = "NULL") -> str:
    return f"""SELECT "right" AS subject, title AS shown, {detail} AS detail FROM {{rights}} WHERE identified AND {where}"""


def _order(first: str, later: str) -> str:
    return _rights(f"{first} > {later}", f"'{first} ' || {first} || ' > {later} ' || {later}")


CHECKS: tuple[Check, ...] = (
    Check("no_title", "missing", Words("没有名称的权利", "rights without a title"), _FILL, ("rights",),
          _rights("title IS NULL AND title_en IS NULL")),
    Check("no_holder", "missing", Words("没有申请人也没有权利人的权利", "rights without applicant or holder"), _FILL,
          ("rights",), _rights("applicants IS NULL AND holders IS NULL")),
    Check("no_filing_day", "missing", Words("没有申请日的专利和商标", "patents and marks without a filing day"), _FILL,
          ("rights",), _rights(f"filed_on IS NULL AND kind IN ('trademark', {_PATENTS[1:]}", "kind")),
    Check("no_grant_day", "missing", Words("有效但没有授权日的专利", "patents in force without a day of grant"), _FILL,
          ("rights", "right_spells"),
          _rights(f"""granted_on IS NULL AND kind IN {_PATENTS} AND "right" IN (
              SELECT "right" FROM {{right_spells}} WHERE "group" = 'in_force' AND known_to = DATE '{_OPEN}'
              AND "from" <= $today AND "to" > $today)""", "status_word")),
    Check("no_class", "missing", Words("没有分类号的专利", "patents without a classification"), _FILL, ("rights",),
          _rights(f"main_class IS NULL AND kind IN {_PATENTS}", "kind")),
    Check("no_nice_class", "missing", Words("没有类别的商标（按类别计件时不计）", "marks without a class (not counted by class)"),
          _FILL, ("rights",), _rights("kind = 'trademark' AND NOT contains(\"right\", '/')", "reg_no")),
    Check("no_amount", "missing", Words("没有金额的质押登记", "pledges without an amount"), _FILL, ("pledges",),
          "SELECT key AS subject, number AS shown, pledgor AS detail FROM {pledges} WHERE amount IS NULL"),
    Check("filed_after_grant", "contradictory", Words("申请日晚于授权日", "filed after the grant"), _COMPARE, ("rights",),
          _order("filed_on", "granted_on")),
    Check("filed_after_publication", "contradictory", Words("申请日晚于公布日", "filed after publication"), _COMPARE,
          ("rights",), _order("filed_on", "published_on")),
    Check("priority_after_filing", "contradictory", Words("优先权日晚于申请日", "priority after filing"), _COMPARE,
          ("rights",), _order("priority_on", "filed_on")),
    Check("ends_before_grant", "contradictory", Words("有效期止早于授权日", "ends before the grant"), _COMPARE, ("rights",),
          _order("granted_on", "expires_on")),
    Check("in_the_future", "contradictory", Words("申请日或授权日在今天之后", "filed or granted after today"), _COMPARE,
          ("rights",), _rights("greatest(filed_on, granted_on) > $today", "greatest(filed_on, granted_on)::VARCHAR")),
    Check("year_of_number", "contradictory",
          Words("申请日晚于申请号中的年份", "the filing day is later than the year in the application number"), _COMPARE,
          ("rights",),
          _rights(f"""kind IN {_PATENTS} AND length(app_no) = 14 AND filed_on IS NOT NULL
              AND substr(app_no, 1, 4)::INTEGER < year(filed_on)""", "app_no || ' / ' || filed_on")),
    Check("days_differ", "contradictory", Words("来源之间申请日不一致", "sources differ on the filing day"), _COMPARE,
          ("observations_rights",),
          """SELECT id AS subject, min(title) AS shown, string_agg(DISTINCT filed_on::VARCHAR, ' / ') AS detail FROM (
              SELECT unnest(ids) AS id, title, filed_on FROM {observations_rights} WHERE filed_on IS NOT NULL)
             WHERE NOT starts_with(id, 'doc:') GROUP BY id HAVING count(DISTINCT filed_on) > 1"""),
    Check("unidentified", "unidentified", Words("没有号码的行（可检索，不计数）", "rows without a number (searchable, never counted)"),
          Words("补充申请号、公开号或注册号后重新导入。", "Add a number and load them again."), ("rights",),
          """SELECT "right" AS subject, coalesce(title, abstract[:40]) AS shown, NULL AS detail FROM {rights}
             WHERE NOT identified"""),
    Check("no_place", "unassigned", Words("有地址但认不出区县的权利", "rights whose address tells no district"), _ASSIGN,
          ("rights",), _rights("region IS NULL AND address IS NOT NULL", "address")),
    Check("no_town", "unassigned", Words("在本区但认不出镇街的权利", "rights in the home district without a town"), _ASSIGN,
          ("rights",), _rights("region = $home AND town IS NULL AND address IS NOT NULL", "address")),
    Check("left_out", "left_out", Words("违反规则未装载、尚未修复的行", "rows left out for a broken rule and not repaired since"),
          Words("在修复表中改正后重新导入。", "Correct them in the repair file and load it."),
          ("quarantined", "batches"),
          """SELECT q.batch || '/' || q.sheet || '/' || q.line AS subject, b.file || ' ' || q.sheet || ' ' || q.line AS shown,
                    q."column" || ': ' || q.value || ' (' || q.says || ')' AS detail
             FROM {quarantined} q JOIN {batches} b ON b.batch = q.batch
             WHERE NOT EXISTS (SELECT 1 FROM ({repaired}) r WHERE r.batch = q.batch AND r.line = CASE WHEN q.sheet = '' THEN '' ELSE q.sheet || '!' END || q.line)"""),
)  # fmt: skip
"""Every check, by group."""
