"""Objections to points: refused with reasons, closed to others, answered once (考核申诉)."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from duty_steps import points, scores_for, town_of
from zhiquan.basics.errors import NotAllowed
from zhiquan.site.audit.models import Line
from zhiquan.site.duties.objecting import answer, object_to
from zhiquan.site.gate.policy import Role
from zhiquan.site.gate.visitor import Visitor
from zhiquan.site.office.house import House

pytestmark = pytest.mark.django_db
Clients = Callable[..., Client]


def test_an_objection_is_refused_with_reasons_and_leaves_the_points(own_house: House, client_of: Clients) -> None:
    town = town_of(own_house)
    unit, head = client_of(Role.UNIT, unit=town.number, town=town.code), client_of(Role.HEAD)
    at = f"/desk/appraisal/{town.number}/fees_kept"
    before = points(unit, town.number, "fees_kept")
    assert unit.post(f"{at}/object/?year=2025", {"reason": "短"}).status_code == 422
    unit.post(f"{at}/object/?year=2025", {"reason": "演示：少计一件"})
    assert unit.post(f"{at}/object/?year=2025", {"reason": "演示：再提一次"}).status_code == 409
    assert unit.post(f"{at}/answer/?year=2025", {"verdict": "refuse", "reason": "演示：自己答"}).status_code == 403
    wrong = head.post(f"{at}/answer/?year=2025", {"verdict": "accept", "points": "400", "reason": "演示：太多了"})
    assert wrong.status_code == 422
    head.post(f"{at}/answer/?year=2025", {"verdict": "refuse", "reason": "演示：登记册没有这一件"})
    assert points(unit, town.number, "fees_kept") == before
    page = unit.get(f"/desk/appraisal/{town.number}/?year=2025").content.decode()
    assert "不予采纳：演示：登记册没有这一件" in page
    again = head.post(f"{at}/answer/?year=2025", {"verdict": "refuse", "reason": "演示：再答一次"})
    assert again.status_code == 409


def test_another_unit_can_neither_object_nor_see_the_objection(own_house: House, client_of: Clients) -> None:
    town = town_of(own_house)
    unit = client_of(Role.UNIT, unit=town.other_number)
    answer = unit.post(f"/desk/appraisal/{town.number}/fees_kept/object/?year=2025", {"reason": "演示：别人的分"})
    assert answer.status_code == 404
    assert [one["slug"] for one in unit.get("/desk/objections/?year=2023").context["rows"]] == []


def test_of_two_answers_to_one_objection_the_second_is_refused_under_the_lock(
    own_house: House, client_of: Clients
) -> None:
    town = town_of(own_house)
    unit = Visitor(Role.UNIT, "unit-test", "演示", unit=town.number, town=town.code)
    head = Visitor(Role.HEAD, "head-test", "演示")
    seen = scores_for(unit)
    object_to(seen, town.number, "fees_kept", about="", reason="演示：少计一件", proof="", by=unit)
    with pytest.raises(NotAllowed, match="变动"):  # asked on a page opened before
        object_to(seen, town.number, "fees_kept", about="", reason="演示：又少计一件", proof="", by=unit)
    seen = scores_for(head)
    answer(seen, town.number, "fees_kept", accepts=True, points="1", reason="演示：应计一分", by=head)
    with pytest.raises(NotAllowed, match="变动"):
        answer(seen, town.number, "fees_kept", accepts=False, points="", reason="演示：不予采纳", by=head)
    with own_house.reader() as reader:
        (kept,) = reader.records(
            f"SELECT value FROM {reader.from_('appraisal_inputs')} WHERE kind = 'correction' AND year = 2025 "
            "AND organisation = ? AND note LIKE '演示：%'", [town.name]
        )  # fmt: skip
    assert kept["value"] == 1
    assert Line.objects.filter(action="score.answered").count() == 1
