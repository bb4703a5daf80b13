from __future__ import annotations

import pytest
from defusedxml.ElementTree import fromstring

from zhiquan.basics.errors import BadDefinition
from zhiquan.site.drawing.icons import ICONS, icon


@pytest.mark.parametrize("name", sorted(ICONS))
def test_every_icon_keeps_the_rules_and_is_hidden_from_readers(name: str) -> None:
    root = fromstring(icon(name))
    assert (root.get("class"), root.get("viewBox"), root.get("aria-hidden")) == ("zq-icon", "0 0 24 24", "true")


def test_no_two_icons_look_the_same() -> None:
    assert len(set(ICONS.values())) == len(ICONS) == 31


def test_an_unknown_icon_names_the_known_ones() -> None:
    with pytest.raises(BadDefinition, match="inbox"):
        icon("no-such")
