"""How a matter may move: states, steps, clocks (办案规则)."""
