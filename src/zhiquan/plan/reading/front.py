"""Title, issuer, document number and years of a document (文件题头)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from zhiquan.knowledge.plan_words import one_of, plan_words
from zhiquan.plan.reading.lines import Line
from zhiquan.plan.reading.numbering import mark_at_start
from zhiquan.plan.reading.numerals import chinese_number, narrowed
from zhiquan.plan.reading.years import Calendar, five_years

_NUMBER = re.compile(
    r"(?P<body>[一-鿿（）()]{1,14}?)\s*[〔\[【（(]\s*(?P<year>(?:19|20)\d\d)\s*[〕\]】）)]\s*第?\s*\d{1,4}\s*号"
)
_TITLE_ENDS = one_of(plan_words().title_ends)
_TITLE = re.compile(rf"\S.{{2,120}}{_TITLE_ENDS}(?:\s*[（(][^（）()]{{2,12}}[）)])*\s*")
_RUN_IN = re.compile(
    rf"^(?P<title>.{{4,120}}{_TITLE_ENDS}(?:[（(][^（）()]{{2,12}}[）)])?)(?P<number>{_NUMBER.pattern})"
)
_BODY_ALONE = re.compile(r"[一-鿿 、]{3,24}(?:局|委|委员会|办公室|办公厅|政府|厅|管委会)")
_ON = re.compile(r"\s*(?:关于|印发|转发)")
_NO_TITLE = re.compile(
    r"^附件\s*\d*\s*[：:]?$|[：:。；]$|^\S{0,12}(?:19|20)\d\d年\d{1,2}月\d{1,2}日$|^[（(].{2,12}[）)]$"
)
_SENT = re.compile(
    r"(?:关于)?(?:印发|转发|发布|公布|批转)(?:实施)?[《<]?(?P<inner>.+?)[》>]?的(?:通知|公告|函)(?:[（(].*)?$"
)
_DAY = re.compile(
    r"((?:19|20)\d\d)\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|([二一][〇○零九Oo0][一二三四五六七八九〇○零Oo0]{2})年[一二三四五六七八九十]{1,3}月"
)
_UP_TO = re.compile(r"截[至止]到?\s*((?:19|20)\d\d)\s*年(?:12月)?[底末]")
_SPAN = re.compile(r"((?:19|20)\d\d)\s*年?\s*[-—–－―~～至到]{1,2}\s*((?:19|20)\d\d)\s*年?")
_ISSUER = re.compile(
    rf"^(?P<body>[一-鿿 、]{{2,40}}?{one_of(plan_words().body_ends)})(?:\s*关于|\s*印发|\s*转发|\s*贯彻)"
)
_PLACE = re.compile(r"^[一-鿿]{2,12}?(?:自治区|自治州|自治县|省|市|区|县|州|旗|新区|开发区)(?=[一-鿿])")


@dataclass(frozen=True, slots=True)
class Front:
    """What the head of a document says (题头): as in ``PlanText``, with its years."""

    title: str
    issuer: str
    document_number: str
    calendar: Calendar


def front(lines: Sequence[Line], *, first_heading: int) -> Front:
    """Reads the head of a document.

    Args:
        lines: clean lines.
        first_heading: the line of the first heading, from 0; ``len(lines)`` when there is none.
    """
    opening = [line.text for line in lines[: max(min(first_heading, 40), 1)] if not line.cells]
    head = "\n".join(text[:400] for text in opening)
    outer = _outer_title(opening)
    sent = _SENT.search(outer)
    inner = re.sub(r"\s+", "", sent["inner"]) if sent else ""
    title = _inner_title(opening, inner) if inner else outer
    number = next((found for text in opening[:12] if (found := _NUMBER.fullmatch(text.strip()))), None)
    number = number or next((found for text in opening[:3] if (found := _RUN_IN.match(text))), None)
    printed = number["number"] if number and "number" in number.re.groupindex else number[0] if number else ""
    return Front(
        title,
        _issuer(outer, lines),
        re.sub(r"\s+", "", printed),
        Calendar(_made(number, lines), _period(title, outer, head)),
    )


def _outer_title(opening: Sequence[str]) -> str:
    """The first lines up to one that ends like a title."""
    kept = ""
    for at, text in enumerate(opening[:12]):
        following = opening[at + 1] if at + 1 < len(opening) else ""
        if (
            not kept
            and _BODY_ALONE.fullmatch(text.strip())
            and _TITLE.fullmatch(following)
            and not _ON.match(following)
        ):
            continue  # the body that issued it, on a line of its own above the title
        run_in = _RUN_IN.match(kept + text)
        if run_in:
            return re.sub(r"\s+", "", run_in["title"])
        if not kept and (_NUMBER.fullmatch(text) or _NO_TITLE.search(text)):
            continue
        if mark_at_start(text) or _NUMBER.match(text):
            break
        kept += text
        if _TITLE.fullmatch(kept):
            return re.sub(r"\s+", "", kept)
        if len(text) > 60:
            break
    first = next((text for text in opening if text.strip()), "")
    return re.sub(r"\s+", "", re.split("[。：\n]", first)[0])[:100]


def _inner_title(opening: Sequence[str], inner: str) -> str:
    plain = re.sub(r"[《》]", "", inner)
    return next((text for text in opening[1:] if re.sub(r"[\s《》]", "", text) == plain), plain)


def _issuer(outer: str, lines: Sequence[Line]) -> str:
    found = _ISSUER.match(outer)
    if found:
        return found["body"].strip()
    for at, line in enumerate(lines):
        signed = _DAY.match(line.text)
        if signed and at and len(lines[at - 1].text) <= 30 and not re.search("[。，；：]", lines[at - 1].text):
            return re.sub(r"\s+", "", lines[at - 1].text)
    place = _PLACE.match(outer)
    return place[0] if place else ""


def _made(number: re.Match[str] | None, lines: Sequence[Line]) -> int | None:
    """The year of the document: from its number, the day it was signed, or the last result it counts up to."""
    if number:
        return int(number["year"])
    ends = (*lines[:12], *lines[-6:])
    signed = [found for line in ends if len(line.text) <= 24 and (found := _DAY.match(line.text))]
    signed = signed or [found for line in lines[-3:] if (found := _DAY.search(line.text[-40:]))]
    for found in signed:
        written = re.sub("[Oo0○零]", "〇", found[2]) if found[2] else ""
        year = int(found[1]) if found[1] else int(chinese_number(written) or 0)
        if year:
            return year
    counted = [int(year) for line in lines for year in _UP_TO.findall(line.text)]
    return max(counted) + 1 if counted else None


def _period(*texts: str) -> tuple[int, int] | None:
    """Years the document speaks for: from its title first."""
    for text in map(narrowed, texts):
        found = _SPAN.search(text)
        if found and int(found[1]) < int(found[2]):
            return int(found[1]), int(found[2])
        named = five_years(text)
        if named:
            return named
    return None
