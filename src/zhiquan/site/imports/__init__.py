"""Files in: drop, trial run, columns, progress, row errors, repair, undo (数据导入)."""
