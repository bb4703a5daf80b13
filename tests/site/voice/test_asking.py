"""Writing in and reading the answer: number, code, limits, what the public sees."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from zhiquan.site.audit.models import Line
from zhiquan.site.gate.policy import Role
from zhiquan.site.office.house import House
from zhiquan.site.voice import actions
from zhiquan.site.voice.limits import MOST
from zhiquan.site.voice.models import Knock, Question
from zhiquan.site.voice.queries import measured_times

pytestmark = pytest.mark.django_db
TEXT = "这个数应当是 1520，理由见公报。"
ClientOf = Callable[..., Client]


def sent(client: Client, **more: str) -> tuple[str, str]:
    told = {"kind": "correction", "about": "/figures/invention_patents/", "text": TEXT, "sent_once": str(uuid.uuid4())}
    answer = client.post("/ask/", told | more)
    assert answer.status_code == 200, answer.content.decode()
    number, code = re.findall(r"<code>([^<]+)</code>", answer.content.decode())[:2]
    return number, code


def test_a_question_gets_number_code_and_clock_and_an_audit_line(demo_house: House) -> None:
    number, code = sent(Client(), contact="13800138000", name="王某")
    assert re.fullmatch(r"Q20261122-0001", number)
    assert re.fullmatch(r"([A-Z2-9]{4}-){2}[A-Z2-9]{4}", code)
    found = Question.objects.get(number=number)
    assert code not in found.code_hash
    assert found.due.isoformat() == "2026-12-04"  # ten working days after Sunday 22 November
    line = Line.objects.get(action="question.asked")
    assert (line.subject, line.detail["kind"]) == (number, "correction")
    assert "13800138000" not in str(line.detail)


def test_the_code_opens_the_question_in_any_spelling_and_a_wrong_one_does_not(demo_house: House) -> None:
    client = Client()
    number, code = sent(client, contact="13800138000")
    page = client.post(f"/ask/{number}/", {"code": code.lower().replace("-", " ")})
    assert page.status_code == 200
    assert TEXT in page.content.decode()
    assert "138****8000" in page.content.decode()
    assert "13800138000" not in page.content.decode()
    wrong = client.post("/ask/look/", {"number": number, "code": "AAAA-AAAA-AAAA"})
    unknown = client.post("/ask/look/", {"number": "Q20200101-0001", "code": code})
    assert (wrong.status_code, unknown.status_code) == (404, 404)
    assert TEXT not in wrong.content.decode()


def test_what_is_not_public_shows_nothing_by_its_number_alone(demo_house: House) -> None:
    client = Client()
    number, _ = sent(client)
    page = client.get(f"/ask/{number}/").content.decode()
    assert TEXT not in page
    assert page.count("form") > 0


def test_the_same_form_sent_twice_makes_one_question(demo_house: House) -> None:
    client, mark = Client(), str(uuid.uuid4())
    number, _ = sent(client, sent_once=mark)
    again = client.post("/ask/", {"kind": "correction", "text": TEXT, "sent_once": mark})
    assert number in again.content.decode()
    assert "不能再显示" in again.content.decode()
    assert Question.objects.count() == 1


def test_a_field_only_programs_fill_turns_them_away_and_keeps_the_text(demo_house: House) -> None:
    told = {"kind": "other", "text": TEXT, "sent_once": str(uuid.uuid4()), "website": "http://spam.example"}
    answer = Client().post("/ask/", told)
    assert answer.status_code == 422
    assert TEXT in answer.content.decode()
    assert not Question.objects.exists()


def test_one_address_cannot_flood_and_its_address_is_not_kept(demo_house: House) -> None:
    client = Client(REMOTE_ADDR="203.0.113.7")
    for _ in range(MOST["ask"]):
        sent(client)
    told = {"kind": "other", "text": TEXT, "sent_once": str(uuid.uuid4())}
    refused = client.post("/ask/", told)
    assert refused.status_code == 429
    assert TEXT in refused.content.decode()
    assert not Knock.objects.filter(who__contains="203.0.113.7").exists()
    assert Client(REMOTE_ADDR="203.0.113.8").post("/ask/", told).status_code == 200


def test_reading_codes_cannot_be_tried_without_end(demo_house: House) -> None:
    client = Client()
    number, code = sent(client)
    for _ in range(MOST["read"]):
        client.post(f"/ask/{number}/", {"code": "AAAA-AAAA-AAAA"})
    assert client.post(f"/ask/{number}/", {"code": code}).status_code == 429


def test_the_button_on_a_page_fills_in_what_it_is_about(demo_house: House) -> None:
    page = Client().get("/ask/?kind=objection&about=/figures/trademarks/%3Fasof%3D2025-12-31").content.decode()
    assert "/figures/trademarks/?asof=2025-12-31" in page
    assert re.search(r'value="objection"[^>]*selected', page)


@pytest.mark.parametrize("kind", ["gossip", ""])
def test_a_kind_nobody_knows_is_refused(kind: str, demo_house: House) -> None:
    answer = Client().post("/ask/", {"kind": kind, "text": TEXT, "sent_once": str(uuid.uuid4())})
    assert answer.status_code == 422


def test_an_answer_is_given_once_with_its_measured_time(demo_house: House, client_of: ClientOf) -> None:
    number, code = sent(Client())
    officer = client_of(Role.OFFICER)
    assert number in officer.get("/desk/questions/").content.decode()
    officer.post(f"/desk/questions/{number}/", {"wish": "take"})
    assert Question.objects.get(number=number).assigned == "officer-test"
    told = {"wish": "answer", "outcome": "accepted", "answer": "已按公报改为 1520，下次发布时更新。"}
    assert officer.post(f"/desk/questions/{number}/", told).status_code == 302
    found = Question.objects.get(number=number)
    assert (found.state, found.working_days, found.answered_by) == ("answered", 0, "officer-test")
    assert measured_times()["correction"].median == 0
    page = Client().post(f"/ask/{number}/", {"code": code}).content.decode()
    assert "已按公报改为 1520" in page
    again = officer.post(f"/desk/questions/{number}/", told)
    assert again.status_code == 409
    assert "已经答复" in again.content.decode()
    assert Line.objects.filter(action="question.answered", subject=number).count() == 1


def test_a_public_answer_lists_the_summary_and_never_the_sender(demo_house: House, client_of: ClientOf) -> None:
    number, _ = sent(Client(), name="王某", contact="13800138000")
    officer = client_of(Role.OFFICER)
    told = {"wish": "answer", "outcome": "accepted", "answer": "已改正，经办电话 13900139000。", "is_public": "on"}
    assert officer.post(f"/desk/questions/{number}/", told).status_code == 422
    officer.post(f"/desk/questions/{number}/", told | {"public_text": "有人指出发明专利数有误"})
    for address in (f"/ask/{number}/", "/ask/", "/", "/data/sets/answers.csv"):
        page = Client().get(address).content.decode()
        assert "有人指出发明专利数有误" in page, address
        for secret in ("王某", "13800138000", "13900139000", TEXT):
            assert secret not in page, address


def test_personal_data_is_erased_a_year_after_the_answer(demo_house: House, client_of: ClientOf) -> None:
    number, _ = sent(Client(), name="王某", contact="13800138000")
    officer = client_of(Role.OFFICER)
    page = officer.get(f"/desk/questions/{number}/").content.decode()
    assert "13800138000" in page
    assert Line.objects.filter(action="question.read", subject=number).exists()
    old = demo_house.now() - timedelta(days=365)
    Question.objects.filter(number=number).update(
        state="answered", answered_at=old, outcome="explained", answer="已说明。" * 5, working_days=1
    )
    officer.get("/desk/questions/?state=all")
    found = Question.objects.get(number=number)
    assert (found.name, found.contact) == ("", "")
    line = Line.objects.get(action="question.erased")
    assert (line.subject, line.account) == (number, "-")
    actions.look_after()
    assert Line.objects.filter(action="question.erased").count() == 1
    assert "13800138000" not in officer.get(f"/desk/questions/{number}/").content.decode()


def test_a_question_answered_yesterday_keeps_its_contact(demo_house: House) -> None:
    number, _ = sent(Client(), contact="13800138000")
    Question.objects.filter(number=number).update(state="answered", answered_at=timezone.now())
    assert actions.erase_old(at=timezone.now() + timedelta(days=364)) == 0


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (Role.PUBLIC, 302), (Role.ENTERPRISE, 403), (Role.UNIT, 403), (Role.OFFICER, 200), (Role.HEAD, 200),
        (Role.LEADER, 403), (Role.ANALYST, 403), (Role.OVERSIGHT, 403), (Role.ADMINISTRATOR, 403),
    ],
)  # fmt: skip
def test_only_those_who_answer_see_the_queue(role: Role, status: int, demo_house: House, client_of: ClientOf) -> None:
    number, _ = sent(Client())
    client = client_of(role)
    for address in ("/desk/questions/", f"/desk/questions/{number}/"):
        assert client.get(address).status_code == status, address


def test_the_queue_is_by_deadline_and_a_waiting_clock_is_reckoned_again(demo_house: House, client_of: ClientOf) -> None:
    late, _ = sent(Client(), kind="complaint")
    soon, _ = sent(Client(), kind="data_use")
    Question.objects.filter(number=soon).update(is_due_final=False, due=demo_house.today)
    officer = client_of(Role.OFFICER)
    page = officer.get("/desk/questions/").content.decode()
    assert page.index(soon) < page.index(late)
    assert Question.objects.get(number=soon).is_due_final
    only = officer.get("/desk/questions/?kind=complaint").content.decode()
    assert late in only
    assert soon not in only


def test_a_number_that_does_not_exist_is_not_found_on_the_desk(demo_house: House, client_of: ClientOf) -> None:
    assert client_of(Role.OFFICER).get("/desk/questions/Q20200101-0009/").status_code == 404


def test_a_public_answer_never_names_who_asked_not_even_after_the_name_is_erased(
    demo_house: House, client_of: ClientOf
) -> None:
    number, _ = sent(Client(), name="王小明", contact="微信 demo_wang88")
    officer = client_of(Role.OFFICER)
    said = "王小明您好：王先生所说属实，已回复 demo_wang88，数字改为 1520。"
    told = {"outcome": "accepted", "answer": said, "is_public": "on", "public_text": "王小明指出发明专利数有误"}
    preview = officer.post(f"/desk/questions/{number}/", told | {"wish": "preview"})
    assert preview.status_code == 200
    assert "***您好：***所说属实，已回复 ***，数字改为 1520。" in preview.content.decode()
    assert "***指出发明专利数有误" in preview.content.decode()
    assert Question.objects.get(number=number).state == "open"

    officer.post(f"/desk/questions/{number}/", told | {"wish": "answer"})
    found = Question.objects.get(number=number)
    assert found.answer == said
    Question.objects.filter(number=number).update(answered_at=demo_house.now() - timedelta(days=365))
    for _round in range(2):
        for address in (f"/ask/{number}/", "/ask/", "/", "/data/sets/answers.csv"):
            page = Client().get(address).content.decode()
            assert "所说属实" in page, address
            for secret in ("王小明", "王先生", "demo_wang88"):
                assert secret not in page, address
        actions.look_after()


def test_an_answer_may_be_put_in_other_words_for_the_public(demo_house: House, client_of: ClientOf) -> None:
    number, code = sent(Client(), name="王小明")
    officer = client_of(Role.OFFICER)
    told = {"wish": "answer", "outcome": "accepted", "answer": "您的演示专利号已更正，谢谢。", "is_public": "on"}
    told |= {"public_text": "有人指出一处有误", "public_answer": "王小明所指一处已更正。"}
    officer.post(f"/desk/questions/{number}/", told)
    public = Client().get(f"/ask/{number}/").content.decode()
    assert "***所指一处已更正。" in public
    assert "您的演示专利号" not in public
    assert "您的演示专利号" in Client().post(f"/ask/{number}/", {"code": code}).content.decode()


@pytest.mark.parametrize("subject", ["/\\evil.example", "/\t/evil.example", "//evil.example", "https://evil.example/"])
def test_what_a_question_is_about_is_linked_only_within_the_site(
    subject: str, demo_house: House, client_of: ClientOf
) -> None:
    number, code = sent(Client())
    officer = client_of(Role.OFFICER)
    link = '<a href="/figures/invention_patents/">'
    assert link in officer.get(f"/desk/questions/{number}/").content.decode()
    Question.objects.filter(number=number).update(subject=subject)
    for page in (officer.get(f"/desk/questions/{number}/"), Client().post(f"/ask/{number}/", {"code": code})):
        assert 'evil.example">' not in page.content.decode()
        assert "evil.example" in page.content.decode()


def test_the_ten_thousandth_question_of_a_day_gets_its_number_and_its_place(
    demo_house: House, client_of: ClientOf
) -> None:
    sent(Client())
    Question.objects.update(number="Q20261122-9998")
    numbers = [sent(Client())[0] for _ in range(3)]
    assert numbers == ["Q20261122-9999", "Q20261122-10000", "Q20261122-10001"]
    page = client_of(Role.OFFICER).get("/desk/questions/").content.decode()
    assert re.findall(r'href="/desk/questions/(Q[^"]+)/"', page) == ["Q20261122-9998", *numbers]
