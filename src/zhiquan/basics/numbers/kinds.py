"""The one door to check a number of any kind (号码核对)."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Collection
from datetime import date

from zhiquan.basics.errors import BadInput
from zhiquan.basics.numbers import class_symbols, copyrights, indications, marks, varieties
from zhiquan.basics.numbers.application import check_application
from zhiquan.basics.numbers.case_numbers import check_case_number
from zhiquan.basics.numbers.credit_code import check_credit_code, check_organisation_code
from zhiquan.basics.numbers.identity import check_identity, hide_stray_identity, mask_identity
from zhiquan.basics.numbers.kind_names import NUMBER_KINDS
from zhiquan.basics.numbers.publication import check_foreign_publication, check_publication
from zhiquan.basics.numbers.result import NOTHING_GIVEN, Given, NumberCheck, error, refused
from zhiquan.basics.numbers.statistical_codes import check_industry, check_region
from zhiquan.basics.words import Words

_CHECKS: dict[str, Callable[[str], NumberCheck]] = {
    "foreign_publication": check_foreign_publication,
    "uscc": check_credit_code,
    "organisation_code": check_organisation_code,
    "trademark": marks.check_trademark,
    "madrid": marks.check_madrid,
    "gi": indications.check_indication,
    "gi_announcement": indications.check_announcement,
    "gi_agricultural": indications.check_agricultural_indication,
    "plant_variety": varieties.check_plant_variety,
    "ic_layout": varieties.check_layout_design,
    "software": copyrights.check_software,
    "work": copyrights.check_work,
    "ipc": class_symbols.check_ipc,
    "nice": marks.check_nice,
    "locarno": class_symbols.check_locarno,
    "case_number": check_case_number,
}
_CHECKS_WITH_GIVEN: dict[str, Callable[[str, Given], NumberCheck]] = {
    "application": check_application,
    "publication": check_publication,
    "region": check_region,
    "industry": check_industry,
    "identity": check_identity,
}
_NAMES = {alias: kind.name for kind in NUMBER_KINDS.values() for alias in (kind.name, *kind.aliases)}
_LONGEST = 120
_RUN_TOGETHER = {alias.replace("_", ""): name for alias, name in _NAMES.items()}


def check_number(
    kind: str,
    value: str,
    *,
    today: date | None = None,
    known: Collection[str] | None = None,
    published: date | None = None,
) -> NumberCheck:
    """Normalise one number, check it and say in plain words what is wrong (号码核对).

    Args:
        kind: a name or alias of a kind: ``application``, ``申请号``, ``credit-code``; see ``NUMBER_KINDS``.
        value: the number as typed, pasted or exported.
        today: the day taken as today; later years and birthdays are then errors. None: not compared.
        known: codes in use, for the kinds region and industry. None: not looked up.
        published: the publication day, for the kind publication. None: not compared.

    Returns:
        The result; ``check_number("申请号", "CN202310123456.7").says("en")[0]`` is ``"the check digit is 7
        but the digits before it call for 6; some digit is wrong"``. A valid identity number given as another
        kind, unless that kind accepts it without problem, is masked and refused.

    Raises:
        BadInput: no kind has that name; the message lists the kinds.
    """
    name = _NAMES.get(kind) or kind_named(kind)
    if len(value) > _LONGEST:
        return _too_long(name, value)
    nothing = today is None and known is None and published is None
    given = NOTHING_GIVEN if nothing else Given(today, known, published)
    check = _CHECKS_WITH_GIVEN.get(name)
    result = check(value, given) if check else _CHECKS[name](value)
    return hide_stray_identity(result) if result.problems and name != "identity" else result


def _too_long(name: str, value: str) -> NumberCheck:
    problem = error(
        "too_long",
        f"内容有 {len(value)} 个字符，不是一个号码；每次只填一个号码",
        f"the text has {len(value)} characters and is no number; give one number at a time",
    )
    return refused(name, mask_identity(value) if name == "identity" else value, problem)


def kind_named(name: str) -> str:
    """The stable name of a kind from any of its names (号码种类).

    Returns:
        ``kind_named("Credit-Code")`` is ``"uscc"``.

    Raises:
        BadInput: no kind has that name; the message lists the kinds.
    """
    plain = unicodedata.normalize("NFKC", name).casefold().replace("-", "").replace("_", "")
    found = _RUN_TOGETHER.get("".join(plain.split()))
    if found is None:
        raise BadInput(
            Words(f"没有这种号码：{name}", f"no such kind of number: {name}"),
            remedy=Words(
                "可用的种类：" + "、".join(f"{kind.name}（{kind.label.zh}）" for kind in NUMBER_KINDS.values()),
                "Kinds: " + ", ".join(NUMBER_KINDS),
            ),
        )
    return found
