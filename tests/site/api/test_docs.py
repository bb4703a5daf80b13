"""The reference page, the description, and the programs of docs/api.md against a served office."""

from __future__ import annotations

import contextlib
import io
import re
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from django.core.wsgi import get_wsgi_application
from django.db import connections
from django.test import Client

from factory import application
from zhiquan.site.api.door import OPERATIONS
from zhiquan.site.api.problems import TITLES
from zhiquan.site.api.reference import PART_WORDS
from zhiquan.site.api.scopes import SCOPES
from zhiquan.site.api.summaries import SUMMARIES
from zhiquan.site.gate.policy import Role
from zhiquan.site.jobs.worker import work
from zhiquan.site.office.house import House

DOC = Path(__file__).parents[3] / "docs" / "api.md"
CONTENT = f"申请号,发明名称,申请日,申请人\n{application(8888)},演示文档导入,2024-03-01,演示接口有限公司\n".encode()


@pytest.mark.django_db
@pytest.mark.parametrize("begin", ["", "/en"])
def test_the_page_names_every_operation_scope_and_problem(published_house: House, begin: str) -> None:
    page = Client().get(f"{begin}/api/v1/docs/")
    told = page.content.decode()
    assert page.status_code == 200
    for one in OPERATIONS:
        assert f'id="{one.name}"' in told
    for name in SCOPES:
        assert f"<code>{name}</code>" in told
    for name, _ in TITLES.values():
        assert f'id="problem-{name}"' in told
    assert not re.search(r'(src|href)="(https?:)?//', told)  # nothing from elsewhere


@pytest.mark.django_db
def test_the_page_is_linked_from_data_and_methods_and_the_foot(published_house: House) -> None:
    assert Client().get("/data/").content.decode().count('href="/api/v1/docs/"') >= 2


def test_every_operation_is_told_in_chinese_and_in_a_part_of_the_page() -> None:
    assert set(SUMMARIES) == {one.name for one in OPERATIONS}
    assert {one.stated.tag for one in OPERATIONS} == set(PART_WORDS)


def test_the_document_names_every_scope() -> None:
    told = DOC.read_text("utf-8")
    assert all(f"`{name}`" in told for name in SCOPES)


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as the class has it
        """Say nothing."""


def _serve(served: WSGIServer) -> None:
    """Answer until told to stop; Django keeps a connection for each thread, which the thread must end."""
    try:
        served.serve_forever()
    finally:
        connections.close_all()


@pytest.fixture
def server(transactional_db: None) -> Iterator[str]:
    """The site over HTTP in a thread of its own."""
    del transactional_db
    with make_server("127.0.0.1", 0, get_wsgi_application(), handler_class=_Quiet) as served:
        thread = threading.Thread(target=_serve, args=(served,), daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{served.server_port}"
        served.shutdown()
        thread.join()


def programs() -> list[str]:
    return re.findall(r"```python\n(.*?)```", DOC.read_text("utf-8"), re.DOTALL)


def test_the_programs_of_the_document_do_what_it_says(
    own_published: House, server: str, token_of: Callable[..., str]
) -> None:
    token = token_of(Role.OFFICER).removeprefix("Bearer ")
    names: dict[str, object] = {"SERVER": server, "TOKEN": token, "CONTENT": CONTENT}
    said = io.StringIO()
    parts = programs()
    assert len(parts) == 4
    parts[3] = parts[3].replace("time.sleep(1)", "WORK()")
    names["WORK"] = lambda: work(queues=["default"], once=True)
    with contextlib.redirect_stdout(said):
        for part in parts:
            exec(compile(part, "docs/api.md", "exec"), names)
    lines = said.getvalue().splitlines()
    value, _, numerator = lines[0].split()[:3]
    assert float(value) > 0
    assert re.fullmatch(r"patent:\S+ .+ [0-9a-f]{12}", lines[1])
    assert lines[2] == f"{numerator} rows"
    assert re.fullmatch(r"\d+ True", lines[3])
    assert re.fullmatch(r"[1-9]\d* 必须含“装置”或含“方法”", lines[4])
    assert lines[5] == "tried 1 rows, 0 left out"
    assert lines[6] == "done"
    assert re.fullmatch(r"b\S+", lines[7])
