"""The API put together: its operations, its failures, its description (接口装配)."""

from __future__ import annotations

import logging
import secrets
from functools import lru_cache
from typing import Any

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from zhiquan import __version__
from zhiquan.basics.errors import ZhiquanError
from zhiquan.basics.words import Words
from zhiquan.site.api import (  # importing an operation makes it
    loads,
    open_data,
    parties,
    plan,
    published,
    published_register,
    questions,
    record_lists,
    rights,
    running,
    saved_searches,
    searching,
    work,
)
from zhiquan.site.api.describing import described
from zhiquan.site.api.door import ROUTER
from zhiquan.site.api.problems import Problem, of_error, of_fields, of_status
from zhiquan.site.api.tongues import language_of

NAMESPACE = "api-1"
ROOMS = (
    published, published_register, open_data, plan, work, searching, saved_searches, record_lists, rights, parties,
    loads, questions, running,
)  # fmt: skip
"""The modules with operations."""

_log = logging.getLogger(__name__)

API = NinjaAPI(
    title="zhiquan 知权", version=__version__, urls_namespace=NAMESPACE, docs_url=None, openapi_url=None,
)  # fmt: skip
API.add_router("", ROUTER)


@lru_cache(maxsize=1)
def description() -> dict[str, Any]:
    """The OpenAPI description of every operation."""
    return described(API.get_openapi_schema(path_prefix=""))


@API.exception_handler(Problem)
def _problem(request: HttpRequest, problem: Problem) -> HttpResponse:
    return problem.answer(language_of(request))


@API.exception_handler(ZhiquanError)
def _own_error(request: HttpRequest, error: ZhiquanError) -> HttpResponse:
    if error.status >= 500:
        _log.error("%s %s: %s", request.method, request.path, error, extra={"request": request})
    return of_error(error).answer(language_of(request))


@API.exception_handler(ValidationError)
def _bad_fields(request: HttpRequest, error: ValidationError) -> HttpResponse:
    return of_fields(error.errors).answer(language_of(request))


@API.exception_handler(Http404)
def _missing(request: HttpRequest, error: Http404) -> HttpResponse:
    del error
    return of_status(404).answer(language_of(request))


@API.exception_handler(HttpError)
def _http_error(request: HttpRequest, error: HttpError) -> HttpResponse:
    return of_status(error.status_code).answer(language_of(request))


@API.exception_handler(RequestDataTooBig)
@API.exception_handler(TooManyFieldsSent)
def _too_large(request: HttpRequest, error: Exception) -> HttpResponse:
    del error
    return of_status(413).answer(language_of(request))


@API.exception_handler(Exception)
def _mistake(request: HttpRequest, error: Exception) -> HttpResponse:
    number = secrets.token_hex(4)
    told = {"request": request}
    _log.exception("error %s at %s %s", number, request.method, request.path, exc_info=error, extra=told)
    said = Words("系统出错，请把编号告诉管理员", "a mistake of ours; please give the administrator the number")
    return Problem(500, said, where={"number": number}).answer(language_of(request))
