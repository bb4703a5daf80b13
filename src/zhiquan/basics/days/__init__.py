"""Legal days: working days, periods and their last day, patent years (期限计算).

Nothing here reads a clock or a file: the calendar comes from ``zhiquan.knowledge.holidays``.
"""

from zhiquan.basics.days.because import Step
from zhiquan.basics.days.calendar import Calendar
from zhiquan.basics.days.due import DueDate, due_date
from zhiquan.basics.days.lengths import Length, add_months, calendar_end
from zhiquan.basics.days.reading import length_from, parse_day, parse_length
from zhiquan.basics.days.schedule import ListedDay, NoSchedule
from zhiquan.basics.days.term import DeemedService, Extension, Restart, Suspension, Term

__all__ = [
    "Calendar",
    "DeemedService",
    "DueDate",
    "Extension",
    "Length",
    "ListedDay",
    "NoSchedule",
    "Restart",
    "Step",
    "Suspension",
    "Term",
    "add_months",
    "calendar_end",
    "due_date",
    "length_from",
    "parse_day",
    "parse_length",
]
