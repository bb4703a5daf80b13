"""What the columns of real files are called, as data: headings of each kind of row (列名)."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Literal, Self, cast

from pydantic import Field, model_validator

from zhiquan.basics.errors import NotFound, ZhiquanError
from zhiquan.basics.words import Words
from zhiquan.knowledge.definition_files import SHIPPED, DefinitionFile, find_files, read_definition, refusal
from zhiquan.knowledge.shapes import Definition, RightKind, Shape, Text

Form = Literal[
    "address",
    "amount",
    "application",
    "country",
    "cpc",
    "credit_code",
    "day",
    "events",
    "gbt4754",
    "ignore",
    "ipc",
    "kind",
    "level",
    "locarno",
    "long_text",
    "name",
    "names",
    "nice",
    "number",
    "publication",
    "region",
    "registration",
    "rights",
    "sei",
    "similar_groups",
    "status",
    "text",
    "title",
    "town",
    "whole",
]
"""What the values of a field look like; whether it holds one or several the column's type tells."""

IGNORED = "_"
"""First character of a field the register has no column for: its cells are kept as extra."""

_MONEY = r"(?:人民币)?(?:元|千元|万元|百万元|亿元)|rmb|cny|yuan"
_UNITS = rf"{_MONEY}|人次|万人|人|名|万户|户|家|万件|件|个|项|亩|平方米|分|岁|年|月|天|%"
_ASIDE = re.compile(
    rf"(?:单位[::]?)?(?:{_UNITS})|[*]?(?:必填|选填|必选|可选|非必填|可空|可不填|如有|若有|required|optional)(?:项)?"
    r"|(?:格式[::]?)?[ymd年月日\-/. ]{2,}|.*(?:分隔|隔开|separated).*"
)
_BRACKETS = re.compile(r"[(\[{【〔<《]([^()\[\]{}【】〔〕<>《》]*)[)\]}】〕>》]")
_TAIL = re.compile(rf"(?<=.)(?:[/:,_-]+(?:单位:?)?({_MONEY}|万人|万户|万件)|((?:千|万|百万|亿)元))$")
_ORDINAL = re.compile(r"^\s*\d{1,2}[.、)]\s*(?=\D)")
_REPEATED = re.compile(r"(?<=\D)[._]\d{1,2}$")
_DAYS = re.compile(r"[0-9]+|截至|年度|年|季度|月份|月|日|底|末")
_ENDINGS = "清单 台账 列表 明细 汇总 统计 登记 总 信息 数据 导出 名录 名单 模板 情况 表 list table sheet"
_SHEET_ENDINGS = re.compile(rf"(?:{_ENDINGS.replace(' ', '|')})+$")


class FieldNames(Shape):
    """One column of the register and what files call it (一列的名称).

    Attributes:
        names: headings, the preferred first: of two columns of one file that lead here, the earlier name wins.
        form: what its values look like.
        example: one value as a file would write it.
        values: of a field of listed words, the register's word to how files write it, the preferred first.
        note: what else a person filling it in should know.
    """

    names: tuple[str, ...] = Field(min_length=1)
    form: Form
    example: str = ""
    values: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)
    note: Text | None = None

    def word_of(self, text: str) -> str | None:
        """The register's word for what a file writes in this field; None when it is not a listed one.

        For levels of titles ``word_of(" 国家级 ")`` is ``"national"``.
        """
        key = heading_key(text)
        return next((word for word, forms in self.values.items() if key in map(heading_key, (word, *forms))), None)


class Variant(Shape):
    """One sort of rows within a kind, such as marks among rights: its own headings and template (细分).

    Attributes:
        right: kind of right every such row is about, when there is only one.
        telling: headings that only such files carry.
        headings: heading to field, where it differs from the rest of the kind.
        needed: fields without which such a row says too little; empty when it is as for the kind.
        template: fields of its template in order, each with the heading to print; empty when it has none.
        examples: values for the example row, where they differ.
        sheets: names of sheets that hold such rows.
    """

    label: Text
    right: RightKind | None = None
    telling: tuple[str, ...] = ()
    headings: Mapping[str, str] = Field(default_factory=dict)
    needed: tuple[str, ...] = ()
    template: Mapping[str, str] = Field(default_factory=dict)
    examples: Mapping[str, str] = Field(default_factory=dict)
    sheets: tuple[str, ...] = ()


