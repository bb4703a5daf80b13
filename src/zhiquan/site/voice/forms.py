"""Forms of questions (来件表单)."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from zhiquan.site.shell.speech import lazy_words
from zhiquan.site.voice.words import KINDS, OUTCOMES

_LONGEST = 4000


class AskForm(forms.Form):
    """What somebody writes in (提出来件)."""

    kind = forms.ChoiceField(label=_("要反映的是"))
    about = forms.CharField(
        label=_("说的是哪一项"),
        max_length=300,
        required=False,
        help_text=_("页面地址、指标名或权利号；从页面上的“指出这个数有误”进来会自动填好。"),
    )
    text = forms.CharField(
        label=_("说明"),
        min_length=5,
        max_length=_LONGEST,
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text=_("写明哪里不对、正确的是什么、依据什么。请勿填写身份证号。"),
    )
    name = forms.CharField(label=_("称呼（可不填）"), max_length=60, required=False)
    contact = forms.CharField(
        label=_("联系方式（可不填）"),
        max_length=120,
        required=False,
        help_text=_("只有办理人员看得到，答复满一年后删除。不填也能凭编号和读取码看答复。"),
    )
    website = forms.CharField(label=_("请留空"), required=False)
    sent_once = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's interface
        super().__init__(*args, **kwargs)
        kind = self.fields["kind"]
        kind.choices = [(name, lazy_words(words)) for name, words in KINDS.items()]  # type: ignore[attr-defined] # a choice field
        for name, field in self.fields.items():
            if name != "sent_once":
                field.widget.attrs["class"] = "zq-input"
        self.fields["name"].widget.attrs["autocomplete"] = "name"
        self.fields["website"].widget.attrs.update({"tabindex": "-1", "autocomplete": "off"})

    def clean_website(self) -> str:
        """A field no person sees; programs that fill everything are turned away."""
        if self.cleaned_data.get("website"):
            raise forms.ValidationError(_("这一栏请留空再发送。"))
        return ""


class ReadForm(forms.Form):
    """Number and reading code (查看答复)."""

    number = forms.CharField(label=_("编号"), max_length=16)
    code = forms.CharField(label=_("读取码"), max_length=20)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's interface
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.update({"class": "zq-input", "autocomplete": "off"})
        self.fields["number"].widget.attrs["placeholder"] = "Q20261122-0001"


class AnswerForm(forms.Form):
    """The answer with its reason (答复)."""

    outcome = forms.ChoiceField(label=_("结果"))
    answer = forms.CharField(
        label=_("答复与理由"),
        min_length=10,
        max_length=_LONGEST,
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text=_("对方会看到全文。写明查了什么、依据什么、改了什么。"),
    )
    is_public = forms.BooleanField(label=_("匿名公开这一件"), required=False)
    public_text = forms.CharField(
        label=_("公开时的问题摘要"),
        max_length=400,
        required=False,
        help_text=_("不写姓名、电话和能认出个人的内容。"),
    )
    public_answer = forms.CharField(
        label=_("对外公开的答复"),
        max_length=_LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("不填就公开上面的答复，对方的称呼、联系方式和证件号、电话换成 ***。先点“看公开后的样子”核对。"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's interface
        super().__init__(*args, **kwargs)
        outcome = self.fields["outcome"]
        outcome.choices = [(name, lazy_words(words)) for name, words in OUTCOMES.items()]  # type: ignore[attr-defined] # a choice field
        for name, field in self.fields.items():
            if name != "is_public":
                field.widget.attrs["class"] = "zq-input"

    def clean(self) -> dict[str, Any]:
        """What is made public needs its summary."""
        found: dict[str, Any] = super().clean() or {}
        if found.get("is_public") and not found.get("public_text", "").strip():
            self.add_error("public_text", _("公开时要写一句问题摘要。"))
        return found
