"""Addresses of duties (任务地址)."""

from __future__ import annotations

from zhiquan.site.duties import clause_views, meeting_views, objection_views, prove_views, score_views, views
from zhiquan.site.gate.doors import door
from zhiquan.site.gate.policy import May

DOORS = [
    door("clauses/", clause_views.clauses, name="clauses", needs=May.SEE_PUBLISHED),
    door("clauses/table.csv", clause_views.clauses_csv, name="clauses-csv", needs=May.SEE_PUBLISHED),
    door("desk/clauses/", clause_views.desk_clauses, name="desk-clauses", needs=May.SEE_BOARD),
    door("desk/clauses/table.csv", clause_views.desk_clauses_csv, name="desk-clauses-csv", needs=May.EXPORT),
    door("desk/duties/", views.duties, name="duties", needs=May.SEE_DUTIES),
    door("desk/duties/table.csv", views.duties_csv, name="duties-csv", needs=May.EXPORT),
    door("desk/duties/to-fill.xlsx", views.own_duties, name="duties-to-fill", needs=May.EXPORT),
    door("desk/duties/<str:name>/", views.duty, name="duty", needs=May.SEE_DUTIES),
    door("desk/duties/<str:name>/prove/", prove_views.prove, name="duty-prove", needs=May.PROVE),
    door("desk/duties/<str:name>/proofs/<str:batch>/back/", prove_views.take_back, name="duty-proof-back",
         needs=May.PROVE),
    door("desk/duties/<str:name>/urge/", prove_views.urge, name="duty-urge", needs=May.JUDGE_SCORES),
    door("desk/budget/", views.budget, name="budget", needs=May.SEE_ALL_DUTIES),
    door("desk/budget/table.csv", views.budget_csv, name="budget-csv", needs=May.EXPORT),
    door("desk/meetings/", views.meetings, name="meetings", needs=May.SEE_ALL_DUTIES),
    door("desk/meetings/new/", meeting_views.meeting_new, name="meeting-new", needs=May.IMPORT),
    door("desk/meetings/table.csv", views.meetings_csv, name="meetings-csv", needs=May.EXPORT),
    door("desk/organisation/", views.organisation, name="organisation", needs=May.SEE_DUTIES),
    door("desk/organisation/table.csv", views.organisation_csv, name="organisation-csv", needs=May.EXPORT),
    door("desk/appraisal/", score_views.appraisal, name="appraisal", needs=May.SEE_DUTIES),
    door("desk/appraisal/table.csv", score_views.appraisal_csv, name="appraisal-csv", needs=May.EXPORT),
    door("desk/appraisal/<str:name>/", score_views.score, name="score", needs=May.SEE_DUTIES),
    door("desk/appraisal/<str:name>/<str:item>/object/", objection_views.raise_objection, name="objection-new",
         needs=May.PROVE),
    door("desk/appraisal/<str:name>/<str:item>/answer/", objection_views.answer_objection, name="objection-answer",
         needs=May.JUDGE_SCORES),
    door("desk/objections/", objection_views.objections, name="objections", needs=May.SEE_DUTIES),
    door("desk/sheets/", score_views.sheets, name="sheets", needs=May.SEE_ALL_DUTIES),
    door("desk/sheets/<str:name>/", score_views.sheet, name="sheet", needs=May.SEE_ALL_DUTIES),
    door("desk/sheets/<str:name>/table.csv", score_views.sheet_csv, name="sheet-csv", needs=May.EXPORT),
    door("desk/templates/<str:kind>.xlsx", views.template, name="template", needs=May.SEE_DUTIES),
]  # fmt: skip
