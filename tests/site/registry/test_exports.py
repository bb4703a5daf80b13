"""Taking a list away: at once, as a job, for the account that asked only."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.http import QueryDict
from django.test import Client

from zhiquan.site.audit.models import Line
from zhiquan.site.gate.policy import Role
from zhiquan.site.gate.visitor import Visitor
from zhiquan.site.jobs.models import DONE, Job
from zhiquan.site.office.house import House
from zhiquan.site.registry import views
from zhiquan.site.registry.asked import asked_of
from zhiquan.site.registry.exports import list_as_csv
from zhiquan.site.registry.work import export_list

pytestmark = pytest.mark.django_db
OTHER = "party:91500000MA5U000017"
OWN = "party:91500000202852965T"
PLANTED = "隐秘词"
SignIn = Callable[..., Client]


def done(client: Client) -> Job:
    """The last job, run as the worker would."""
    job = Job.objects.latest("made_at")
    from zhiquan.site.accounts.models import Account  # noqa: PLC0415 - models need Django ready

    account = Account.objects.get(username=job.account)
    by = Visitor(Role(account.role), account.username, account.name, account.unit, account.town, account.party)
    job.result, job.state = export_list(job.request, by, lambda *_, **__: None), DONE
    job.save()
    return job


def test_a_short_list_comes_at_once_with_heads_and_is_told_to_the_trail(client_of: SignIn, small_house: House) -> None:
    answer = client_of(Role.OFFICER).get("/desk/rights/file/?kind=trademark")
    heads, row, _ = answer.content.decode("utf-8-sig").split("\r\n")
    assert heads.startswith("编号,种类,号码,名称,法律状态")
    assert row.startswith(
        f"trademark:CN9000001/09,商标,9000001,{PLANTED}牌,有效,2019-01-07,2020-01-07,演示乙机械有限公司"
    )
    assert answer["Content-Disposition"] == 'attachment; filename="rights.csv"'
    told = Line.objects.get(action="rights.exported")
    assert (told.detail["rows"], told.detail["conditions"]) == (1, "kind=trademark")


def test_a_long_list_is_not_waited_for(client_of: SignIn, small_house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "AT_ONCE", 3)
    client = client_of(Role.OFFICER)
    assert client.get("/desk/rights/file/").status_code == 409
    assert "导出 8 件" in client.get("/desk/rights/").content.decode()


def test_a_job_writes_the_same_rows_and_only_its_account_fetches_them(client_of: SignIn, small_house: House) -> None:
    client = client_of(Role.ENTERPRISE, party=OWN)
    answer = client.post("/desk/rights/file/?status=in_force")
    job = done(client)
    assert answer["Location"] == f"/desk/jobs/{job.id}/"
    assert job.result is not None
    fetched = client.get(job.result["address"])
    written = b"".join(fetched).decode("utf-8")
    fetched.close()
    asked = asked_of(QueryDict("status=in_force"), today=small_house.today)
    text, rows = list_as_csv(Visitor(Role.ENTERPRISE, party=OWN), asked, "zh")
    assert written == text
    assert rows == job.result["rows"] == 3
    assert PLANTED not in written
    assert client_of(Role.OFFICER).get(job.result["address"]).status_code == 404
    assert client_of(Role.ADMINISTRATOR).get(job.result["address"]).status_code == 403
    assert Line.objects.filter(action="rights.exported").count() == 1


def test_a_file_made_within_another_reach_is_not_handed_out_any_more(client_of: SignIn, small_house: House) -> None:
    from zhiquan.site.accounts.models import Account  # noqa: PLC0415 - models need Django ready

    client = client_of(Role.ENTERPRISE, party=OTHER)
    client.post("/desk/rights/file/")
    job = done(client)
    assert job.result is not None
    fetched = client.get(job.result["address"])
    assert fetched.status_code == 200
    fetched.close()
    Account.objects.filter(party=OTHER).update(party=OWN)
    assert client.get(job.result["address"]).status_code == 404


def test_oversight_takes_nothing_away(client_of: SignIn, small_house: House) -> None:
    client = client_of(Role.OVERSIGHT)
    assert client.get("/desk/rights/file/").status_code == 403
    assert client.post("/desk/rights/file/").status_code == 403


@pytest.mark.parametrize("name", ["none-such", "..", "%2e%2e%2fdesk"])
def test_a_name_nobody_made_gives_nothing(client_of: SignIn, small_house: House, name: str) -> None:
    assert client_of(Role.OFFICER).get(f"/desk/exports/{name}/").status_code == 404
