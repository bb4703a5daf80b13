"""What a number counts, completed from its sentence (指标名称)."""

from __future__ import annotations

import re

from zhiquan.knowledge.plan_words import one_of, plan_words
from zhiquan.plan.reading.comparing import Binding
from zhiquan.plan.reading.quantities import Quantity

_WORDS = plan_words()
_LEAD = re.compile(
    r"^(?:[\s—\-·●▪■◆★*①-⑳]+|(?:19|20)\d\d年?\s*[-—–~至到]+\s*(?:19|20)\d\d年[，,]?|全年|年内|[（(]?\d{1,2}[）).、]\s*|(?:其中|此外|同时|并且|以及|并|且|和|及|与|或|使|将|把|让|是|则|至)+"
    rf"|(?:到|至|在)?(?:19|20)\d\d年(?:\d{{1,2}}月)?(?:\d{{1,2}}日)?(?:年?[底末])?(?:之?前)?[，,]?"
    r"|[“\"]?十[一二三四五六七八]五[”\"]?(?:期间|时期|期末|末期?)[，,]?"
    rf"|{one_of(_WORDS.strength)}|每年|原则上|至少|重点(?=[建培打引])|全面|加快|逐步|基本(?=[实建完形达])|分别|此后|初步|大力|积极|着力|统筹"
    r"|[一二三四五六七八九十]是|[一二三四五六七八九十\d]{1,2}年(?:之?内|时间|(?=[一-鿿]))"
    r"|分批|分步|再|继续|面向[^，]{2,8}?(?=[建培打引])|在全[市省区县国](?:范围内)?)"
)
_LONG_VERBS = [verb for verb in (*_WORDS.deliver, *_WORDS.weak) if len(verb) > 1 and verb != "新增"]
_SECOND_VERBS = one_of(
    ("建设", "建成", "培育", "引进", "打造", "建立", "创建", "完成", "新建", "改建", "扩建", "培养", "认定")
)
_VERBS = re.compile(
    rf"^{one_of(_LONG_VERBS)}(?:(?:和|并|、|或)?{_SECOND_VERBS}|(?:和|并|、|或){one_of(_LONG_VERBS)})*(?:一批|出|成)?(?:了)?(?![量率数额值])"
)
_REST = re.compile(
    r"(?:(?:比|较|与|和)\s*(?:(?:19|20)\d\d年?|[“\"]?十[一二三四五六七八]五[”\"]?)[末底]?(?:相比)?.*|(?:比|较)(?:上年?|去年?|前.{1,4}均值|同期).*|[由从](?=[^，]*\d)[^，]*"
    r"|(?:19|20)\d\d年?[底末]?(?:要|应|将)?|年均)$"
)
_WHO = re.compile(r"^(?:在?全[市省区县国州镇](?:范围内)?|[我本][市省区县]|各[一-鿿]{1,4}?(?=[建培打引完新]))")
_TAIL = re.compile(
    r"(?:逐步|逐年(?:[一-鿿]{2})?|稳步|实际|净增|新增|总体|平均|基本|力争|确保|争取|均|都|分别|合计|共|每年|年均|年|累计|要|应|需|须|可|能|将|原则上|约|近|的)+$"
)
_MEASURED = re.compile(r"(?:率|量|额|数|值|比重|比例|占比|水平|面积|规模|指数|强度|能力|长度)$")
_AT_LEAST = re.compile("(?:至少|最少|不少于|不低于).")
_AFTER = re.compile(r"^(?:[余多]?(?:以上|以下|左右|以内)?的?)")


_LEFT_OVER = re.compile(
    r"(?:(?:较|比)(?:(?:19|20)\d\d年?|上年?|去年?|前.{1,4}均值|[“\"]?十[一二三四五六七八]五[”\"]?末?).*|(?<=[一-鿿])[三五]年?|到"
    r"|同比|全部|年均实际|逐年[一-鿿]{2}|力争|达到并.*|年均)$"
)
_PACE = re.compile(r"(?:年均|平均)?(?:增速|增幅|降幅|增长率|增长速度)$")


