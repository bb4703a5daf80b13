"""Whether a number is a target of the plan (目标判定)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from zhiquan.knowledge.plan_words import one_of, plan_words
from zhiquan.plan.reading.comparing import Binding
from zhiquan.plan.reading.naming import opens_with_verb
from zhiquan.plan.reading.quantities import Quantity

_WORDS = plan_words()
_LINK = rf"(?:{one_of(_WORDS.fillers)}|{one_of(_WORDS.strength)}|了|出|成|好|一批|各类|各级)*"
_DELIVERS = re.compile(one_of(_WORDS.deliver))
_RIGHT_BEFORE = re.compile(rf"(?P<verb>{one_of(_WORDS.deliver)}){_LINK}\s*$")
_WEAK = frozenset(_WORDS.weak)
_MONEY = re.compile(one_of(_WORDS.money_rules))
_NORMS = re.compile(one_of(_WORDS.norms))
_NOUN = re.compile(r"[一-鿿A-Za-z“《（]")
_OFTEN = re.compile(r"每(?:隔)?[一二两三四五六七八九十\d]*\s*(?:年|月|季度|周|学期|半年|天|日)")
_FIRM = frozenset(
    ("实现", "稳定在", "保持在", "维持在", "巩固在", "保持稳定在", "保持", "维持", "完成", "占", "占比", "占到", "接近")
)
_BRINGS = re.compile(
    rf"(?:^|(?:围绕|聚焦|依托|针对|面向|在|对|以|通过|结合|按照|利用|分别|[市区县乡镇村企]).*?)"
    rf"{one_of([verb for verb in _WORDS.deliver if len(verb) > 1 and verb not in _WORDS.weak])}(?!的)"
)
_SCOPE = re.compile("(?:具备|符合|满足|有)[^，。]{0,8}?条件的")
_RATE = re.compile(r"(?:[率度比]|比[例重]|占比|覆盖面)\s*$")
_SHRINKS = re.compile("[压缩减降]")
_TIMES = re.compile(r"(?:时间|时长|时限|用时|周期|天数)(?:平均)?\s*$")
_SIZED = frozenset(("超", "超过", "达", "达到", "高于", "低于", "突破", "逾", "大于", "小于", "不足"))
_SEATS = re.compile("下设|成员|组长|组成")
DOUBTED = 0.7
"""Targets trusted less than this are also listed as unsure."""


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a number stands (语境).

    Attributes:
        before, after: the piece of the sentence on both sides of the number and its 以上 or 左右.
        whole: the piece before the number with the numbers taken earlier.
        dated: a year rules it.
        goals: it stands under a heading of goals.
        past: the sentence tells of what has been.
        bracketed: it stands in brackets or quotation marks.
        delivering: an earlier piece of the sentence delivers something.
        later: another number, not of the same run, follows in the piece.
    """

    before: str
    after: str
    whole: str
    dated: bool
    goals: bool
    past: bool
    bracketed: bool
    delivering: bool
    later: bool

    @property
    def strong(self) -> bool:
        """A year or a heading of goals speaks for it."""
        return self.dated or self.goals


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a number is taken, how sure, and why there is doubt; ``why`` is empty when there is nothing to tell."""

    taken: bool
    sure: float
    why: str = ""


_SILENT = Verdict(taken=False, sure=0.0)


def verdict(number: Quantity, bound: Binding, setting: Setting) -> Verdict:
    """Whether a number is a target.

    Returns:
        Taken at 0.7 or more without remark; below that with the doubt; or left out, with a reason when it might be one.
    """
    if setting.past:
        return _SILENT
    for rule in (_bracketed, _threshold, _span, _ruled, _frequent):
        out = rule(number, bound, setting)
        if out is not None:
            return out
    return _evidence(number, bound, setting)


def delivers(before: str) -> bool:
    """A verb that delivers something stands in the text."""
    return bool(_DELIVERS.search(before))


def _bracketed(_number: Quantity, bound: Binding, setting: Setting) -> Verdict | None:
    if not setting.bracketed:
        return None
    listed = setting.strong and bound.kind in ("ge", "le", "rise", "fall")
    return Verdict(taken=False, sure=0.0, why="在括号或引号内") if listed else _SILENT


def _threshold(number: Quantity, bound: Binding, setting: Setting) -> Verdict | None:
    """年销售额1000万元以上的网商: the number describes what is counted."""
    direct = _RIGHT_BEFORE.search(setting.before) is not None
    if setting.after.startswith("的"):
        return _described(number, bound, setting, direct=direct)
    governed = bound.kind not in ("", "eq") or bound.cmp == "cumulative" or direct
    noun_follows = bool(_NOUN.match(setting.after)) and not re.match(r"[和及与或并且]|以及", setting.after)
    sized = number.after.endswith(("以上", "以下", "以内")) and setting.later
    sizes_noun = number.kind in ("measure", "time") and (sized or not governed)
    one_of_size = sized and not direct and bound.cmp != "cumulative"
    existing = number.kind in ("count", "") and setting.before.endswith("等") and not delivers(setting.before)
    sized_noun = noun_follows and setting.later and number.kind == "measure" and bound.verb in _SIZED
    if sized_noun or setting.after.startswith("级") or existing or (noun_follows and (sizes_noun or one_of_size)):
        return _SILENT
    return None


def _described(number: Quantity, bound: Binding, setting: Setting, *, direct: bool) -> Verdict | None:
    """A number with 的 behind it counts something only when it opens the piece as a share, or is delivered."""
    opening = number.kind == "share" and not re.sub(r"[\s其中，、使实现确保推动力争保障]", "", setting.before)
    built = number.kind == "count" and direct and not bound.kind
    if opening or built or re.match(r"的(?:目标|水平|规模|速度|增速|幅度)", setting.after):
        return None
    listed = setting.strong and bound.kind in ("ge", "le")
    return Verdict(taken=False, sure=0.0, why="数字是对象的限定条件") if listed else _SILENT


def _span(number: Quantity, bound: Binding, setting: Setting) -> Verdict | None:
    """Spans of time are targets only where the sentence bounds them."""
    if number.kind != "time":
        return None
    bounded = bound.kind in ("ge", "le") or bound.cmp in ("increase", "decrease")
    shrunk = bound.kind == "le" and bool(_SHRINKS.search(bound.verb))
    timed = bool(_TIMES.search(setting.before[: bound.starts]))
    if bounded and (setting.strong or shrunk or timed) and not re.match(r"[一-鿿]", setting.after):
        return None
    limit = bounded or (setting.strong and number.after.endswith(("内", "以下", "之下")))
    return Verdict(taken=False, sure=0.0, why="时限或年限，未定为目标") if limit else _SILENT


def _ruled(number: Quantity, bound: Binding, setting: Setting) -> Verdict | None:
    """Rules of money and standing norms."""
    near = setting.whole[-24:] + setting.after[:10]
    money = number.unit.endswith("元") or (number.kind == "share" and not _RATE.search(setting.before))
    if money and _MONEY.search(near) and not setting.goals and bound.kind not in ("rise", "fall"):
        return Verdict(taken=False, sure=0.0, why="奖补、收费或处罚的标准")
    if not setting.strong and bound.kind in ("ge", "le") and _NORMS.search(_SCOPE.sub("", setting.before)):
        return Verdict(taken=False, sure=0.0, why="常设标准")
    if number.kind == "count" and _SEATS.search(setting.before[-6:]):
        return _SILENT
    if number.kind == "" and bound.kind not in ("ge", "le") and not number.after:
        return _SILENT
    return None


def _frequent(number: Quantity, _bound: Binding, setting: Setting) -> Verdict | None:
    if number.unit in ("次", "期") and number.value <= 4 and _OFTEN.search(setting.before):
        return Verdict(taken=False, sure=0.0, why="频次，不是目标")
    return None


def _evidence(number: Quantity, bound: Binding, setting: Setting) -> Verdict:
    """Trust in a number by the words that govern it."""
    strong = setting.strong
    direct = _RIGHT_BEFORE.search(setting.before)
    if number.spoken and number.kind in ("count", "measure") and not _is_plain_count(number, bound, setting):
        doubt = delivers(setting.before) and number.value > 1
        return Verdict(taken=False, sure=0.0, why="中文数字，可能不是数量") if doubt else _SILENT
    if bound.cmp == "rank" and not strong:
        return Verdict(taken=False, sure=0.0, why="名次，未见时限")
    if bound.kind in ("ge", "le", "rise", "fall") or bound.cmp in ("cumulative", "rank") or number.unit == "番":
        return _sure(0.95 if strong else 0.75)
    if direct and number.kind in ("count", "measure", "share"):
        # 1个平台 is mostly the description of a system, seldom a goal.
        single = number.value == 1 and number.value_max is None and not number.after
        weak = direct["verb"] in _WEAK or single
        return _sure((0.85 if strong else 0.6) if weak else (0.9 if strong else 0.75))
    return _nearby(number, bound, setting)


def _nearby(number: Quantity, bound: Binding, setting: Setting) -> Verdict:
    """Numbers with no verb right before them: 以上 behind them, 实现, or a place in a list."""
    strong = setting.strong
    ends = not _NOUN.match(setting.after) or bool(re.match(r"[和及与或]|以及", setting.after))
    named = len(re.sub(r"\s", "", setting.before)) >= 2
    if number.after and (named or setting.delivering) and (ends or delivers(setting.before) or setting.delivering):
        return _sure(0.9 if strong else 0.65)
    if bound.kind == "eq" and (strong or bound.verb in _FIRM):
        return _sure(0.85 if strong else 0.6)
    return _listed(number, setting, ends=ends, named=named)


def _listed(number: Quantity, setting: Setting, *, ends: bool, named: bool) -> Verdict:
    """Numbers without a verb of their own: items of a list, or a name and its number."""
    trust = _trust_of_item(number, setting, ends=ends, named=named)
    if trust:
        return _sure(trust)
    if number.kind == "count" and re.search("[在于对从]$", setting.before):
        return Verdict(taken=False, sure=0.0, why="可能是工作范围，不是目标")
    if number.kind in ("share", "measure", "count") and (setting.strong or delivers(setting.before)):
        return Verdict(taken=False, sure=0.0, why="没有达到、建成一类的动词")
    return _SILENT


def _trust_of_item(number: Quantity, setting: Setting, *, ends: bool, named: bool) -> float:
    """Trust in an item of a list, or a name and its number; 0 when nothing speaks for it."""
    strong, share = setting.strong, number.kind == "share"
    verbs = setting.delivering or opens_with_verb(setting.before)
    short = setting.after.startswith("的") or (named and len(setting.after) <= 6)
    rules = (
        (ends and named and (strong or verbs), 0.85 if strong else 0.7),
        (ends and share and bool(_RATE.search(setting.before)), 0.7),
        (ends and named and number.kind in ("count", "measure") and bool(_BRINGS.search(setting.before)), 0.65),
        (share and number.value == 100 and delivers(setting.after[:4]), 0.6),
        (not named and setting.delivering and number.kind == "count", 0.85 if strong else 0.7),
        (share and strong and short, 0.8),
    )
    return next((trust for holds, trust in rules if holds), 0.0)


def _is_plain_count(number: Quantity, bound: Binding, setting: Setting) -> bool:
    """A number in characters is meant as one when it is bounded, or large and delivered."""
    if number.after or bound.kind in ("ge", "le", "rise", "fall"):
        return True
    large = number.value >= 10 or number.unit[0] in "万亿"
    return large and (bound.cmp == "cumulative" or bound.kind == "eq" or delivers(setting.before))


def _sure(trust: float) -> Verdict:
    return Verdict(taken=True, sure=trust, why="" if trust >= DOUBTED else "证据较弱")
