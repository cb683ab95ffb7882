"""Working days as a Danish municipality counts them: Monday to Friday, without the holidays;
and months as a calendar counts them.
"""

from calendar import monthrange
from datetime import date, timedelta
from functools import cache

FIXED = ((1, 1), (6, 5), (12, 24), (12, 25), (12, 26), (12, 31))
FROM_EASTER = (-3, -2, 0, 1, 39, 49, 50)
SCHOOL = {7: "winter", 8: "winter", 28: "summer", 29: "summer", 30: "summer", 42: "autumn"}
WEEK = timedelta(weeks=1)


def after(day, count):
    """The day that many working days after this one."""
    while count:
        day += timedelta(days=1)
        count -= is_workday(day)
    return day


def months_after(day, count):
    """The same day so many months on; the last of a month that is shorter."""
    years, month = divmod(day.month - 1 + count, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def is_workday(day):
    return day.weekday() < 5 and day not in holidays(day.year)


@cache
def holidays(year):
    """The days off, Constitution Day and the two eves among them."""
    fixed = (date(year, month, day) for month, day in FIXED)
    return {*fixed, *(easter(year) + timedelta(days=n) for n in FROM_EASTER)}


def easter(year):
    """Easter Sunday of the Gregorian calendar, by Meeus, Jones and Butcher."""
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return date(year, f // 31, f % 31 + 1)


def monday_of(day):
    return day - timedelta(days=day.weekday())


def holiday_weeks(first, last):
    """(Monday, why) of the weeks from `first` to `last` in which a municipality hardly meets:
    `winter`, `easter`, `summer`, `autumn` or `christmas` (domain section 6)."""
    monday = monday_of(first)
    while monday <= last:
        if why := _why_off(monday):
            yield monday, why
        monday += WEEK


def _why_off(monday):
    days = [monday + timedelta(days=n) for n in range(5)]
    if easter(monday.year) - timedelta(days=3) in days:
        return "easter"
    if any((day.month, day.day) in ((12, 25), (12, 31), (1, 1)) for day in days):
        return "christmas"
    return SCHOOL.get(monday.isocalendar().week)