def indicator(before: str, after: str, number: Quantity, bound: Binding, *, subject: str) -> str:
    """The name of what is counted.

    Args:
        before: the piece of the sentence before the number.
        after: what follows it there.
        number: the number.
        bound: how it binds.
        subject: the subject carried over from earlier in the sentence.

    Returns:
        ``建设50所高水平学校`` gives ``高水平学校``; ``机械化率达到70%`` gives ``机械化率``.
    """
    name = _named(before, after, number, bound, subject=subject)
    plain = _LEFT_OVER.sub("", name)
    plain = _PACE.sub("", plain) if bound.cmp in ("increase", "decrease") else plain
    return plain if len(plain) >= 2 else name


def _named(before: str, after: str, number: Quantity, bound: Binding, *, subject: str) -> str:
    invested = bound.kind == "eq" and re.match(r"投[资入]", bound.verb)
    noun = plain_subject(before[: bound.starts] if bound.kind and not invested else before)
    if number.kind == "rank":
        noun = re.sub(
            r"(?:稳居|稳定|保持|进入|跻身|位列|位居|排名|列|居|在)+(?:全|前|[一-鿿]{0,3}[市省区县国])?.{0,4}$", "", noun
        )
    things = re.sub(r"(?:以及|[和及与])$", "", _AFTER.sub("", after).strip(" ，。；、：").removesuffix("大关"))
    if (
        number.kind == "count"
        and things
        and not (
            not _AT_LEAST.match(bound.verb) and bound.kind in ("ge", "le") and len(noun) >= 4 and not _VERBS.match(noun)
        )
    ):
        return things
    only_verb = not noun or (number.kind == "measure" and noun in _WORDS.deliver)
    if number.kind != "count" and only_verb and things:
        return re.sub("^的", "", things)
    delivered = number.kind == "count" or (number.kind == "measure" and bound.kind in ("", "eq"))
    named = _VERBS.sub("", noun) if delivered else noun
    named = _TAIL.sub("", named.strip(" ，。；、：")) or things
    shortest = 3 if named.endswith("率") else 4
    short = len(named) < shortest or re.match(r"(?:占|比|较|年均|达|完成率|增速|增长|其)", named)
    if subject and short and subject not in named:
        return plain_subject(subject) + named
    return named or plain_subject(subject)


def plain_subject(text: str) -> str:
    """A piece of a sentence without openings: ``plain_subject("到2025年，力争全区拥有量")`` is ``"拥有量"``."""
    text = text.strip(" ，。；、：")
    while True:
        cut = _LEAD.sub("", text, count=1)
        if not cut:
            return ""
        if cut == text:
            return _REST.sub("", text) or text
        text = cut.strip(" ，。；、：")


def opens_with_verb(text: str) -> bool:
    """Whether a piece of a sentence begins with a verb that delivers something.

    True for ``"到2025年，重点培育龙头企业"``, False for ``"知识产权保护方面"``.
    """
    return bool(_VERBS.match(_WHO.sub("", plain_subject(text))) or re.match("争取", text.strip()))


def split_names(name: str, count: int) -> list[str]:
    """The names that 分别 or 均 spreads several values over.

    ``split_names("花生种植、收获机械化率", 2)`` is ``["花生种植机械化率", "花生收获机械化率"]``.
    """
    parts = [part for part in re.split(r"以及|[、和及与]", name) if part]
    if len(parts) != count or count < 2:
        return [name] * count
    first, last = parts[0], parts[-1]
    if _MEASURED.search(first) or not _MEASURED.search(last) or len(last) <= 2 or len(first) < 2:
        return parts
    same = last.rfind(first[-1], 0, -1)
    if same > 0:  # 图书馆、文化馆覆盖率: each ends alike before the shared tail
        return [part + last[same + 1 :] for part in parts[:-1]] + [last]
    # Words that are coordinated mostly have two letters: 种植、收获 or 小学、初中.
    before, after = first[:-2], last[2:]
    middle = [before + part + after for part in parts[1:-1]]
    return [first + after, *middle, before + last]
