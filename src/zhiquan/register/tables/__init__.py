"""Shapes of the register's tables: columns, keys and their meaning (表结构)."""

from zhiquan.register.tables.catalogue import DERIVED, OBSERVATIONS, RIGHT_KINDS, TABLES, table_named
from zhiquan.register.tables.shapes import Column, TableShape

__all__ = ["DERIVED", "OBSERVATIONS", "RIGHT_KINDS", "TABLES", "Column", "TableShape", "table_named"]
