"""What is said about a wrong patent application number (申请号问题说明)."""

from __future__ import annotations

import re

from zhiquan.basics.numbers.result import Problem, error, warning
from zhiquan.basics.words import Words

EXPECTED = Words(
    "12 位数字加校验位，如 202010566088.9；2003 年 10 月以前为 8 位加校验位，如 95115608.X",
    "12 digits and a check digit such as 202010566088.9, or before October 2003 8 digits and a check digit "
    "such as 95115608.X",
)
PLACES = {
    "HK": Words("香港特别行政区", "Hong Kong SAR"),
    "MO": Words("澳门特别行政区", "Macao SAR"),
    "TW": Words("台湾地区", "Taiwan region"),
    "EP": Words("欧洲专利局", "the European Patent Office"),
    "US": Words("美国", "the United States"),
    "JP": Words("日本", "Japan"),
    "KR": Words("韩国", "the Republic of Korea"),
}

_PUBLICATION = re.compile(r"(?:[123][0-9]{6}|[123][0-9]{8}|[0-9]{8})[A-Z][0-9]?|[123][0-9]{6}").fullmatch
_PUBLICATION_DIGITS = re.compile(r"[123][0-9]{8}").fullmatch
_INTERNATIONAL = re.compile(r"(?:PCT/?[A-Z]{2}|WO)[0-9/]+[A-Z]?[0-9]?").fullmatch
_COUNTRY = re.compile(r"([A-Z]{2})[A-Z]{0,2}[0-9][0-9/.,-]*(?:[A-Z][0-9]?)?").fullmatch
_HONG_KONG = re.compile(r"[1-4](?:19|20)[0-9]{8}\.[0-9X]").fullmatch
_MACAO = re.compile(r"[IJUDP]/[0-9]{1,6}").fullmatch


def is_publication_digits(body: str) -> bool:
    """Nine digits that begin like a publication number and no application year (像公布号)."""
    return _PUBLICATION_DIGITS(body) is not None


def not_chinese(body: str) -> Problem | None:
    """The problem when a number of another office was given, else None (非国家知识产权局号码)."""
    if _INTERNATIONAL(body):
        return error(
            "international",
            "这是 PCT 国际申请或国际公布的号码；请填写进入中国国家阶段后的申请号（第五位为 8 或 9）",
            "this is a PCT international number; give the Chinese national-phase application number "
            "(its fifth digit is 8 or 9)",
        )
    country = _COUNTRY(body)
    if _HONG_KONG(body):
        return foreign("HK")
    if _MACAO(body):
        return foreign("MO")
    return foreign(country[1]) if country else None


def foreign(code: str) -> Problem:
    """The number belongs to another office, named by its two letters (其他专利局的号码)."""
    place = PLACES.get(code, Words(f"代码为 {code} 的国家或地区", f"the country or region {code}"))
    return error(
        "foreign",
        f"这像是{place.zh}的号码，不是国家知识产权局的号码；请填写对应的中国申请号，没有则按境外专利登记",
        f"this looks like a number of {place.en}, not of CNIPA; give the Chinese application number, "
        "or register it as a patent abroad",
    )


def not_an_application(body: str) -> Problem | None:
    """The problem when a publication number or a number of the wrong length was given, else None."""
    if _PUBLICATION(body) or is_publication_digits(body):
        return error(
            "publication_number",
            "这是公布（公告）号，不是申请号；请填写申请号，或按公布号核对",
            "this is a publication number, not an application number; give the application number, "
            "or check it as a publication",
        )
    digits = sum(map(str.isdecimal, body))
    if body.replace(".", "").removesuffix("X").isdecimal():
        return error(
            "length",
            f"号码有 {digits} 位数字，位数或小数点的位置不对；应为：{EXPECTED.zh}",
            f"the number has {digits} digits; the count or the dot's place is wrong; expected: {EXPECTED.en}",
        )
    return None


def kind_digit(kind: str) -> Problem:
    """The digit after the year names no kind of right (种类号)."""
    return error(
        "kind_digit",
        f"年份后的种类号是 {kind}；只能是 1 发明、2 实用新型、3 外观设计、8 PCT 发明、9 PCT 实用新型",
        f"the digit after the year is {kind}; it must be 1 invention, 2 utility model, 3 design, "
        "or 8 and 9 for PCT inventions and utility models",
    )


def impossible_year(written: str) -> Problem:
    """The year cannot be a filing year (年份)."""
    return error(
        "year",
        f"年份 {written} 不可能；中国专利申请始于 1985 年，两位年份只能是 85 至 99 或 00 至 03",
        f"the year {written} is impossible; filings began in 1985, and two-digit years run 85-99 and 00-03",
    )


def future_year(year: int, this_year: int) -> Problem:
    """The year lies after the day given (未来年份)."""
    return error(
        "future_year",
        f"年份 {year} 晚于今年（{this_year}）",
        f"the year {year} is later than this year ({this_year})",
    )


def long_form_too_early(year: int) -> Problem:
    """The 12-digit form with a year from before it existed (号码形式与年份)."""
    return warning(
        "form_year",
        f"12 位形式从 2003 年 10 月起使用，而年份是 {year}；可能是被改写过的旧号码",
        f"the 12-digit form began in October 2003 but the year is {year}; perhaps a rewritten old number",
    )


def letter_for_check(letter: str) -> Problem:
    """A database's letter stands where the check digit belongs (数据库附加字母)."""
    return warning(
        "database_letter",
        f"末尾的 {letter} 是数据库附加的字母，不是号码的一部分，已去掉",
        f"the final {letter} was added by a database and is not part of the number; it was left out",
    )


def check_digit_absent(expected: str) -> Problem:
    """The check digit was missing and has been computed (缺校验位)."""
    return warning(
        "check_digit_absent",
        f"号码没有校验位，已按规则补上 .{expected}；没有校验位就无法发现输错的数字",
        f"the check digit was missing and .{expected} was computed; without it a typing error cannot be seen",
    )


def wrong_check_digit(check: str, expected: str) -> Problem:
    """The check digit does not belong to the digits before it (校验位错误)."""
    spreadsheet = check == "0"
    return error(
        "check_digit",
        f"校验位是 {check}，按前面的数字应为 {expected}；号码中有数字输错"
        + ("，或末尾的 .0 是电子表格加上的" if spreadsheet else ""),
        f"the check digit is {check} but the digits before it call for {expected}; some digit is wrong"
        + (", or a spreadsheet added the final .0" if spreadsheet else ""),
    )


def placeholder(serial: str) -> Problem:
    """The serial looks made up for an example (占位号码)."""
    return warning(
        "placeholder",
        f"流水号 {serial} 像是示例或占位的号码，请核对原件",
        f"the serial {serial} looks like an example or a placeholder; compare it with the original",
    )
