"""Files in through the browser: send, try, correct, load, mend, take back; who may, and what is refused."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from clerk import OFFICER, digest_of, do, export, send, tried
from zhiquan.site.audit.models import Line
from zhiquan.site.gate.policy import Role
from zhiquan.site.imports.correcting import mark_of
from zhiquan.site.imports.models import LOADED, REFUSED, UNDONE, Upload
from zhiquan.site.imports.telling import COUNTS
from zhiquan.site.imports.work import load_file
from zhiquan.site.jobs.models import Job
from zhiquan.site.jobs.running import Cancelled
from zhiquan.site.office.house import House

pytestmark = pytest.mark.django_db
Clients = Callable[..., Client]


def marks(rows: list[dict[str, Any]]) -> dict[str, str]:
    """The marks the page puts beside the rows to repair."""
    return {f"k{number}": mark_of(one) for number, one in enumerate(rows)}


def marks_on(page: str) -> dict[str, str]:
    """The marks of the rows on a page, as a browser sends them."""
    return dict(re.findall(r'name="(k\d+)" value="([^"]+)"', page))


def bomb() -> bytes:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("大.csv", b"0" * 400_000_000)
    return sink.getvalue()


def test_an_export_with_errors_is_tried_corrected_loaded_and_taken_back(own_house: House, client_of: Clients) -> None:
    client, before = client_of(Role.OFFICER), digest_of(own_house)
    upload = tried(send(client, "演示导出.csv", export()))
    assert upload.trial is not None
    assert {name: upload.trial[name] for name in COUNTS} == {
        "rows": 20, "loaded": 17, "merged": 0, "unchanged": 0, "unidentified": 0, "quarantined": 3,
    }  # fmt: skip
    assert digest_of(own_house) == before
    page = client.get(f"/desk/imports/{upload.id}/").content.decode()
    assert "尚未写入" in page
    assert "入库 17 行，3 行留着修" in page
    assert "2018.13.12" in page

    first = upload.trial["left_out"][0]["cells"][0]
    right = first[:-1] + upload.trial["left_out"][0]["says"]["zh"].partition("应为 ")[2][0]
    typed = marks(upload.trial["left_out"]) | {"v0": right, "v1": "2018-12-13", "all1": "yes"}
    client.post(f"/desk/imports/{upload.id}/", typed | {"wish": "correct"})
    upload = tried(Upload.objects.get(pk=upload.pk))
    assert upload.trial is not None
    assert upload.trial["repair"]["rows"] == 3
    assert upload.trial["repair"]["still"] == {}
    assert "入库 20 行" in client.get(f"/desk/imports/{upload.id}/").content.decode()

    response = client.post(f"/desk/imports/{upload.id}/", {"wish": "load"})
    job = Job.objects.get(pk=response.headers["Location"].rstrip("/").rpartition("/")[2])
    assert do(job) == {"address": f"/desk/batches/{Upload.objects.get(pk=upload.pk).batch}/"}
    upload = Upload.objects.get(pk=upload.pk)
    assert upload.state == LOADED
    assert upload.outcome is not None
    assert upload.outcome["loaded"] + upload.outcome["repair"]["loaded"] == 20
    told = client.get(f"/desk/batches/{upload.batch}/").content.decode()
    assert "这些行已随修复批次入库" in told
    assert upload.repair_batch in told
    assert Line.objects.filter(action="import.loaded", subject=upload.batch).count() == 1

    assert "17" in client.get(f"/desk/batches/{upload.batch}/undo/").content.decode()
    assert client.post(f"/desk/batches/{upload.batch}/undo/", {}).status_code == 200  # not sure: nothing happens
    for batch in (upload.batch, upload.repair_batch):
        client.post(f"/desk/batches/{batch}/undo/", {"sure": "yes"})
        do(Job.objects.filter(kind="import.undo").order_by("-made_at")[0])
        assert Line.objects.filter(action="import.undone", subject=batch).count() == 1
    assert Upload.objects.get(pk=upload.pk).state == UNDONE
    assert digest_of(own_house) == before
    assert client.get(f"/desk/batches/{upload.batch}/").status_code == 404


def test_rows_left_out_are_mended_on_the_page_of_the_batch(own_house: House, client_of: Clients) -> None:
    client = client_of(Role.OFFICER)
    upload = tried(send(client, "演示导出.csv", export(first=9100)))
    client.post(f"/desk/imports/{upload.id}/", {"wish": "load"})
    do(Job.objects.get(pk=Upload.objects.get(pk=upload.pk).job))
    batch = Upload.objects.get(pk=upload.pk).batch
    page = client.get(f"/desk/batches/{batch}/").content.decode()
    assert "未装载 3 行" in page
    assert client.post(f"/desk/batches/{batch}/mend/", {"v0": " "}).status_code == 422
    seen = marks_on(page)
    response = client.post(f"/desk/batches/{batch}/mend/", seen | {"v1": "2018-12-13", "all1": "yes"})
    mending = tried(Upload.objects.get(pk=response.headers["Location"].rstrip("/").rpartition("/")[2]))
    assert mending.repairs == batch
    assert mending.trial is not None
    assert (mending.trial["rows"], mending.trial["loaded"], mending.trial["quarantined"]) == (2, 2, 0)
    client.post(f"/desk/imports/{mending.id}/", {"wish": "load"})
    do(Job.objects.get(pk=Upload.objects.get(pk=mending.pk).job))
    page = client.get(f"/desk/batches/{batch}/").content.decode()
    assert "要修的行里，2 行已改好另行入库" in page
    assert len(marks_on(page)) == 1
    late = client.post(f"/desk/batches/{batch}/mend/", seen | {"v1": "2018-12-14"}, follow=True).content.decode()
    assert "没有用上" in late  # a page opened before the colleague's repair
    assert "2018-12-14" in late
    assert Upload.objects.filter(repairs=batch).count() == 1
    mine = client.get(f"/desk/batches/{batch}/repair.xlsx")
    assert mine.headers["Content-Disposition"].startswith("attachment")


def test_a_stopped_or_repeated_load_leaves_the_register_whole(own_house: House, client_of: Clients) -> None:
    client, before = client_of(Role.OFFICER), digest_of(own_house)
    upload = tried(send(client, "演示导出.csv", export(first=9200)))

    def stop(stage: str, done: int, total: int = 0) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        load_file({"upload": upload.id}, OFFICER, stop)
    assert digest_of(own_house) == before
    assert Upload.objects.get(pk=upload.pk).state == "tried"
    client.post(f"/desk/imports/{upload.id}/", {"wish": "load"})
    job = Job.objects.get(pk=Upload.objects.get(pk=upload.pk).job)
    do(job)
    after = digest_of(own_house)
    do(job)  # the worker was killed after it had written
    assert digest_of(own_house) == after
    assert Line.objects.filter(action="import.loaded").count() == 1


def test_the_same_content_again_is_told_and_not_offered_to_load(own_house: House, client_of: Clients) -> None:
    client = client_of(Role.OFFICER)
    upload = tried(send(client, "一.csv", export(first=9300)))
    client.post(f"/desk/imports/{upload.id}/", {"wish": "load"})
    do(Job.objects.get(pk=Upload.objects.get(pk=upload.pk).job))
    again = tried(send(client, "二.csv", export(first=9300)))
    page = client.get(f"/desk/imports/{again.id}/").content.decode()
    assert "同样的内容已入库" in page
    assert 'value="load"' not in page


def test_a_changed_column_is_tried_anew_kept_and_used_for_the_next_file(own_house: House, client_of: Clients) -> None:
    client = client_of(Role.OFFICER)
    upload = tried(send(client, "一.csv", export(first=9400)))
    assert upload.trial is not None
    place = next(n for n, one in enumerate(upload.trial["columns"]) if one["source"] == "地址")
    client.post(f"/desk/imports/{upload.id}/", {"wish": "columns", f"m{place}": ""})
    upload = tried(Upload.objects.get(pk=upload.pk))
    assert upload.trial is not None
    assert upload.trial["columns"][place]["field"] == ""
    client.post(f"/desk/imports/{upload.id}/", {"wish": "keep", "mapping": "不要地址"})
    other = tried(send(client, "二.csv", export(first=9500)))
    assert other.mapping_name == "不要地址"
    assert other.trial is not None
    assert other.trial["columns"][place]["field"] == ""


def test_options_are_settled_and_a_wrong_day_is_told_beside_its_field(own_house: House, client_of: Clients) -> None:
    client = client_of(Role.OFFICER)
    upload = tried(send(client, "一.csv", export(first=9600)))
    said = {"wish": "options", "as_of": "2026-09-30", "authority": "office", "tool": "", "kept": "", "note": "三季度"}
    assert client.post(f"/desk/imports/{upload.id}/", said | {"as_of": "三十号"}).status_code == 422
    assert client.post(f"/desk/imports/{upload.id}/", said).status_code == 302
    settled = Upload.objects.get(pk=upload.pk)
    assert (settled.as_of.isoformat() if settled.as_of else "", settled.authority) == ("2026-09-30", "office")
    assert client.post(f"/desk/imports/{upload.id}/", {"wish": "load"}).status_code == 409  # a trial run is waiting


def test_a_zip_bomb_is_refused_in_words_and_nothing_is_loaded(own_house: House, client_of: Clients) -> None:
    client, before = client_of(Role.OFFICER), digest_of(own_house)
    upload = tried(send(client, "演示.zip", bomb()))
    assert upload.state == REFUSED
    page = client.get(f"/desk/imports/{upload.id}/").content.decode()
    assert "这个文件不能导入" in page
    assert "怎么办：" in page
    assert 'value="load"' not in page
    assert client.post(f"/desk/imports/{upload.id}/", {"wish": "load"}).status_code == 409
    assert digest_of(own_house) == before


def test_a_program_is_refused_at_the_door(demo_house: House, client_of: Clients) -> None:
    client = client_of(Role.OFFICER)
    sent = {"file": SimpleUploadedFile("演示.xlsx", b"MZ\x90\x00" + b"\0" * 80)}
    response = client.post("/desk/imports/", sent)
    assert response.status_code == 422
    assert "程序文件" in response.content.decode()
    assert not Upload.objects.exists()


def test_of_several_files_each_has_its_own_row_and_trial(own_house: House, client_of: Clients) -> None:
    client = client_of(Role.OFFICER)
    files = [SimpleUploadedFile("演示一.csv", export(rows=5)), SimpleUploadedFile("演示二.csv", export(rows=8))]
    response = client.post("/desk/imports/", {"file": files})
    assert response.headers["Location"] == "/desk/imports/"
    uploads = {one.name: one for one in Upload.objects.all()}
    assert set(uploads) == {"演示一.csv", "演示二.csv"}
    assert len({one.job for one in uploads.values()}) == 2
    for one in uploads.values():
        tried(one)
    page = client.get("/desk/imports/").content.decode()
    assert "收下 2 个文件" in page
    for name, rows in (("演示一.csv", 5), ("演示二.csv", 8)):
        row = page.partition(f"/desk/imports/{uploads[name].id}/")[2].partition("</li>")[0]
        assert "incoPat 状态用语" in row
        assert f"共 {rows} 行 · 8 列" in row
        assert f"共 {rows} 行" in client.get(f"/desk/imports/{uploads[name].id}/").content.decode()


def test_a_file_that_is_refused_is_named_and_stops_no_other(
    own_house: House, client_of: Clients, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "UPLOAD_LIMIT", 1024**2)
    client = client_of(Role.OFFICER)
    files = [
        SimpleUploadedFile("太大.csv", b"x" * (1024**2 + 1)),
        SimpleUploadedFile("演示程序.xlsx", b"MZ" + b"0" * 100),
        SimpleUploadedFile("空的.csv", b""),
        SimpleUploadedFile("演示好的.csv", export(rows=5)),
    ]
    response = client.post("/desk/imports/", {"file": files})
    assert response.status_code == 200  # some were taken
    page = response.content.decode()
    refused = page.partition('role="alert"')[2].partition("</ul>")[0]
    for name in ("太大.csv", "演示程序.xlsx", "空的.csv"):
        assert name in refused
    assert "1 MB" in refused
    (upload,) = Upload.objects.all()
    taken = page.partition('zq-notice is-good"')[2].partition("</ul>")[0]
    assert f"/desk/imports/{upload.id}/" in taken
    assert "演示好的.csv" in taken
    trial = tried(upload).trial
    assert trial is not None
    assert trial["rows"] == 5


def test_a_dropped_file_leaves_neither_entry_nor_bytes(
    own_house: House, client_of: Clients, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    client = client_of(Role.OFFICER)
    upload = tried(send(client, "一.csv", export(first=9700)))
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined] # a context manager
        client.post(f"/desk/imports/{upload.id}/", {"wish": "discard"})
    assert client.get(f"/desk/imports/{upload.id}/").status_code == 404
    assert not (own_house.place.uploads / upload.sha256).exists()


ADDRESSES = ["/desk/imports/", "/desk/imports/templates/", "/desk/imports/templates/trademark.xlsx"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_officers_may_import_analysts_may_not_and_the_public_signs_in(
    demo_house: House, client_of: Clients, address: str
) -> None:
    assert client_of(Role.OFFICER).get(address).status_code == 200
    assert client_of(Role.ANALYST).get(address).status_code == 403
    response = Client().get(address)
    assert response.status_code == 302
    assert "/sign-in/" in response.headers["Location"]


def test_batches_are_read_by_oversight_and_taken_back_by_officers_only(demo_house: House, client_of: Clients) -> None:
    client = client_of(Role.OVERSIGHT)
    page = client.get("/desk/batches/").content.decode()
    assert "演示-长寿区有效专利清单.xlsx" in page
    with demo_house.reader() as reader:
        rows = reader.records(f"SELECT batch FROM {reader.from_('batches')} ORDER BY batch LIMIT 1")
    batch = rows[0]["batch"]
    page = client.get(f"/desk/batches/{batch}/").content.decode()
    assert "撤回这一批" not in page
    assert client.get(f"/desk/batches/{batch}/undo/").status_code == 403
    assert client.get(f"/desk/batches/{batch}/repair.xlsx").status_code == 403
    assert client_of(Role.ENTERPRISE).get(f"/desk/batches/{batch}/").status_code == 403


def test_pages_ask_the_desk_at_most_twelve_questions(
    own_house: House, client_of: Clients, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    client = client_of(Role.OFFICER)
    upload = tried(send(client, "一.csv", export(first=9800)))
    for address in ("/desk/imports/", f"/desk/imports/{upload.id}/", "/desk/batches/"):
        with django_assert_max_num_queries(12):  # type: ignore[attr-defined] # a context manager
            assert client.get(address).status_code == 200


def test_a_page_number_out_of_range_shows_the_nearest_page(demo_house: House, client_of: Clients) -> None:
    client = client_of(Role.OFFICER)
    for page in ("2", "0", "-1", "x", "9" * 30, "9" * 5000):
        for address in ("/desk/batches/", "/desk/review/decided/"):
            assert client.get(address, {"page": page}).status_code == 200, (page[:9], address)
