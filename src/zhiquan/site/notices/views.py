"""The page on which somebody switches letters on and off (邮件提醒页面)."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from zhiquan.basics.errors import BadInput, NotAllowed
from zhiquan.site.accounts.models import Account
from zhiquan.site.gate.visitor import Visitor, visitor_of
from zhiquan.site.notices import actions
from zhiquan.site.notices.forms import NoticesForm
from zhiquan.site.notices.kinds import KINDS, kinds_for
from zhiquan.site.notices.models import Subscription
from zhiquan.site.notices.queries import own_subscription
from zhiquan.site.notices.sending import mail


@never_cache
@sensitive_post_parameters("address", "code")
@require_http_methods(["GET", "POST"])
def own_notices(request: HttpRequest) -> HttpResponse:
    """What the reader wants letters of; without a mail server nothing is offered, but what is kept can be ended."""
    visitor = visitor_of(request)
    wish = request.POST.get("wish", "")
    try:
        if wish == "off":
            actions.switch_off(by=visitor)
            messages.success(request, _("邮件提醒已关闭，地址已删除。"))
        elif wish == "again":
            actions.send_code_again(by=visitor)
            messages.success(request, _("已再发一个确认码，以前的作废。"))
        elif wish == "confirm" and not actions.confirm(request.POST.get("code", ""), by=visitor):
            return _page(request, visitor, is_wrong=True, status=422)
        elif wish == "save":
            return _save(request, visitor)
    except (BadInput, NotAllowed) as problem:
        return _page(request, visitor, problem=problem, status=problem.status)
    return redirect("own-notices") if request.method == "POST" else _page(request, visitor)


def _save(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    form = NoticesForm(request.POST, visitor=visitor)
    if not form.is_valid():
        return _page(request, visitor, form=form, status=422)
    said = form.cleaned_data
    wishes = actions.Wishes(said["address"], said["kinds"], said["days"], get_language() or "zh-hans")
    try:
        held = actions.switch_on(wishes, by=visitor)
    except (BadInput, NotAllowed) as problem:
        return _page(request, visitor, form=form, problem=problem, status=problem.status)
    messages.success(request, _("已保存。") if held.is_confirmed else _("确认码已发到您写的地址。"))
    return redirect("own-notices")


def _page(  # noqa: PLR0913 - what a page may have to say besides
    request: HttpRequest,
    visitor: Visitor,
    *,
    form: NoticesForm | None = None,
    problem: BadInput | NotAllowed | None = None,
    is_wrong: bool = False,
    status: int = 200,
) -> HttpResponse:
    held = own_subscription(visitor)
    shown = {
        "is_on": mail().is_on,
        "held": held,
        "form": form or NoticesForm(initial=_initial(held, visitor), visitor=visitor),
        "kinds": [KINDS[one] for one in kinds_for(visitor) if held and one in held.kinds],
        "problem": problem,
        "is_wrong": is_wrong,
    }
    return render(request, "notices/own.html", shown, status=status)


def _initial(held: Subscription | None, visitor: Visitor) -> dict[str, object]:
    if held is not None:
        return {"address": held.address, "kinds": held.kinds, "days": held.days}
    known = Account.objects.filter(username=visitor.account).values_list("email", flat=True).first()
    return {"address": known or "", "kinds": kinds_for(visitor)}
