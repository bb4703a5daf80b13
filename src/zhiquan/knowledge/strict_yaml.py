"""Reading YAML without its traps: dates stay dates, amounts are quoted, keys are words (严格的 YAML)."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

import yaml

from zhiquan.basics.errors import BadDefinition
from zhiquan.basics.words import Words

KeyPath = tuple[str | int, ...]
"""Keys and list positions from the top of a file to one entry."""

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TAG = "tag:yaml.org,2002:"
_WHOLE = re.compile(r"-?(0|[1-9][0-9]*)")
_QUOTE = Words('请给该值加引号，例如 "900"。', 'Quote the value, for example "900".')


def read_yaml(text: str, *, file: str) -> object:
    """One YAML document as plain Python values.

    Args:
        text: the whole file.
        file: its name, for messages.

    Returns:
        dict, list, str, int, bool, None and ``date`` only: ``read_yaml('from: 2021-06-01', file='a.yaml')``
        is ``{"from": date(2021, 6, 1)}``.

    Raises:
        BadDefinition: the text is no YAML, a key is written twice or is not a word, an amount is not
            quoted, ``yes``/``no``/``on``/``off`` stands for a truth value, or a file uses tags or references.
    """
    return _Reader(file).value(_compose(text, file), ())


def line_of(text: str, path: KeyPath) -> int:
    """The 1-based line of one entry, or of the last part of its path that is there."""
    node = _compose(text, "")
    for step in path:
        node = _child(node, step) or node
    return int(node.start_mark.line) + 1 if node is not None else 1


def spell(path: KeyPath) -> str:
    """A path as people write it: ``("versions", 1, "yuan")`` is ``versions[1].yuan``."""
    parts = [f"[{step}]" if isinstance(step, int) else f".{step}" for step in path]
    return "".join(parts).lstrip(".") or "(top)"


def _compose(text: str, file: str) -> yaml.Node | None:
    try:
        return yaml.compose(text, Loader=_LOADER)
    except yaml.YAMLError as problem:
        mark = getattr(problem, "problem_mark", None)
        said = getattr(problem, "problem", None) or "unreadable character"
        raise BadDefinition(
            Words("不是有效的 YAML", f"not valid YAML: {said}"),
            where={"file": file} | ({"line": mark.line + 1} if mark else {}),
            remedy=Words("请检查缩进、引号和冒号。", "Check indentation, quotes and colons."),
        ) from problem


def _child(node: yaml.Node | None, step: str | int) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        pairs: list[tuple[yaml.Node, yaml.Node]] = node.value
        return next((value for key, value in pairs if key.value == step), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int):
        items: list[yaml.Node] = node.value
        return items[step] if step < len(items) else None
    return None


class _Reader:
    """Turns the nodes of one file into values, refusing what YAML would quietly change."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.seen: set[int] = set()
        self.scalars: dict[str, Callable[[yaml.ScalarNode, KeyPath], object]] = {
            "str": lambda node, _: str(node.value),
            "null": lambda *_: None,
            "int": self._whole,
            "bool": self._truth,
            "timestamp": self._day,
            "float": partial(self._unquoted, rule=Words("金额与比率必须加引号", "amounts must be quoted")),
        }

    def value(self, node: yaml.Node | None, path: KeyPath) -> object:
        """The value of one node."""
        if node is None:
            return None
        if isinstance(node, yaml.ScalarNode):
            read = self.scalars.get(node.tag.removeprefix(_TAG))
            if read is None:
                raise self.refused(node, path, Words("不支持的标签", "tags are not supported"))
            return read(node, path)
        if id(node) in self.seen:
            raise self.refused(node, path, Words("不使用 & 与 * 引用", "no & and * references"))
        self.seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        return [self.value(item, (*path, place)) for place, item in enumerate(node.value)]

    def _mapping(self, node: yaml.MappingNode, path: KeyPath) -> dict[str, object]:
        found: dict[str, object] = {}
        for key, value in node.value:
            place = (*path, key.value if isinstance(key.value, str) else "?")
            if key.tag != f"{_TAG}str":
                raise self.refused(key, place, _key_rule(key), remedy=_KEY_REMEDY)
            if key.value in found:
                raise self.refused(
                    key,
                    place,
                    Words("同一个键写了两次", "the same key is written twice"),
                    remedy=Words("请只保留一处。", "Keep one of the two."),
                )
            found[key.value] = self.value(value, place)
        return found

    def _whole(self, node: yaml.ScalarNode, path: KeyPath) -> int:
        if not _WHOLE.fullmatch(node.value):
            raise self.refused(node, path, Words("整数写法会被误读", "this number would be misread"))
        return int(node.value)

    def _truth(self, node: yaml.ScalarNode, path: KeyPath) -> bool:
        if node.value not in ("true", "false"):
            rule = Words("on/off/yes/no 会变成真假值", "on, off, yes and no would become true or false")
            raise self.refused(node, path, rule, remedy=_WORD_REMEDY)
        return bool(node.value == "true")

    def _day(self, node: yaml.ScalarNode, path: KeyPath) -> date:
        try:
            return date.fromisoformat(node.value)
        except ValueError:
            rule = Words("日期须写作 2026-11-22", "write a day as 2026-11-22")
            raise self.refused(node, path, rule) from None

    def _unquoted(self, node: yaml.ScalarNode, path: KeyPath, *, rule: Words) -> object:
        raise self.refused(node, path, rule)

    def refused(self, node: yaml.Node, path: KeyPath, rule: Words, *, remedy: Words = _QUOTE) -> BadDefinition:
        """The error for one node."""
        value = node.value if isinstance(node, yaml.ScalarNode) else ""
        where = {"file": self.file, "path": spell(path), "line": node.start_mark.line + 1, "value": value}
        return BadDefinition(rule, where=where, remedy=remedy)


_WORD_REMEDY = Words("真假值写 true 或 false；若是文字请加引号。", "Write true or false; quote it when it is a word.")
_KEY_REMEDY = Words(
    "请给键加引号或换一个键名，例如用 from 代替 on。",
    "Quote the key or use another, for example from instead of on.",
)


def _key_rule(key: yaml.Node) -> Words:
    if key.tag == f"{_TAG}bool":
        return Words(f"键 {key.value} 会被读成真假值", f"the key {key.value} would be read as true or false")
    return Words("键必须是文字", "a key must be a word")
