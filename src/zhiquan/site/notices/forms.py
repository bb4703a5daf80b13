"""The form in which somebody asks for letters (邮件提醒表单)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from zhiquan.site.gate.visitor import Visitor
from zhiquan.site.notices.kinds import KINDS, kinds_for
from zhiquan.site.shell.speech import lazy_words

_DAYS = ((3, _("3 天")), (7, _("7 天")), (14, _("14 天")), (30, _("30 天")))


class NoticesForm(forms.Form):
    """Address, kinds and days ahead (邮件提醒)."""

    address = forms.EmailField(label=_("收信地址"), max_length=254)
    kinds = forms.MultipleChoiceField(label=_("提醒什么"), widget=forms.CheckboxSelectMultiple)
    days = forms.TypedChoiceField(label=_("期限提前多少天"), choices=_DAYS, coerce=int, initial=14)

    def __init__(self, *args: Any, visitor: Visitor, **kwargs: Any) -> None:  # noqa: ANN401 - Django's interface
        super().__init__(*args, **kwargs)
        self.fields["kinds"].choices = [(one, lazy_words(KINDS[one])) for one in kinds_for(visitor)]  # type: ignore[attr-defined] # a choice field
        for name in ("address", "days"):
            self.fields[name].widget.attrs["class"] = "zq-input"
        self.fields["address"].widget.attrs["autocomplete"] = "email"
