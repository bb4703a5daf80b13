"""What an error tells: the message, the place, the way out, in both languages."""

from __future__ import annotations

from datetime import date

from zhiquan.basics.errors import BadInput, NotFound
from zhiquan.basics.evidence import Citation, Evidence, Origin
from zhiquan.basics.words import Words


def test_an_error_names_place_and_remedy_in_the_language_asked() -> None:
    error = BadInput(
        Words("日期不对", "wrong day"),
        where={"file": "a.xlsx", "line": 3},
        remedy=Words("请改正。", "Correct it."),
    )
    assert error.to("zh") == "日期不对 [file=a.xlsx, line=3]\n处理办法：请改正。"
    assert error.to("en") == "wrong day [file=a.xlsx, line=3]\nWhat to do: Correct it."
    assert error.as_dict("en")["where"] == {"file": "a.xlsx", "line": "3"}


def test_each_error_has_its_own_exit_code_and_status() -> None:
    assert (BadInput.exit_code, BadInput.status) == (3, 422)
    assert (NotFound.exit_code, NotFound.status) == (4, 404)


def test_evidence_is_grounded_by_a_line_or_a_law() -> None:
    line = Origin("b-1", "a.xlsx", "表1", 7, "00", date(2024, 1, 2))
    assert str(line) == "a.xlsx · 表1 · 7"
    assert not Evidence(Words("甲", "a")).is_grounded
    assert Evidence(Words("甲", "a"), origins=(line,)).is_grounded
    assert Evidence(Words("甲", "a"), citations=(Citation("patent-law-2020", "第四十二条"),)).is_grounded
