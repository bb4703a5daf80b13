from __future__ import annotations

import pytest

from zhiquan.register.intake.masking import masked_cells

# 11010519491231002X is the specimen of the standard for identity numbers.
IDENTITY = "11010519491231002X"


@pytest.mark.parametrize("heading", ["备注", "身份证号", "发明人信息"])
def test_identity_numbers_are_masked_under_any_heading(heading: str) -> None:
    (masked,) = masked_cells(heading, [f"张某 {IDENTITY} 已核"])
    assert masked is not None
    assert "19491231" not in masked
    assert masked.startswith("张某 110105")


@pytest.mark.parametrize(
    "text",
    [
        "13800138000",
        "138 0013 8000",
        "138-0013-8000",
        "+86 13800138000",
        "联系 13800138000。",
        "１３８００１３８０００",
    ],
)
def test_mobile_numbers_are_masked_under_any_heading(text: str) -> None:
    (masked,) = masked_cells("备注", [text])
    assert masked is not None
    assert "0013" not in masked
    assert "００１３" not in masked


def test_landlines_and_mail_are_masked_where_the_heading_announces_them() -> None:
    assert masked_cells("联系电话", ["023-40461234", "8613800138000"]) == ["023-****1234", "86138****8000"]
    (masked,) = masked_cells("联系方式", ["someone@example.org"])
    assert masked == "***"


def test_other_numbers_and_empty_cells_stay() -> None:
    texts = ["202010566088.9", "CN111185630A", "2024-03-01", None, "91000000MA990001XG"]
    assert masked_cells("备注", texts) == texts


def test_accounts_spaced_identity_numbers_and_landlines_are_masked() -> None:
    assert masked_cells("开户行账号", ["6222020200099999999"]) == ["******9999"]
    (spaced,) = masked_cells("备注", ["证件 500115 19800101 1006 已核"])
    assert spaced is not None
    assert "19800101" not in spaced
    (line,) = masked_cells("备注", ["电话 023-49800000"])
    assert line is not None
    assert "49800000" not in line
