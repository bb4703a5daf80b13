"""A home district with its towns and zones (辖区)."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pydantic import Field, ValidationError

from zhiquan.basics.errors import BadDefinition, ZhiquanError
from zhiquan.basics.words import Words
from zhiquan.knowledge.definition_files import SHIPPED
from zhiquan.knowledge.regions_codes import Region, find_region
from zhiquan.knowledge.shapes import Shape, Text
from zhiquan.knowledge.strict_yaml import read_yaml
from zhiquan.knowledge.tables_open import open_table
from zhiquan.knowledge.tables_sheet import Source

_TOWN_KINDS = ("街道", "镇", "乡")


class Town(Shape):
    """A town or street of a district (镇街).

    Attributes:
        only_after_district: names, short or other, that also exist elsewhere or are ordinary words: they name
            this town only once the district's own name occurred before.
    """

    code: str = Field(pattern=r"^[1-9][0-9]{8}$")
    name: str
    name_en: str = ""
    kind: str
    short_name: str
    aliases: tuple[str, ...] = ()
    only_after_district: tuple[str, ...] = ()


class Zone(Shape):
    """A development zone or park without a code; it spans towns and decides none (功能区)."""

    name: str
    name_en: str = ""
    aliases: tuple[str, ...] = ()
    only_after_district: tuple[str, ...] = ()


class District(Shape):
    """A home district: its names, towns and zones (辖区).

    Attributes:
        aliases: names of the district itself in addresses, with its former ones.
        not_followed_by: per alias, characters after which it is another word: 长寿 in 长寿命.
        towns_known: False when no town of this district is held; figures by town are then not offered.
    """

    code: str = Field(pattern=r"^[1-9][0-9]{5}$")
    label: Text
    postcode: str = Field(default="", pattern=r"^([0-9]{6})?$")
    former: tuple[str, ...] = ()
    aliases: tuple[str, ...] = Field(min_length=1)
    not_followed_by: dict[str, str] = Field(default_factory=dict)
    towns: tuple[Town, ...] = ()
    zones: tuple[Zone, ...] = ()
    source: tuple[Source, ...] = ()
    verified: bool = False
    known_gaps: tuple[Text, ...] = ()

    @property
    def towns_known(self) -> bool:
        """True when at least one town is held."""
        return bool(self.towns)


def district(code: str, overlay: Path | None = None) -> District:
    """The district of that code with its towns (辖区).

    Args:
        code: any code of ``regions``: ``districts/<code>.yaml`` of the overlay or the product when there is
            one; otherwise names from the code table and towns from ``towns``, if any.
        overlay: the office's own data folder.

    Returns:
        ``len(district("500115").towns)`` is 19. Of a former code: the district that replaced it.

    Raises:
        NotFound: no place has that code.
        BadDefinition: the district's file is wrong.
    """
    region = find_region(code, overlay)
    return _district(region.replaced_by or code, overlay)


def district_files(overlay: Path | None = None) -> dict[str, Path]:
    """The files of districts by code, sorted; the office's own stands in for a shipped one."""
    roots = [SHIPPED, *([overlay] if overlay else [])]
    return dict(sorted({file.stem: file for root in roots for file in root.glob("districts/*.yaml")}.items()))


def check_districts(overlay: Path | None = None) -> list[str]:
    """Every problem of the district files, shipped and the office's own, read afresh (检查辖区文件)."""
    problems = []
    roots = [SHIPPED, *([overlay] if overlay else [])]
    for file in sorted(file for root in roots for file in root.glob("districts/*.yaml")):
        try:
            _checked(_read(file), overlay)
        except ZhiquanError as problem:
            problems.append(f"{file.name}: {problem}")
    return problems


@cache
def _district(code: str, overlay: Path | None) -> District:
    for root in (overlay, SHIPPED):
        file = root / "districts" / f"{code}.yaml" if root is not None else None
        if file is not None and file.is_file():
            return _checked(_read(file), overlay)
    return _from_tables(find_region(code, overlay), overlay)


def _from_tables(region: Region, overlay: Path | None) -> District:
    towns = tuple(
        Town(
            code=row["code"],
            name=row["name"],
            kind=kind,
            short_name=short,
            only_after_district=(row["name"], short),
        )
        for row in open_table("towns", overlay).rows
        if row["district"] == region.code
        for short, kind in [_split_town(row["name"])]
    )
    names = tuple(dict.fromkeys([region.full_name, region.name]))
    return District(code=region.code, label=Words(region.name, region.name), aliases=names, towns=towns)


def _split_town(name: str) -> tuple[str, str]:
    kind = next((kind for kind in _TOWN_KINDS if name.endswith(kind) and len(name) > len(kind) + 1), "")
    return name.removesuffix(kind), kind


def _read(file: Path) -> District:
    try:
        found = District.model_validate(read_yaml(file.read_text("utf-8"), file=str(file)))
    except (OSError, UnicodeDecodeError) as problem:
        raise _refused(Words(f"无法读取：{problem}", f"cannot be read: {problem}"), file=file) from problem
    except ValidationError as problem:
        first = problem.errors()[0]
        place = ".".join(str(step) for step in first["loc"])
        raise _refused(Words(first["msg"], first["msg"]), file=file, entry=place) from problem
    if found.code != file.stem:
        raise _refused(Words("代码须与文件同名", "the code must be the file's name"), file=file, value=found.code)
    return found


def _checked(found: District, overlay: Path | None) -> District:
    codes = [town.code for town in found.towns]
    foreign = [code for code in codes if not code.startswith(found.code)]
    twice = [code for code in codes if codes.count(code) > 1]
    for wrong, rule in (
        (foreign, Words("镇街代码须以本区代码开头", "a town's code must begin with the district's")),
        (twice, Words("镇街代码重复", "two towns share a code")),
    ):
        if wrong:
            raise _refused(rule, district=found.code, value=wrong[0])
    find_region(found.code, overlay)
    for code in found.former:
        if find_region(code, overlay).replaced_by != found.code:
            rule = Words(
                "曾用代码在 regions 表中并未由本区接替",
                "the table regions does not say this district replaced it",
            )
            raise _refused(rule, district=found.code, value=code)
    return found


def _refused(rule: Words, **where: object) -> BadDefinition:
    return BadDefinition(
        Words(f"辖区文件有误：{rule.zh}", f"district file: {rule.en}"),
        where=where,
        remedy=Words("请改正 districts 下的该文件。", "Correct that file under districts."),
    )
