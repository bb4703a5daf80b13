"""From cells as printed to values of the register's types, column by column (读取取值)."""

from zhiquan.register.intake.values.problems import CellProblem, Column
from zhiquan.register.intake.values.reading import ColumnReader, Lookups, reader_of

__all__ = ["CellProblem", "Column", "ColumnReader", "Lookups", "reader_of"]
