"""The errors a caller may meet (错误). Each names the record, the rule broken and the way out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from zhiquan.basics.words import Language, Words


class ZhiquanError(Exception):
    """Root of every error the product raises on purpose.

    Args:
        message: what is wrong, naming the record and the rule; plain text or both languages.
        remedy: what the reader can do about it; optional.
        where: file, sheet, row, column, value or any other coordinates, by name, in print order.
    """

    status: ClassVar[int] = 500
    exit_code: ClassVar[int] = 70
    label: ClassVar[Words] = Words("错误", "error")

    def __init__(
        self,
        message: str | Words,
        *,
        remedy: str | Words | None = None,
        where: Mapping[str, object] | None = None,
    ) -> None:
        self.message = message if isinstance(message, Words) else Words(message, message)
        self.remedy = Words(remedy, remedy) if isinstance(remedy, str) else remedy
        self.where = {name: str(value) for name, value in (where or {}).items()}
        super().__init__(self.to("zh"))

    def to(self, language: Language) -> str:
        """The whole error in one language: message, coordinates, remedy."""
        text = self.message.to(language)
        if self.where:
            places = ", ".join(f"{name}={value}" for name, value in self.where.items())
            text = f"{text} [{places}]"
        if self.remedy is not None:
            lead = "处理办法：" if language == "zh" else "What to do: "
            text = f"{text}\n{lead}{self.remedy.to(language)}"
        return text

    def as_dict(self, language: Language) -> dict[str, object]:
        """The error as one JSON-ready object, schema ``error/1``."""
        return {
            "schema": "error/1",
            "error": type(self).__name__,
            "message": self.message.to(language),
            "where": self.where,
            "remedy": self.remedy.to(language) if self.remedy else None,
        }


class BadInput(ZhiquanError):
    """What the user gave cannot be used (输入有误)."""

    status = 422
    exit_code = 3
    label = Words("输入有误", "bad input")


class NotFound(ZhiquanError):
    """No record answers to that name (没有找到)."""

    status = 404
    exit_code = 4
    label = Words("没有找到", "not found")


class NotAllowed(ZhiquanError):
    """The record's state or the reader's role forbids it (不允许)."""

    status = 409
    exit_code = 5
    label = Words("不允许", "not allowed")


class BadDefinition(ZhiquanError):
    """A data file of ours is wrong: law, indicator, procedure, code table (定义文件有误)."""

    status = 500
    exit_code = 6
    label = Words("定义文件有误", "bad definition")