class ColumnNames(Definition):
    """The headings of one kind of row; ``id`` is the kind (一种行的列名).

    Attributes:
        telling: fields whose presence marks this kind of row.
        needed: fields without which a row says too little; the others may stay empty.
        fields: column of the register to its names; a field that starts with ``_`` has no column.
        contexts: sorts of rows whose headings mean something else, by name.
        sheets: names of sheets that hold such rows.
        words: part of a heading's meaning, such as ``filing`` or ``day``, to the words that say it.
        meanings: field to the parts a heading of it has, in any order; a part with ``?`` may be missing.
    """

    source_note: str = Field(min_length=1)
    telling: tuple[str, ...] = Field(min_length=1)
    needed: tuple[str, ...] = ()
    fields: Mapping[str, FieldNames]
    contexts: Mapping[str, Variant] = Field(default_factory=dict)
    sheets: tuple[str, ...] = ()
    words: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)
    meanings: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _headings_are_unlike(self) -> Self:
        seen: dict[str, str] = {}
        for field, names in self.fields.items():
            for name in names.names:
                if seen.setdefault(heading_key(name), field) != field:
                    other = seen[heading_key(name)]
                    raise ValueError(f"{name}: {other} 与 {field} 都用 / claimed by both {other} and {field}")
        return self

    @model_validator(mode="after")
    def _fields_are_there(self) -> Self:
        used = [*self.telling, *self.needed, *self.meanings]
        for part in self.contexts.values():
            used += [*part.headings.values(), *part.needed, *part.template, *part.examples]
        for field in used:
            if field not in self.fields:
                raise ValueError(f"没有字段 {field} / no such field: {field}")
        return self

    @model_validator(mode="after")
    def _parts_are_there(self) -> Self:
        for phrase in chain.from_iterable(self.meanings.values()):
            for part in phrase.replace("?", "").split():
                if part not in self.words:
                    raise ValueError(f"没有词语成分 {part} / no such part of a heading: {part}")
        return self

    def headings(self, context: str = "") -> dict[str, str]:
        """Cleaned heading to field, in each field the preferred first.

        Args:
            context: a key of ``contexts``, whose own headings then win; empty for the kind in general.
        """
        found = {heading_key(name): field for field, names in self.fields.items() for name in names.names}
        own = {heading_key(name): field for name, field in self.contexts[context].headings.items()} if context else {}
        return own | {key: field for key, field in found.items() if key not in own}

    def context_of(self, headings: Iterable[str]) -> str:
        """The sort of rows a file holds, by the headings only such files carry; empty when none or several fit.

        Rights with a column 类似群 are ``"trademark"``.
        """
        keys = {heading_key(heading) for heading in headings}
        counts = {
            name: sum(heading_key(telling) in keys for telling in part.telling) for name, part in self.contexts.items()
        }
        most = max(counts.values(), default=0)
        best = [name for name, count in counts.items() if count == most]
        return best[0] if most and len(best) == 1 else ""


class AddedFields(Shape):
    """Names an office adds to one field (本单位补充的名称)."""

    names: tuple[str, ...] = Field(min_length=1)


class AddedNames(Definition):
    """An office's own file: names added to those of the shipped file of the same id (本单位列名)."""

    fields: Mapping[str, AddedFields] = Field(default_factory=dict)
    sheets: tuple[str, ...] = ()


@lru_cache(50_000)
def heading_key(text: str) -> str:
    """A heading without what varies: width, case, blanks, punctuation, brackets; what they hold stays.

    Units, date patterns and "required" in brackets or after a stroke are left out, so are a number before the
    heading and the ``.1`` programs give a repeated one:
    ``heading_key("公开（公告）号")`` is ``"公开公告号"``, ``heading_key("2. 担保金额(万元) *")`` is ``"担保金额"``.
    """
    return "".join(filter(str.isalnum, heading_text(text)))


def heading_text(text: str) -> str:
    """A heading in half width and lower case without units, date patterns and numbers before or after it (标题正文).

    ``heading_text("2. Filing Date (yyyy-mm-dd)")`` is ``"filing date"``: words stay apart.
    """
    plain = _ORDINAL.sub("", unicodedata.normalize("NFKC", text).casefold())
    plain = _BRACKETS.sub(lambda found: " " if _ASIDE.fullmatch(found[1].strip()) else f" {found[1]} ", plain)
    return _TAIL.sub("", _REPEATED.sub("", _trimmed(plain)))


def heading_unit(text: str) -> str:
    """The unit a heading states, or an empty text: ``heading_unit("金额（亿元）")`` is ``"亿元"``."""
    plain = _trimmed(unicodedata.normalize("NFKC", text).casefold())
    for found in _BRACKETS.findall(plain):
        inside = re.sub(r"^单位[::]?", "", found.strip())
        if re.fullmatch(_UNITS, inside):
            return inside.removeprefix("人民币")
    tail = _TAIL.search(plain)
    return (tail[1] or tail[2]).removeprefix("人民币") if tail else ""


def _trimmed(text: str) -> str:
    return re.sub(r"^[\s*:]+|[\s*:]+$", "", text)


