"""Forms of files sent in (导入表单)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from zhiquan.site.imports.actions import FORGET
from zhiquan.site.imports.fields import AUTHORITIES
from zhiquan.site.imports.models import Upload
from zhiquan.site.imports.queries import vocabularies
from zhiquan.site.shell.speech import lazy_words, say


class QuotedSelect(forms.Select):
    """A choice whose names were given in Chinese (中文选项); our own choices stand first."""

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401 - Django's
        """One choice, marked as Chinese when a person named it."""
        made: dict[str, Any] = super().create_option(name, value, *args, **kwargs)
        if value not in {"", FORGET}:
            made["attrs"]["lang"] = "zh-Hans"
        return made


class Options(forms.Form):
    """What a file describes and how it is to be read (导入选项)."""

    as_of = forms.DateField(
        label=_("数据日期"),
        required=False,
        help_text=_("文件说的是哪一天的情况；不填就是入库那天。"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    authority = forms.ChoiceField(
        label=_("来源级别"),
        choices=[(name, lazy_words(words)) for name, words in AUTHORITIES.items()],
        help_text=_("几个来源说法不一时，级别高的算数。"),
    )
    tool = forms.ChoiceField(label=_("状态用语"), required=False, help_text=_("用哪个平台的说法理解法律状态。"))
    kept = forms.ChoiceField(label=_("列对应"), required=False, widget=QuotedSelect)
    note = forms.CharField(label=_("备注"), required=False, max_length=200)

    def __init__(self, *args: Any, upload: Upload, mappings: list[str], **kwargs: Any) -> None:  # noqa: ANN401 - Django's
        started = {name: getattr(upload, name) for name in ("as_of", "authority", "tool", "note")}
        super().__init__(*args, **{"initial": started | {"kept": ""}, **kwargs})
        own = _("按页面上已定的") if upload.mapping is not None else _("自动识别")
        kept: list[tuple[str, Any]] = [("", own)]
        if upload.mapping is not None:
            kept.append((FORGET, _("重新自动识别")))
        self._choose("tool", [("", _("自动判断")), *((one.name, one.label) for one in vocabularies())])
        self._choose("kept", [*kept, *((name, name) for name in mappings)])
        for field in self.fields.values():
            field.widget.attrs["class"] = "zq-input"

    def _choose(self, name: str, given: list[tuple[str, Any]]) -> None:
        self.fields[name].choices = given  # type: ignore[attr-defined] # a choice field


def authority_word(name: str) -> str:
    """What a standing is called: ``authority_word("own")`` on a Chinese page is ``"企业或本单位自报"``."""
    return say(AUTHORITIES[name]) if name in AUTHORITIES else name
