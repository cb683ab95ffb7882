"""When in the half-year something is asked anew: at the start, midway and at the end (S1, S2)."""

from datetime import timedelta

from flu import clock, defaults

OPEN_FOR = 2  # weeks


def week_of(moment, programme):
    """The week in which it begins: 1, 13 and 26 of 26."""
    return max(1, round(programme.weeks * moment.share))


def current(programme):
    """The code of the latest that has begun; before the first week it is the first."""
    begun = [m for m in defaults.moments() if week_of(m, programme) <= programme.week]
    return (begun or defaults.moments())[-1 if begun else 0].code


def just_begun(programme):
    """The code of the one that began this week or the last, else None."""
    begun = [m for m in defaults.moments() if week_of(m, programme) <= programme.week]
    if not begun or programme.week >= week_of(begun[-1], programme) + OPEN_FOR:
        return None
    return None if _long_over(programme) else begun[-1].code


def _long_over(programme):
    """The weeks are counted no further than the one after the last."""
    return clock.today() >= programme.ends_on + timedelta(weeks=OPEN_FOR - 1)
