"""Addresses of questions (更正与申诉地址)."""

from __future__ import annotations

from zhiquan.site.gate.doors import door
from zhiquan.site.gate.policy import May
from zhiquan.site.voice import desk_views, views

DOORS = [
    door("ask/", views.ask, name="ask", needs=May.ASK),
    door("ask/look/", views.look, name="question-look", needs=May.ASK),
    door("ask/<str:number>/", views.question, name="question", needs=May.ASK),
    door("desk/questions/", desk_views.question_list, name="questions", needs=May.ANSWER),
    door("desk/questions/<str:number>/", desk_views.desk_question, name="desk-question", needs=May.ANSWER),
]
