"""Duties of a plan and how far evidence brings them; a typed percentage is never read (任务与进展)."""

from zhiquan.plan.duties.goalposts import Goalpost, goalposts
from zhiquan.plan.duties.progress import HOW, STATES, Progress, Proof, State, chosen, duties_on, unit_numbers
from zhiquan.plan.duties.reading import Duty, Tie, namer, read_duties, split_lines

__all__ = [
    "HOW",
    "STATES",
    "Duty",
    "Goalpost",
    "Progress",
    "Proof",
    "State",
    "Tie",
    "chosen",
    "duties_on",
    "goalposts",
    "namer",
    "read_duties",
    "split_lines",
    "unit_numbers",
]
