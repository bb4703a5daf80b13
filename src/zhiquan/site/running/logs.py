"""Log lines: for people, or one JSON object a line for machines; neither names a person (日志)."""

from __future__ import annotations

import logging
from contextvars import ContextVar
from typing import Any

from django.http import HttpRequest

from zhiquan.site.running.routes import route_of

REQUEST = ContextVar("zhiquan_request", default="-")
"""Id of the request at work in this thread."""
ACCESS = "zhiquan.access"


class WithRequest(logging.Filter):
    """Writes the id of the request at work into every line."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Add the id; every line passes."""
        if not hasattr(record, "request_id"):
            record.request_id = REQUEST.get()
        return True


class WithoutAddress(logging.Filter):
    """Writes the name of the page where a line about a request has its address, in the message and in a trace.

    The address of a calendar feed is a secret, and others name a person or a firm.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Put the name in; every line passes, and the request itself goes no further."""
        request = record.__dict__.pop("request", None)
        if isinstance(request, HttpRequest):
            record.msg, record.args = _without_address(record.getMessage(), request), ()
            if record.exc_info:
                told = logging.Formatter().formatException(record.exc_info)
                record.exc_text, record.exc_info = _without_address(told, request), None
        return True


def _without_address(text: str, request: HttpRequest) -> str:
    known = {request.get_full_path(), request.path, request.path_info} - {"", "/", "/en/"}
    for address in sorted(known, key=len, reverse=True):
        text = text.replace(address, route_of(request))
    return text


def logging_settings(form: str) -> dict[str, Any]:
    """Django's ``LOGGING`` for the setting ``ZHIQUAN_LOG``.

    Args:
        form: ``plain``: warnings and errors as text; ``json``: these and one line for each request, as JSON.
    """
    is_json = form == "json"
    formatters: dict[str, Any] = {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(request_id)s %(message)s"}}
    if is_json:
        formatters["json"] = {
            "()": "pythonjsonlogger.json.JsonFormatter",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s %(request_id)s",
            "rename_fields": {"asctime": "time", "levelname": "level", "name": "logger", "request_id": "request"},
            "datefmt": "%Y-%m-%dT%H:%M:%S%z",
            "json_ensure_ascii": False,
        }
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {
            "request": {"()": "zhiquan.site.running.logs.WithRequest"},
            "address": {"()": "zhiquan.site.running.logs.WithoutAddress"},
        },
        "formatters": formatters,
        "handlers": {
            "stderr": {
                "class": "logging.StreamHandler",
                "formatter": "json" if is_json else "plain",
                "filters": ["request", "address"],
            }
        },
        "root": {"handlers": ["stderr"], "level": "WARNING"},
        "loggers": {
            "django.request": {"level": "ERROR"},
            "axes": {"level": "ERROR"},
            "django_tasks": {"level": "WARNING"},
            ACCESS: {"level": "INFO" if is_json else "WARNING"},
        },
    }
