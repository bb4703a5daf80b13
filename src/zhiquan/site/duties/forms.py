"""Forms of meetings and their decisions (会议表单)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from zhiquan.site.duties.recording import Meeting, Told

MOST = 12
"""Decisions one form takes."""


class MeetingForm(forms.Form):
    """Number, day, name and chair of a meeting (会议)."""

    number = forms.CharField(label=_("会议或纪要编号"), max_length=80)
    held_on = forms.DateField(label=_("会议日期"), widget=forms.DateInput(attrs={"type": "date"}))
    title = forms.CharField(label=_("会议名称"), max_length=120, required=False)
    chair = forms.CharField(label=_("主持（写职务）"), max_length=60, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's interface
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs["class"] = "zq-input"


class DecisionForm(forms.Form):
    """One decision (议定事项)."""

    text = forms.CharField(label=_("议定内容"), max_length=400, widget=forms.Textarea(attrs={"rows": 2}))
    unit = forms.ChoiceField(label=_("责任单位"))
    due_on = forms.DateField(label=_("完成时限"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    clause = forms.ChoiceField(label=_("规划条款"), required=False)

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - Django's interface
        units: Sequence[str] = (),
        clauses: Sequence[tuple[str, str]] = (),
        **kwargs: Any,  # noqa: ANN401 - Django's interface
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].choices = [("", "—"), *((name, name) for name in units)]  # type: ignore[attr-defined] # a choice field
        self.fields["clause"].choices = [("", "—"), *clauses]  # type: ignore[attr-defined] # a choice field
        for name, field in self.fields.items():
            field.widget.attrs["class"] = "zq-input"
            if name in {"unit", "clause"}:
                field.widget.attrs["lang"] = "zh-Hans"


def decision_forms(
    given: Mapping[str, Any] | None, *, units: Sequence[str], clauses: Sequence[tuple[str, str]], count: int
) -> list[DecisionForm]:
    """Forms for so many decisions; of those sent in the ones somebody wrote something into, at least one."""
    if given is None:
        return [
            DecisionForm(prefix=f"d{place}", units=units, clauses=clauses, use_required_attribute=place == 0)
            for place in range(count)
        ]
    written = [
        place
        for place in range(MOST)
        if place == 0 or any(given.get(f"d{place}-{name}") for name in ("text", "unit", "due_on", "clause"))
    ]
    return [DecisionForm(given, prefix=f"d{place}", units=units, clauses=clauses) for place in written]


def meeting_told(head: MeetingForm, decisions: Sequence[DecisionForm]) -> Meeting:
    """What checked forms say."""
    clean = head.cleaned_data
    told = [
        Told(one.cleaned_data["text"].strip(), one.cleaned_data["unit"], one.cleaned_data["due_on"],
             one.cleaned_data["clause"])
        for one in decisions
    ]  # fmt: skip
    return Meeting(clean["number"].strip(), clean["title"].strip(), clean["held_on"], clean["chair"].strip(), told)
