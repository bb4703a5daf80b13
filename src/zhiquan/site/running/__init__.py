"""How the place itself is doing: health, measured numbers, log lines (运行状况)."""
