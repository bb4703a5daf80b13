"""Forms of accounts (账号表单)."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.utils.translation import gettext_lazy as _

from zhiquan.site.accounts.models import ACCOUNT_ROLES, Account
from zhiquan.site.gate.policy import ROLE_WORDS
from zhiquan.site.shell.speech import lazy_words


class SignIn(AuthenticationForm):
    """User name and password (登录)."""

    error_messages = {
        "invalid_login": _("账号或口令不对。连续五次不对会锁定十五分钟。"),
        "inactive": _("这个账号已停用，请联系管理员。"),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's interface
        super().__init__(*args, **kwargs)
        self.fields["username"].label = _("账号")
        self.fields["password"].label = _("口令")
        for name, kind in (("username", "username"), ("password", "current-password")):
            self.fields[name].widget.attrs.update({"class": "zq-input", "autocomplete": kind})


class AccountForm(forms.ModelForm[Account]):
    """What an administrator states about an account (账号信息)."""

    class Meta:
        model = Account
        fields = ("username", "name", "role", "section", "unit", "town", "party", "email", "is_active")
        labels = {
            "username": _("账号"),
            "name": _("姓名"),
            "role": _("角色"),
            "section": _("科室"),
            "unit": _("单位编号"),
            "town": _("镇街代码"),
            "party": _("主体编号"),
            "email": _("邮箱"),
            "is_active": _("启用"),
        }
        help_texts = {
            "unit": _("镇街或部门账号：组织架构里的单位编号，决定看得到哪些任务。"),
            "town": _("镇街账号：九位镇街代码，决定看得到哪些权利。"),
            "party": _("企业账号：登记册里的主体编号，例如 party:91…。"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's interface
        super().__init__(*args, **kwargs)
        self.fields["username"].disabled = bool(self.instance.pk)
        role = self.fields["role"]
        role.choices = [(one.value, lazy_words(ROLE_WORDS[one])) for one in ACCOUNT_ROLES]  # type: ignore[attr-defined] # a choice field
        for field in self.fields.values():
            if not isinstance(field, forms.BooleanField):
                field.widget.attrs["class"] = "zq-input"

    def clean_username(self) -> str:
        """Small letters, digits and a few signs; never changed once the account exists."""
        if self.instance.pk:
            return self.instance.username
        typed = str(self.cleaned_data["username"]).lower()
        if not re.fullmatch(r"[a-z0-9][a-z0-9._@-]{1,59}", typed):
            raise forms.ValidationError(_("账号用小写字母、数字和 . _ @ -，至少两个字符。"))
        return typed

    def clean_town(self) -> str:
        """A town's whole code: a part of one would open every town that begins so."""
        typed = str(self.cleaned_data["town"])
        if typed and not re.fullmatch(r"[1-9][0-9]{8}", typed):
            raise forms.ValidationError(_("镇街代码是九位数字。"))
        return typed

    def clean(self) -> dict[str, Any]:
        """An enterprise needs its party, a unit its unit or town."""
        found: dict[str, Any] = super().clean() or {}
        if found.get("role") == "enterprise" and not found.get("party"):
            self.add_error("party", _("企业账号要填主体编号。"))
        if found.get("role") == "unit" and not (found.get("unit") or found.get("town")):
            self.add_error("unit", _("镇街或部门账号要填单位编号或镇街代码。"))
        return found
