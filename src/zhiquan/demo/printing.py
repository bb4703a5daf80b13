"""How names and addresses really come out in exports: brackets, spaces, old forms of characters (印出的写法)."""

from __future__ import annotations

import random
from dataclasses import dataclass

from zhiquan.demo.enterprises import Enterprise
from zhiquan.demo.truth import Truth

_OLD_FORMS = str.maketrans("长华东钢铁机电网业汇锐诚远达凤联卓龙门阀涂", "長華東鋼鐵機電網業匯銳誠遠達鳳聯卓龍門閥塗")
_MARK = "演示"


@dataclass(slots=True)
class Printer:
    """Prints names and addresses of one file, a few of them oddly, and notes each odd one once.

    Args:
        chance: its stream of chance.
        truth: where odd values are noted.
        file: name of the file.
        names: heading of the column of names, and ``places`` of that of addresses.
    """

    chance: random.Random
    truth: Truth
    file: str
    names: str
    places: str

    def name(self, holder: Enterprise) -> str:
        """The name as printed, in about one row of forty with other brackets, spaces or characters."""
        if holder.form == "自然人" or self.chance.random() > 0.025:
            return holder.name
        printed = self._odd_name(holder.name)
        if printed != holder.name:
            self._note("name", self.names, printed, holder.name)
        return printed

    def address(self, holder: Enterprise) -> str:
        """The address as printed, in about one row of ten without town or with the county's old name."""
        draw = self.chance.random()
        if draw < 0.05:
            printed = holder.address.replace(holder.town_name, "")
            return self._noted("address_without_town", printed, holder)
        if draw < 0.065:
            return self._noted("old_county", holder.address.replace("长寿区", "长寿县"), holder)
        if draw < 0.1:
            return f"401220 {holder.address}"
        return holder.address

    def _odd_name(self, name: str) -> str:
        draw = self.chance.random()
        if draw < 0.45 and "（" in name:
            return name.replace("（", "(").replace("）", ")")
        if draw < 0.75:
            return name.replace(_MARK, f"{_MARK} ").replace("有限", " 有限", 1)
        return _MARK + name.removeprefix(_MARK).translate(_OLD_FORMS)

    def _noted(self, kind: str, printed: str, holder: Enterprise) -> str:
        self._note(kind, self.places, printed, holder.town)
        return printed

    def _note(self, kind: str, column: str, value: str, means: str) -> None:
        entry = {"kind": kind, "file": self.file, "column": column, "value": value, "means": means}
        if entry not in self.truth.dirt:
            self.truth.dirt.append(entry)
