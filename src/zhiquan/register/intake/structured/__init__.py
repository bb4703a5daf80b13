"""Readers of structured patent and trade-mark files of offices: XML, SGML, tagged text, JSON (结构化文件)."""

from zhiquan.register.intake.structured.detect import structured_parts

__all__ = ["structured_parts"]
