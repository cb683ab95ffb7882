"""Which format fits this week: never the same three weeks in a row unless it is chosen."""

from collections import defaultdict
from datetime import time, timedelta

from peewee import JOIN

from flu import clock, defaults
from flu.models.format import WEEKLY, Format
from flu.models.notes import AFTER, BEFORE
from flu.models.reflection import Reflection

BACK = 12  # weeks that are looked back


def suggested(order, used, week, fits=None):
    """The code of the format for this week: the weekly one, unless it was used in each of the
    last two weeks; then one the programme asks for this week, else the next in its order.

    `order`: codes as the programme has them; `used`: code → how many weeks ago (0 is this week);
    `fits`: code → the weeks it is meant for, all weeks without any.
    """
    fits = fits or {}
    tired = {code for code, ago in used.items() if {1, 2} <= set(ago)}
    if WEEKLY in order and WEEKLY not in tired:
        return WEEKLY
    others = [code for code in order if code not in tired and code != WEEKLY]
    asked = [code for code in others if week in fits.get(code, ())]
    open_ = [code for code in _after_last(order, used) if code in others and not fits.get(code)]
    return next(iter((*asked, *open_, *others)), next(iter(order), None))


class Rotation:
    """The programme's formats, and when this person last wrote in each."""

    def __init__(self, user, programme):
        self.week, self.used, found = programme.week, defaultdict(set), {}
        for format, ago in _uses(user, programme):
            found[format.id] = format
            if ago is not None:
                self.used[format.code].add(ago)
        self.formats = list(found.values())

    @property
    def format(self):
        """The one to suggest; None if the programme has none."""
        order = [format.code for format in self.formats if _is_weekly(format)]
        past = {code: {ago for ago in agos if ago} for code, agos in self.used.items()}
        code = suggested(order, past, self.week, FITS)
        return next((format for format in self.formats if format.code == code), None)

    @property
    def is_written(self):
        """This week's two minutes are there, in the weekly format or the suggested one."""
        format = self.format
        codes = {WEEKLY, format.code} if format else {WEEKLY}
        return any(0 in self.used[code] for code in codes)


FITS = {format.code: format.weeks for format in defaults.formats()}


def _is_weekly(format):
    """Those before and after a seance are asked for there; a private one is nobody's business."""
    return not format.private and format.code not in (BEFORE, AFTER)


def week_began():
    """Midnight before this week's Monday."""
    return clock.at(_monday_of(clock.today()), time())


def _uses(user, programme):
    """(format, weeks ago or None), one for each use of it, in the programme's order."""
    used = (
        (Reflection.format == Format.id)
        & (Reflection.author == user)
        & Reflection.withdrawn_at.is_null()
        & (Reflection.created_at >= week_began() - timedelta(weeks=BACK))
    )
    rows = (
        Format.within(programme)
        .select(Format, Reflection.created_at.alias("used_at"))
        .join(Reflection, JOIN.LEFT_OUTER, on=used)
    )
    for format in rows.objects():
        yield format, format.used_at and _weeks_since(format.used_at)


def _weeks_since(moment):
    return (_monday_of(clock.today()) - _monday_of(clock.local(moment).date())).days // 7


def _monday_of(day):
    return day - timedelta(days=day.weekday())


def _after_last(order, used):
    """The codes of the order, beginning behind the one that was last used beside the weekly."""
    others = {code: min(ago) for code, ago in used.items() if ago and code != WEEKLY}
    last = min(others, key=lambda code: (others[code], code), default=WEEKLY)
    at = order.index(last) + 1 if last in order else 0
    return [*order[at:], *order[:at]]
