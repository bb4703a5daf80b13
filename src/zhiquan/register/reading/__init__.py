"""Asking the register: rights on a day, one right with its sources, tables to take away (查询)."""
