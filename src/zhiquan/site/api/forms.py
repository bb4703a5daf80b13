"""The form of a new token (令牌表单)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from zhiquan.site.api.scopes import scopes_for
from zhiquan.site.gate.policy import Role
from zhiquan.site.shell.speech import lazy_words

_DAYS = ((30, _("30 天")), (90, _("90 天")), (180, _("180 天")), (365, _("365 天")))


class TokenForm(forms.Form):
    """What a new token is for (新令牌)."""

    name = forms.CharField(
        label=_("用途"), max_length=60, help_text=_("写明哪台机器、哪个程序用，例如“大屏每日取数”。")
    )
    scopes = forms.MultipleChoiceField(label=_("权限"), widget=forms.CheckboxSelectMultiple)
    days = forms.TypedChoiceField(label=_("有效期"), choices=_DAYS, coerce=int, initial=90)

    def __init__(self, *args: Any, role: Role, **kwargs: Any) -> None:  # noqa: ANN401 - Django's interface
        super().__init__(*args, **kwargs)
        scopes = self.fields["scopes"]
        scopes.choices = [(one.name, lazy_words(one.label)) for one in scopes_for(role)]  # type: ignore[attr-defined] # a choice field
        for name in ("name", "days"):
            self.fields[name].widget.attrs["class"] = "zq-input"
