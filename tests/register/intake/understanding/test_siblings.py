from __future__ import annotations

from zhiquan.register.intake.understanding.profiles import Profile
from zhiquan.register.intake.understanding.siblings import is_cleaned, is_first_of

NAMES = [f"演示{letter}科技（重庆）有限公司" for letter in "甲乙丙丁戊己庚辛壬癸"]


def test_names_without_brackets_are_cleaned_names() -> None:
    forms = [name.replace("（", "").replace("）", "") for name in NAMES]
    assert is_cleaned(Profile(NAMES), Profile(forms))
    assert not is_cleaned(Profile(NAMES), Profile(NAMES))


def test_other_holders_are_no_cleaned_names() -> None:
    holders = [*NAMES[:7], "某某银行", "另一家工厂", "第三家大学"]
    assert not is_cleaned(Profile(NAMES), Profile(holders))


def test_one_word_for_each_applicant_is_no_cleaned_name_unless_it_is_like_it() -> None:
    assert not is_cleaned(Profile(NAMES), Profile(["重庆市长寿区"] * 10))
    assert not is_cleaned(Profile(NAMES), Profile(["企业"] * 10))


def test_a_name_with_two_forms_has_no_cleaned_one() -> None:
    twice = [name for name in NAMES for _ in range(2)]
    forms = [f"{name}{n % 2}" for n, name in enumerate(twice)]
    assert not is_cleaned(Profile(twice), Profile(forms))


def test_the_first_of_several_inventors_is_told() -> None:
    lists = ["王演示 | 李演示", "张演示", "赵演示 | 钱演示"]
    assert is_first_of(Profile(["王演示", "张演示", "赵演示"]), Profile(lists))
    assert not is_first_of(Profile(["李演示", "张演示", "钱演示"]), Profile(lists))