def column_names(overlay: Path | None = None) -> dict[str, ColumnNames]:
    """The headings of every kind of row by kind, the office's own names added (列名表).

    An own file ``columns/<kind>.yaml`` holds only what is added; a heading it gives to a field is taken from
    any other field and stands before the shipped ones.

    Raises:
        BadDefinition: a file is wrong, or an own file names a kind or field that does not exist.
    """
    return {name: column_names_of(name, overlay) for name in column_ids(overlay)}


def column_ids(overlay: Path | None = None) -> tuple[str, ...]:
    """The kinds of rows whose headings are known, sorted; an own file of another name is among them."""
    return tuple(find_files("columns", shipped=SHIPPED, overlay=overlay))


def column_names_of(kind: str, overlay: Path | None = None) -> ColumnNames:
    """The headings of one kind of row.

    Raises:
        NotFound: headings of that kind are not held.
        BadDefinition: a file is wrong.
    """
    files = find_files("columns", shipped=SHIPPED, overlay=None)
    own = find_files("columns", shipped=SHIPPED, overlay=overlay).get(kind)
    if kind not in files:
        raise _no_such_kind(kind, files, own)
    found = cast("ColumnNames", read_definition(files[kind], ColumnNames))
    if own is None or not own.is_own:
        return found
    return _merged(found, cast("AddedNames", read_definition(own, AddedNames)), own)


def kind_of_sheet(name: str, overlay: Path | None = None) -> str | None:
    """What the rows of a sheet are about, by the sheet's name: a kind of right or of row; None when it does not tell.

    ``kind_of_sheet("2025年商标清单")`` is ``"trademark"``, of ``"质押登记"`` it is ``"pledges"``; a sheet of
    patents of any kind is ``"rights"``, since each row tells which.
    """
    key = sheet_key(name)
    told = dict(_sheet_names(column_names(overlay)))
    if key in told:
        return told[key]
    ends = [known for known in told if key.endswith(known) and not known.isascii() and len(known) > 1]
    return told[max(ends, key=len)] if ends else None


def _sheet_names(kinds: Mapping[str, ColumnNames]) -> Iterator[tuple[str, str]]:
    for kind, found in kinds.items():
        yield from ((sheet_key(name), kind) for name in (found.label.zh, found.label.en, *found.sheets))
        for part in found.contexts.values():
            names = (part.label.zh, part.label.en, *part.sheets)
            yield from ((sheet_key(name), part.right or kind) for name in names)


def sheet_key(name: str) -> str:
    """A sheet's name without years, days and words such as 清单: ``sheet_key("2025年商标清单")`` is ``"商标"``."""
    key = _DAYS.sub("", heading_key(name))
    return _SHEET_ENDINGS.sub("", key) or key


def _merged(shipped: ColumnNames, added: AddedNames, file: DefinitionFile) -> ColumnNames:
    for field in added.fields:
        if field not in shipped.fields:
            near = ", ".join(difflib.get_close_matches(field, shipped.fields, n=3, cutoff=0.4))
            raise refusal(
                file,
                ("fields", field),
                Words(f"这种行没有字段 {field}", f"rows of this kind have no field {field}"),
                remedy=Words(f"相近的有：{near}", f"near ones: {near}") if near else _FIELDS_REMEDY,
            )
    taken = {heading_key(name): field for field, names in added.fields.items() for name in names.names}
    fields = {}
    for field, names in shipped.fields.items():
        own = added.fields[field].names if field in added.fields else ()
        kept = tuple(name for name in names.names if taken.get(heading_key(name)) is None)
        fields[field] = names.model_copy(update={"names": (*own, *kept) or names.names})
    contexts = {name: _without(part, taken) for name, part in shipped.contexts.items()}
    return shipped.model_copy(
        update={"fields": fields, "contexts": contexts, "sheets": (*shipped.sheets, *added.sheets)}
    )


def _without(part: Variant, taken: Mapping[str, str]) -> Variant:
    """A sort of rows whose own headings give way to the office's."""
    kept = {name: field for name, field in part.headings.items() if heading_key(name) not in taken}
    return part.model_copy(update={"headings": kept})


def _no_such_kind(kind: str, files: Mapping[str, DefinitionFile], own: DefinitionFile | None) -> ZhiquanError:
    names = ", ".join(files)
    remedy = Words(f"可用的种类：{names}", f"Kinds: {names}")
    if own is not None:
        return refusal(own, ("id",), Words(f"没有这种行：{kind}", f"no such kind of row: {kind}"), remedy=remedy)
    return NotFound(Words(f"没有这种行：{kind}", f"no such kind of row: {kind}"), remedy=remedy)


_FIELDS_REMEDY = Words(
    "用 zhiquan knowledge show columns 查看全部字段。", "zhiquan knowledge show columns lists all fields."
)
