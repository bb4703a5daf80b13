"""Forms of the plan's pages (规划表单)."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

_NUMBER = {"class": "zq-input", "inputmode": "decimal"}


class SupposeForm(forms.Form):
    """What to suppose for a forecast (假设)."""

    population = forms.DecimalField(
        label=_("分母改为"), min_value=1, max_digits=15, required=False, widget=forms.NumberInput(_NUMBER)
    )
    renewal = forms.DecimalField(
        label=_("按时缴费比例（%）"), min_value=0, max_value=100, required=False, widget=forms.NumberInput(_NUMBER)
    )
    grants = forms.DecimalField(
        label=_("授权可能性乘以"), min_value=0, max_value=100, required=False, widget=forms.NumberInput(_NUMBER)
    )
    filings = forms.DecimalField(
        label=_("新申请量乘以"), min_value=0, max_value=100, required=False, widget=forms.NumberInput(_NUMBER)
    )

    @property
    def is_asked(self) -> bool:
        """True when something was supposed at all."""
        return self.is_bound and any(self.data.get(name) for name in self.fields)
