"""How large things in a file may be before it is refused (大小限制)."""

from __future__ import annotations

CELL_CHARACTERS = 1_000_000
"""Longest cell: thirty times what a spreadsheet cell can hold; claims with description stay below it."""

LINE_CHARACTERS = 16_000_000
"""Longest line of a text file: several of the longest cells; a longer one is never read whole."""

COLUMNS = 512
"""Widest row: four times the widest export met so far."""

WORKBOOK_BYTES = 400 * 1024 * 1024
"""Largest workbook, packed; its rows are held in memory by the reading library."""

GRID_CELLS = 60_000_000
"""Most places of a sheet between its first and last cell: the reading library holds empty ones too."""

UNPACKED_BYTES = 8 * 1024 * 1024 * 1024
"""Most bytes the members of an archive may unpack to."""

UNPACKED_RATIO = 200
"""Most bytes an archive's member may unpack to per packed byte, once it is over ``RATIO_FROM``."""

RATIO_FROM = 50 * 1024 * 1024
"""Members smaller than this are never taken for a bomb: plain tables pack well."""

MEMBERS = 10_000
"""Most members of an archive."""

DEPTH = 3
"""Most archives inside one another."""
