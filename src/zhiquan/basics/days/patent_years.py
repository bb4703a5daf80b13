"""Days of a patent's life counted from its filing day: patent years, fees, grace, expiry (专利年度).

All days are raw, as the filing day gives them: rolling to a working day needs a calendar and is the caller's.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from zhiquan.basics.days.lengths import add_months
from zhiquan.basics.errors import BadInput
from zhiquan.basics.words import Words

GRACE_MONTHS = 6


@dataclass(frozen=True, slots=True)
class SurchargeStep:
    """A stretch of the grace period with one surcharge (滞纳金时段).

    ``first`` and ``last`` both belong to it; ``months`` is how many monthly shares are added, 0 to 5. The
    share itself (5 % of the full annual fee) is data of the knowledge room.
    """

    first: date
    last: date
    months: int


def anniversary(filed: date, years: int) -> date:
    """The day corresponding to the filing day, ``years`` later (申请日的相应日).

    Returns:
        ``anniversary(date(2004, 2, 29), 1)`` is 2005-02-28. With the term in years it is the day from which
        the patent has expired: filed 1999-09-06, invention, 2019-09-06; its last day is 2019-09-05.

    Source:
        Implementing rules of the patent law art 5 (no corresponding day: the month's last day).
    """
    return add_months(filed, 12 * years)


def patent_year(filed: date, day: date) -> int:
    """Number of the patent year that holds ``day``, 1 from the filing day (专利年度).

    Returns:
        Filed 1999-06-01: 2000-05-31 lies in year 1, 2000-06-01 in year 2.

    Raises:
        BadInput: ``day`` is before the filing day.
    """
    if day < filed:
        raise BadInput(
            Words("申请日之前没有专利年度", "there is no patent year before the filing day"),
            where={"filed": filed, "day": day},
        )
    years = day.year - filed.year
    return years + 1 if anniversary(filed, years) <= day else years


def annual_fee_due(filed: date, year: int) -> date:
    """Last day to pay the annual fee of a patent year without being late (年费缴费期限届满日).

    Args:
        filed: filing day.
        year: patent year paid for, 2 or later and after the year of grant (that one is paid at registration).

    Returns:
        Filed 1997-06-03, year 6: 2002-06-03, the corresponding day on which year 5 is complete.

    Raises:
        BadInput: ``year`` is below 2.

    Source:
        Implementing rules of the patent law arts 114-115; examination guidelines part 5 chapter 9.
    """
    if year < 2:
        raise BadInput(
            Words("首个专利年度的年费在办理登记时缴纳", "the first patent year's fee is paid at registration"),
            where={"year": year},
        )
    return anniversary(filed, year - 1)


def grace_end(due: date) -> date:
    """Last day of the six months in which a late annual fee can still be paid (滞纳期届满日).

    Returns:
        Due 2024-08-31: 2025-02-28.

    Source:
        Implementing rules of the patent law art 115.
    """
    return add_months(due, GRACE_MONTHS)


def surcharge_steps(due: date) -> tuple[SurchargeStep, ...]:
    """The six stretches of the grace period, each with its number of monthly surcharges (滞纳金时段).

    Returns:
        Due 2024-05-05: 05-06 to 06-05 none, 06-06 to 07-05 one, ... 10-06 to 11-05 five.

    Source:
        Implementing rules of the patent law art 115; no surcharge in the first month is CNIPA's practice.
    """
    ends = [add_months(due, month) for month in range(GRACE_MONTHS + 1)]
    return tuple(
        SurchargeStep(first=ends[month] + timedelta(days=1), last=ends[month + 1], months=month)
        for month in range(GRACE_MONTHS)
    )


def months_late(due: date, paid: date) -> int:
    """Monthly surcharges owed when an annual fee due on ``due`` is paid on ``paid`` (滞纳月数).

    Returns:
        0 when in time or at most one month late. Due 2024-05-05: paid 06-05 is 0, paid 06-06 is 1.

    Raises:
        BadInput: the grace period is over; the right has lapsed and needs restoration.
    """
    if paid <= due:
        return 0
    for step in surcharge_steps(due):
        if paid <= step.last:
            return step.months
    raise BadInput(
        Words("已过滞纳期，须请求恢复权利", "paid after the grace period: the right needs restoration"),
        where={"due": due, "grace_end": grace_end(due), "paid": paid},
    )
