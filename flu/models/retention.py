"""How long words stay (P21, L5): the dates, and the sweep that keeps to them.

What was shared in a programme goes `retain_months` after its end; where the group goes on, so many
months after it was last touched, if that is later. What only its author reads goes a year after it
was last touched, and never before what was shared. What was left without a name stays.
"""

from datetime import time, timedelta

from flu import clock, workdays
from flu.db import transaction
from flu.models.action import Action
from flu.models.backing import Backing
from flu.models.belongings import Own
from flu.models.brief import Brief
from flu.models.comment import Comment
from flu.models.consent import Voice
from flu.models.experiment import Experiment
from flu.models.flag import Flag
from flu.models.focus import Focus
from flu.models.follow_up import FollowUp
from flu.models.frame import Frame
from flu.models.group import Group
from flu.models.habit import Habit
from flu.models.hiding import Hiding
from flu.models.keepsake import Keepsake
from flu.models.lift import Lift
from flu.models.minute import Minute
from flu.models.oblivion import overwrite_what_goes
from flu.models.programme import WARNED, Enrolment, Programme
from flu.models.reflection import Reflection
from flu.models.seance import Seance
from flu.models.severance import sever
from flu.models.topic import Topic
from flu.models.user import NAMELESS, User

IDLE, SHORTEST_YEAR = 12, timedelta(days=365)  # months
SHARED = (Action, Experiment, Reflection, Comment)  # a comment goes last: most go with a thread
SENT = (Brief, Backing, Lift)
PRIVATE = (Experiment, Reflection, Habit)
MOMENTS = ("created_at", "edited_at", "shared_at", "concluded_at", "let_go_at")


def forget_the_old():
    """What the dates say, as of today. How many things went."""
    overwrite_what_goes()
    with transaction():
        over = [p for p in Programme.select() if p.retained_until <= clock.today()]
        sever(over)
        shared = sum(_delete(row) for p in over for row in due_in(p, clock.today()))
        shared += sum(_delete(row) for p in over for row in said_at_meetings(p, clock.today()))
        shared += sum(_delete(row) for p in over for row in sent_up(p, clock.today()))
        return shared + sum(_delete(row) for row in idle_on(clock.today()))


def due_in(programme, day):
    """What was shared there and is to be gone on this day."""
    for group in Group.select().where(Group.programme == programme):
        for noun in SHARED:
            here = _named(noun).where(noun.group == group, noun.visibility != "private")
            yield from [row for row in here if goes_on(row, group) <= day]


def said_at_meetings(programme, day):
    """Minutes and topics: the whole hold's by the programme's date, a group's by the group's."""
    lines = Minute.select(Minute, Seance).join(Seance).join(Frame)
    rows = [(row, row.seance.group) for row in lines.where(Frame.programme == programme)]
    rows += [(row, row.group) for row in Topic.select().where(Topic.programme == programme)]
    return [row for row, group in rows if group is None or goes_on(row, group) <= day]


def sent_up(programme, day):
    """What its leaders sent up the line: by the programme's date, or so long after it was sent."""
    here = (Enrolment.programme == programme) & (Enrolment.role == "participant")
    leaders = Enrolment.select(Enrolment.user).where(here)
    rows = [row for noun in SENT for row in noun.select().where(noun.author.in_(leaders))]
    return [r for r in rows if workdays.months_after(touched_on(r), programme.retain_months) <= day]


def idle_on(day):
    """What only its author reads, and has not touched for a year."""
    open_still = [p.id for p in Programme.select() if p.retained_until > day]
    busy = Enrolment.select(Enrolment.user).where(Enrolment.programme.in_(open_still))
    own = [
        noun.select().where(noun.visibility == "private", noun.author.not_in(busy))
        for noun in PRIVATE
    ]
    own += [
        Keepsake.select().where(Keepsake.user.not_in(busy)),
        Focus.select().where(Focus.author.not_in(busy)),
    ]
    long_ago = clock.at(day - SHORTEST_YEAR, time.max)
    for rows in own:
        old = rows.where(rows.model.created_at <= long_ago)
        yield from [row for row in old if workdays.months_after(touched_on(row), IDLE) <= day]


def goes_on(row, group):
    """The day it is gone."""
    end, months = group.programme.retained_until, group.programme.retain_months
    if group.archived_at or end >= workdays.months_after(clock.today(), months):
        return end
    return max(end, workdays.months_after(touched_on(_whole(row)), months))


def touched_on(row):
    """The day anybody last wrote in it: a try with its threads, a thread with its answers."""
    moments = [getattr(row, name, None) for name in MOMENTS]
    days = [clock.local(moment).date() for moment in moments if moment]
    return max([*days, *(touched_on(each) for each in _within(row))])


def kept(user):
    """(thing with what goes along, the day it goes) of all this person shares."""
    for programme in Programme.visible_to(user):
        groups = {group.id: group for group in Group.within(programme)}
        for unit in Own.shared_in(programme, user):
            yield unit, goes_on(unit.item, groups[unit.item.group_id])


def warned(user):
    """The day when something of this person's goes, if that is within 30 days; else None."""
    soon = clock.today() + WARNED
    days = [
        goes_on(row, group)
        for programme in Programme.visible_to(user)
        if programme.retained_until <= soon
        for group in Group.select().where(Group.programme == programme)
        for noun in SHARED
        for row in noun.select().where(noun.author == user, noun.group == group,
                                       noun.visibility != "private")
    ]  # fmt: skip
    return min((day for day in days if day <= soon), default=None)


def _whole(row):
    """What it goes with: an answer with its thread, a thread with the try it shares."""
    if isinstance(row, Comment):
        return _whole(row.reflection)
    shares = isinstance(row, Reflection) and row.experiment is not None
    return row.experiment if shares and row.experiment.visibility != "private" else row


def _within(row):
    if isinstance(row, Experiment):
        yield from Reflection.select().where(Reflection.experiment == row)
    elif isinstance(row, Reflection):
        yield from Comment.select().where(Comment.reflection == row)
    elif isinstance(row, Action):
        yield from FollowUp.select().where(FollowUp.action == row)
        yield from Voice.select().where(Voice.action == row)


def _named(noun):
    nobody = User.select(User.id).where(User.email.endswith(NAMELESS))
    return noun.select().where(noun.author.not_in(nobody))


def _delete(row):
    """The row and all that hangs on it. 0 if it went with another before."""
    noun = type(row)
    if isinstance(row, Experiment):
        still_shared = (Reflection.experiment == row) & (Reflection.visibility != "private")
        if row.visibility == "private" and Reflection.select().where(still_shared).exists():
            return 0
    for hanging in _within(row):
        _delete(hanging)
    for kind in (Flag, Hiding):
        about = (kind.subject_kind == noun.__name__.lower()) & (kind.subject_id == row.id)
        kind.delete().where(about).execute()
    return noun.delete().where(noun.id == row.id).execute()
