"""What the columns of a grid mean: headings, values, and how sure that is (理解表格)."""

from zhiquan.register.intake.understanding.grids import Understood, understand
from zhiquan.register.intake.understanding.headings import Headings
from zhiquan.register.intake.understanding.uses import ColumnUse

__all__ = ["ColumnUse", "Headings", "Understood", "understand"]
