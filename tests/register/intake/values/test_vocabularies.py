from __future__ import annotations

from zhiquan.register.intake.values.vocabularies import countries, kinds


def test_words_of_the_tools_tell_the_kind() -> None:
    assert kinds(["发明申请", "实用新型", "外观设计", "发明授权", "商标", "授权", None]).values == [
        "invention_patent", "utility_model", "design_patent", "invention_patent", "trademark", None, None]  # fmt: skip


def test_countries_are_codes_and_unknown_words_stay() -> None:
    assert countries(["中国", "us", "中国(CN)", "European Patent Office", "某地"]).values == [
        "CN", "US", "CN", "EP", "某地"]  # fmt: skip
