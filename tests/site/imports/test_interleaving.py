"""Two people at one file at once, and a load whose corrected rows fail after the file is in."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from clerk import OFFICER, digest_of, do, export, send, silent, tried
from zhiquan.basics.errors import BadInput, NotAllowed
from zhiquan.site.audit.models import Line
from zhiquan.site.gate.policy import Role
from zhiquan.site.imports import actions, repairing
from zhiquan.site.imports.correcting import mark_of
from zhiquan.site.imports.models import DISCARDED, LOADED, Upload
from zhiquan.site.imports.work import load_file
from zhiquan.site.jobs.models import CANCELLED, RUNNING, Job
from zhiquan.site.office.house import House

pytestmark = pytest.mark.django_db
Clients = Callable[..., Client]
OPTIONS = {"as_of": None, "authority": "office", "tool": "", "note": "三季度", "kept": ""}


def fixed(upload: Upload, **typed: str) -> dict[str, str]:
    assert upload.trial is not None
    return {f"k{number}": mark_of(row) for number, row in enumerate(upload.trial["left_out"])} | typed


def again(upload: Upload) -> Upload:
    return Upload.objects.get(pk=upload.pk)


def test_two_people_settle_different_things_and_both_stay(own_house: House, client_of: Clients) -> None:
    mine = tried(send(client_of(Role.OFFICER), "一.csv", export(first=7000)))
    theirs = again(mine)  # both pages are open
    assert actions.correct(mine, fixed(mine, v1="2018-12-13")) == ()
    tried(actions.settle_options(theirs, OPTIONS, by=OFFICER))
    found = again(mine)
    assert list(found.corrections.values()) == [{"申请日": "2018-12-13"}]
    assert (found.note, found.authority) == ("三季度", "office")


def test_a_stale_page_neither_loads_nor_drops_a_file_being_worked_on(own_house: House, client_of: Clients) -> None:
    mine = tried(send(client_of(Role.OFFICER), "一.csv", export(first=7100)))
    stale = again(mine)
    loading = actions.load(mine, by=OFFICER)
    for act in (actions.discard, actions.load, actions.try_again):
        with pytest.raises(NotAllowed, match="正在处理"):
            act(stale, by=OFFICER)
    do(Job.objects.get(pk=loading.job))
    with pytest.raises(NotAllowed, match="已入库"):
        actions.discard(stale, by=OFFICER)
    assert again(mine).state == LOADED


def test_a_repeated_job_counts_though_the_file_names_another(own_house: House, client_of: Clients) -> None:
    mine = tried(send(client_of(Role.OFFICER), "一.csv", export(first=7200)))
    first = Job.objects.get(pk=mine.job)
    again_tried = tried(actions.try_again(mine, by=OFFICER))
    Job.objects.filter(pk=first.pk).update(state=RUNNING)
    with pytest.raises(NotAllowed, match="正在处理"):
        actions.discard(again_tried, by=OFFICER)
    Job.objects.filter(pk=first.pk).update(state=CANCELLED)
    actions.discard(again_tried, by=OFFICER)
    assert again(mine).state == DISCARDED
    with pytest.raises(NotAllowed, match="已放弃"):
        load_file({"upload": mine.pk}, OFFICER, silent)


def test_a_value_without_its_row_stops_the_load_and_is_shown(own_house: House, client_of: Clients) -> None:
    client = client_of(Role.OFFICER)
    mine = tried(send(client, "一.csv", export(first=7300)))
    typed = fixed(mine, v0="演示值", v1="2018-12-13") | {"k0": "00000000:4", "wish": "load"}
    page = client.post(f"/desk/imports/{mine.id}/", typed, follow=True).content.decode()
    assert "没有用上" in page
    assert "演示值" in page
    found = again(mine)
    assert list(found.corrections.values()) == [{"申请日": "2018-12-13"}]
    assert not Job.objects.filter(kind="import.load").exists()


def test_a_file_whose_corrected_rows_fail_stays_loaded_and_is_finished_by_repeating(
    own_house: House, client_of: Clients, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = tried(send(client_of(Role.OFFICER), "一.csv", export(first=7400)))
    actions.correct(mine, fixed(mine, v1="2018-12-13", all1="yes"))
    job = Job.objects.get(pk=actions.load(mine, by=OFFICER).job)

    def full(*_: object, **__: object) -> None:
        raise BadInput("磁盘已满")

    with monkeypatch.context() as broken:
        broken.setattr(repairing, "import_file", full)
        with pytest.raises(NotAllowed, match="文件已入库，只有改好的行没有入库：磁盘已满") as told:
            do(job)
    assert told.value.remedy is not None
    found = again(mine)
    assert (found.state, found.repair_batch) == (LOADED, "")
    assert told.value.where["batch"] == found.batch
    assert Line.objects.filter(action="import.loaded", subject=found.batch).count() == 1

    do(job)
    done = again(mine)
    assert done.repair_batch
    assert done.outcome is not None
    assert done.outcome["repair"]["rows"] == 2
    assert Line.objects.filter(action="import.loaded").count() == 2
    after = digest_of(own_house)
    do(job)
    assert digest_of(own_house) == after
    assert Line.objects.filter(action="import.loaded").count() == 2
