"""Pages of accounts: sign-in, second factor, password, administration (账号页面)."""

from __future__ import annotations

from typing import Any, cast

from axes.models import AccessAttempt
from django.contrib import messages
from django.contrib.auth import login, logout, update_session_auth_hash
from django.contrib.auth.forms import PasswordChangeForm, SetPasswordForm
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from zhiquan.site.accounts import actions
from zhiquan.site.accounts.factor import is_right_code, keep_factor, new_secret, secret_picture
from zhiquan.site.accounts.forms import AccountForm, SignIn
from zhiquan.site.accounts.models import Account
from zhiquan.site.accounts.outside import is_offered
from zhiquan.site.accounts.sessions import FACTOR_DONE, OUTSIDE
from zhiquan.site.audit.actions import write_line
from zhiquan.site.gate.policy import Role
from zhiquan.site.gate.visitor import Visitor, visitor_of

_DRAFT = "factor_draft"


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponseBase:
    """User name and password; five wrong ones lock the account for a while."""
    if request.user.is_authenticated:
        return redirect("desk")
    form = SignIn(request, data=request.POST or None)
    if request.method == "POST" and form.is_valid():
        account = form.get_user()
        login(request, account)
        request.session.pop(OUTSIDE, None)
        write_line("account.signed_in", account.username, by=_as_visitor(account))
        return redirect(_onward(request))
    if request.method == "POST":
        write_line("account.refused", str(request.POST.get("username", ""))[:60], by=Visitor())
    status = 401 if request.method == "POST" else 200
    told = {"form": form, "next": request.GET.get("next", ""), "has_outside": is_offered()}
    return render(request, "accounts/sign_in.html", told, status=status)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    if request.user.is_authenticated:
        write_line("account.signed_out", request.user.get_username(), by=_as_visitor(_account(request)))
    logout(request)
    return redirect("portal")


@never_cache
@require_http_methods(["GET", "POST"])
def factor(request: HttpRequest) -> HttpResponse:
    """The time code after the password."""
    if not request.user.is_authenticated:
        return redirect("sign-in")
    account = _account(request)
    if not account.has_second_factor:
        return redirect("factor-set-up")
    if request.method == "POST":
        if is_right_code(account, request.POST.get("code", ""), at=timezone.now()):
            request.session[FACTOR_DONE] = True
            request.session.cycle_key()
            return redirect("desk")
        write_line("account.code_refused", account.username, by=_as_visitor(account))
        return render(request, "accounts/factor.html", {"is_wrong": True}, status=401)
    return render(request, "accounts/factor.html")


@never_cache
@require_http_methods(["GET", "POST"])
def factor_set_up(request: HttpRequest) -> HttpResponse:
    """Show the secret of a new time code, and take its first code."""
    if not request.user.is_authenticated:
        return redirect("sign-in")
    account = _account(request)
    if account.has_second_factor and not request.session.get(FACTOR_DONE):
        return redirect("factor")
    secret = request.session.setdefault(_DRAFT, new_secret())
    is_wrong = False
    if request.method == "POST":
        present = not account.has_second_factor or is_right_code(
            account, request.POST.get("present", ""), at=timezone.now()
        )
        if present and is_right_code(account, request.POST.get("code", ""), at=timezone.now(), secret=secret):
            keep_factor(account, secret, at=timezone.now())
            write_line("account.factor_set", account.username, by=_as_visitor(account))
            del request.session[_DRAFT]
            request.session[FACTOR_DONE] = True
            request.session.cycle_key()
            messages.success(request, _("动态口令已启用。"))
            return redirect("desk")
        is_wrong = True
    told = {
        "secret": secret,
        "picture": secret_picture(account, secret),
        "is_wrong": is_wrong,
        "has_present": account.has_second_factor,
    }
    return render(request, "accounts/factor_set_up.html", told, status=401 if is_wrong else 200)


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """A person's own new password."""
    if not request.user.is_authenticated:
        return redirect("sign-in")
    account = _account(request)
    kind = SetPasswordForm if account.must_change_password else PasswordChangeForm
    form: SetPasswordForm[Account] = kind(account, request.POST or None)
    labels = {"old_password": _("现在的口令"), "new_password1": _("新口令"), "new_password2": _("再输一次")}
    for name, field in form.fields.items():
        known = "current-password" if name == "old_password" else "new-password"
        field.widget.attrs.update({"class": "zq-input", "autocomplete": known})
        field.label, field.help_text = labels[name], ""
    if request.method == "POST" and form.is_valid():
        actions.change_own_password(account, form.cleaned_data["new_password1"], by=_as_visitor(account))
        update_session_auth_hash(request, account)
        messages.success(request, _("口令已更换，其他地方的登录已失效。"))
        return redirect("own-account")
    return render(request, "accounts/password.html", {"form": form})


@require_http_methods(["GET"])
def own_account(request: HttpRequest) -> HttpResponse:
    """What the account is, and its protection."""
    return render(request, "accounts/own.html", {"account": _account(request)})


@require_http_methods(["GET"])
def account_list(request: HttpRequest) -> HttpResponse:
    """All accounts, with those that are locked."""
    locked = set(AccessAttempt.objects.filter(failures_since_start__gte=5).values_list("username", flat=True))
    return render(request, "accounts/list.html", {"accounts": Account.objects.all(), "locked": locked})


@require_http_methods(["GET", "POST"])
def account_new(request: HttpRequest) -> HttpResponse:
    """A new account; its first password is shown once."""
    form = AccountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = actions.first_password()
        account = actions.save_account(form.save(commit=False), by=visitor_of(request), password=made)
        return render(request, "accounts/handed_over.html", {"account": account, "password": made})
    return render(request, "accounts/edit.html", {"form": form})


@require_http_methods(["GET", "POST"])
def account_edit(request: HttpRequest, username: str) -> HttpResponse:
    """Change, close, unlock an account; a new first password; drop a lost second factor."""
    account = get_object_or_404(Account, username=username)
    by = visitor_of(request)
    wish = request.POST.get("wish", "")
    if wish == "password":
        made = actions.give_new_password(account, by=by)
        return render(request, "accounts/handed_over.html", {"account": account, "password": made})
    if wish in {"unlock", "factor"}:
        (actions.unlock if wish == "unlock" else actions.drop_factor)(account, by=by)
        messages.success(request, _("已办理。"))
        return redirect("account", username=username)
    form = AccountForm(request.POST or None, instance=account)
    if request.method == "POST" and form.is_valid():
        actions.save_account(form.save(commit=False), by=by)
        messages.success(request, _("已保存。"))
        return redirect("accounts")
    return render(request, "accounts/edit.html", {"form": form, "account": account})


def _account(request: HttpRequest) -> Account:
    return cast("Account", request.user)


def _as_visitor(account: Account) -> Visitor:
    return Visitor(Role(account.role), account.username, account.name)


def home_of(account: Account) -> str:
    """Name of the address where an account begins: an enterprise at its own page, everybody else at the desk."""
    return "own-party" if account.role == Role.ENTERPRISE and account.party else "desk"


def _onward(request: HttpRequest) -> Any:  # noqa: ANN401 - an address or its name
    wanted = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if wanted and is_ours else home_of(_account(request))
