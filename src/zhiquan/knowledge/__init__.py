"""Law, codes and definitions as dated data files, read and checked (知识)."""
