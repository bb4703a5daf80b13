"""Who asked is taken out of what is made public."""

from __future__ import annotations

import pytest

from zhiquan.site.voice.about import page_address
from zhiquan.site.voice.shielding import shielded


@pytest.mark.parametrize(
    ("text", "name", "contact", "found"),
    [
        ("王小明，请看 138-0013-8000", "王小明", "13800138000", "***，请看 ***"),
        ("答王 小 明 与王女士", "王小明", "", "答*** 与***"),
        ("王先生好，王家村不变", "王", "", "***好，王家村不变"),
        ("Dear john Smith, see Smithfield; mr SMITH", "John Smith", "", "Dear ***, see Smithfield; mr ***"),
        ("发到 a.wang@example.cn 或 wang_88", "", "邮箱 a.wang@example.cn，微信 wang_88", "发到 *** 或 ***"),
        ("座机 023 4066 1234", "", "023-40661234", "座机 ***"),
        ("别人的 13900139000", "", "", "别人的 139****9000"),
        ("没有可换的", "", "", "没有可换的"),
    ],
)
def test_name_and_contact_are_replaced_however_they_are_written(text: str, name: str, contact: str, found: str) -> None:
    assert shielded(text, name=name, contact=contact) == found


@pytest.mark.parametrize(
    ("subject", "address"),
    [
        ("/figures/trademarks/?asof=2025-12-31", "/figures/trademarks/?asof=2025-12-31"),
        ("/\\evil.example", ""), ("/\t/evil", ""), ("//evil.example", ""), ("/\x7f/evil", ""), ("/\n/evil", ""),
        ("javascript:alert(1)", ""), ("每万人口发明专利拥有量", ""), ("", ""),
    ],
)  # fmt: skip
def test_only_addresses_of_this_site_are_linked(subject: str, address: str) -> None:
    assert page_address(subject) == address
