"""Months on a calendar."""

from calendar import monthrange
from datetime import date


def add_months(anniversary: date, months: int) -> date:
    """The same day of the month, that many months later; the last day where that month is shorter.

    Always counted from the anniversary itself: from 31 January, one month leads to 28 or 29 February and two lead to 31 March. [rule 2]
    """
    years, month = divmod(anniversary.year * 12 + anniversary.month - 1 + months, 12)
    return date(years, month + 1, min(anniversary.day, monthrange(years, month + 1)[1]))
