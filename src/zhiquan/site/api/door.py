"""The one way an operation of the API is made: permission, shape of its answer, and what it stands on (接口操作)."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeVar, get_args

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import override
from ninja import Router
from pydantic import BaseModel

from zhiquan.basics.words import Words
from zhiquan.site.api.answers import Listed, One
from zhiquan.site.api.problems import Problem
from zhiquan.site.api.responding import Call, Stated, respond
from zhiquan.site.api.scopes import scope_with
from zhiquan.site.api.tongues import language_of
from zhiquan.site.api.who import TokenVisitor, sender_of
from zhiquan.site.gate.policy import POLICY, ROLE_WORDS, May, Role, roles_that
from zhiquan.site.gate.visitor import Visitor

Handler = Callable[..., One | Listed | HttpResponseBase]
Made = TypeVar("Made", bound=Handler)
Method = Literal["get", "post", "patch", "delete"]


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation of the API (接口操作).

    Args:
        name: its id in the description.
        method: get, post, patch or delete.
        path: below ``/api/v1``.
        needs: every permission it asks for.
        statuses: statuses it may answer with besides those every operation has.
        stated: what its answers are.
        handler: what it does.
        parameters: names its address may carry after ``?``.
    """

    name: str
    method: Method
    path: str
    needs: tuple[May, ...]
    statuses: tuple[int, ...]
    stated: Stated
    handler: Handler
    parameters: frozenset[str]

    @property
    def is_public(self) -> bool:
        """True when it needs no account."""
        return self.stated.is_public


OPERATIONS: list[Operation] = []
"""Every operation there is, in the order of the description."""

ROUTER = Router()


class Token:
    """The check before every operation: who asks, and whether they may (接口的门)."""

    openapi_type = "http"
    openapi_security_schema = {"type": "http", "scheme": "bearer", "bearerFormat": "zq_<key>_<secret>"}

    def __init__(self, needs: Sequence[May]) -> None:
        self._needs = needs

    def __call__(self, request: HttpRequest) -> Visitor:
        """The reader behind the request.

        Raises:
            Problem: nobody is signed in (401), or role or scopes do not allow it (403).
        """
        visitor = sender_of(request)
        for may in self._needs:
            if not visitor.may(may):
                raise _refusal(visitor, may)
        return visitor


def operation(  # noqa: PLR0913 - what an operation states
    method: Method,
    path: str,
    *,
    needs: May | tuple[May, ...],
    schema: str,
    tag: str,
    row: type[BaseModel] | None = None,
    shape: type[BaseModel] | None = None,
    statuses: tuple[int, ...] = (),
    success: int = 200,
    ground: Literal["register", "content", "never"] = "register",
    is_sensitive: bool = False,
    media: str = "application/json",
) -> Callable[[Made], Made]:
    """Make a function an operation of the API.

    Args:
        method: get, post, patch or delete.
        path: below ``/api/v1``, with its parameters in braces.
        needs: the permissions it asks for, all of them.
        schema: name and version of its answers, such as ``rights/1``.
        tag: the part of the description it stands in.
        row: shape of a row, of a list; it can then be had as CSV.
        shape: shape of the object; of a list, of what it says besides its rows.
        statuses: statuses it may answer with besides those every operation has.
        success: status of its answer.
        ground: what an answer depends on: the ``register`` and its definitions, so that an unchanged one is known
            without being made; its own ``content``; or ``never`` for what must not be kept.
        is_sensitive: true for reads the trail is told of, which are made anew each time.
        media: kind of content.
    """
    wanted = (needs,) if isinstance(needs, May) else needs

    def make(handler: Made) -> Made:
        signature = inspect.signature(handler, eval_str=True)
        given = list(signature.parameters.values())[1:]
        stated = Stated(
            schema, tag, row, shape, success, ground, media, is_public=_is_public(wanted), is_sensitive=is_sensitive
        )
        known = _parameters(given)
        made = Operation(handler.__name__, method, path, wanted, statuses, stated, handler, known)

        def view(request: HttpRequest, **values: Any) -> HttpResponse | HttpResponseBase:  # noqa: ANN401 - passed on
            unknown = sorted(set(request.GET) - known)
            if unknown:
                raise _unknown(unknown, known)
            visitor: Visitor = request.auth  # type: ignore[attr-defined] # set by the door
            language = language_of(request)
            call = Call(request, visitor, language, made.name)
            with override("en" if language == "en" else "zh-hans"):
                return respond(call, stated, lambda: handler(call, **values))

        first = inspect.Parameter("request", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=HttpRequest)
        view.__name__, view.__doc__, view.__module__ = handler.__name__, handler.__doc__, handler.__module__
        view.__signature__ = signature.replace(parameters=[first, *given])  # type: ignore[attr-defined] # read by inspect
        ROUTER.add_api_operation(
            path, [method.upper()], view, auth=Token(wanted), operation_id=handler.__name__, tags=[tag],
            summary=(inspect.getdoc(handler) or "").partition("\n")[0], url_name=f"api-{handler.__name__}",
        )  # fmt: skip
        OPERATIONS.append(made)
        return handler

    return make


def _is_public(needs: tuple[May, ...]) -> bool:
    return set(needs) <= POLICY[Role.PUBLIC]


def _parameters(given: Sequence[inspect.Parameter]) -> frozenset[str]:
    """Names of what an address may carry after ``?``: the fields of shapes marked as query."""
    found: set[str] = set()
    for one in given:
        parts = get_args(one.annotation)
        if len(parts) > 1 and getattr(parts[1], "_param_source", lambda: "")() == "query":
            found |= {field.alias or name for name, field in parts[0].model_fields.items()}
    return frozenset(found)


def _unknown(names: Sequence[str], known: frozenset[str]) -> Problem:
    listed = ", ".join(sorted(known)) or "-"
    return Problem(
        422,
        Words("地址里有这个操作不认识的参数", "the address carries parameters the operation does not know"),
        Words(f"可用：{listed}", f"Those it knows: {listed}"),
        fields=[(f"query.{name[:60]}", Words("没有这个参数", "is no parameter")) for name in names],
    )


def _refusal(visitor: Visitor, may: May) -> Problem:
    """Why a reader may not: nobody yet, the role, or the scopes of the token."""
    scope = scope_with(may)
    if visitor.is_public:
        return Problem(
            401,
            Words("这里要用令牌", "a token is needed here"),
            where={"scope": scope} if scope else {},
            headers={"WWW-Authenticate": 'Bearer realm="zhiquan"'},
        )
    roles = [ROLE_WORDS[role] for role in roles_that(may)]
    if isinstance(visitor, TokenVisitor) and visitor.role in roles_that(may):
        detail = Words("令牌没有这项权限", "the token does not have this scope")
        remedy = Words(f"新建一个含 {scope} 的令牌。", f"Make a token with the scope {scope}.")
    else:
        detail = Words("您的角色没有这项权限", "your role does not have this permission")
        remedy = Words(f"可用的角色：{'、'.join(one.zh for one in roles)}",
                       f"Roles that have it: {', '.join(one.en for one in roles)}")  # fmt: skip
    return Problem(403, detail, remedy, {"permission": may.value} | ({"scope": scope} if scope else {}))
