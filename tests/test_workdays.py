"""Working days over weekends, Easter, Whitsun and Christmas."""

from datetime import date

import pytest

from flu import workdays


@pytest.mark.parametrize(
    "year, sunday",
    [
        (2019, date(2019, 4, 21)),
        (2024, date(2024, 3, 31)),
        (2026, date(2026, 4, 5)),
        (2027, date(2027, 3, 28)),
        (2038, date(2038, 4, 25)),
        (2285, date(2285, 3, 22)),
    ],
)
def test_easter_falls_where_the_almanac_says(year, sunday):
    assert workdays.easter(year) == sunday


@pytest.mark.parametrize(
    "asked, answered",
    [
        (date(2026, 11, 23), date(2026, 11, 26)),  # Monday to Thursday
        (date(2026, 11, 25), date(2026, 11, 30)),  # over a weekend
        (date(2026, 11, 27), date(2026, 12, 2)),  # asked on a Friday
        (date(2026, 11, 28), date(2026, 12, 2)),  # asked on a Saturday
        (date(2026, 12, 22), date(2026, 12, 29)),  # over Christmas and a weekend
        (date(2026, 12, 29), date(2027, 1, 5)),  # over New Year
        (date(2026, 4, 1), date(2026, 4, 9)),  # over Easter
        (date(2026, 5, 12), date(2026, 5, 18)),  # over Ascension Day
        (date(2026, 5, 22), date(2026, 5, 28)),  # over Whit Monday
        (date(2026, 6, 4), date(2026, 6, 10)),  # over Constitution Day
    ],
)
def test_three_working_days_are_three_days_at_work(asked, answered):
    assert workdays.after(asked, 3) == answered
