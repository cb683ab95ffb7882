"""What waits for a person now: asked of me, my tries, my actions, then the group (N14)."""

from dataclasses import dataclass
from datetime import timedelta

from peewee import Value, fn

from flu import clock
from flu.models import afterwards, inbox
from flu.models.action import LIVE, Action
from flu.models.agreement import Agreement
from flu.models.comment import Comment
from flu.models.energy import EnergyCheck, this_monday
from flu.models.experiment import Experiment
from flu.models.flag import Flag
from flu.models.focus import Focus
from flu.models.format import WEEKLY, Format
from flu.models.guest import Guest
from flu.models.hiding import Hiding
from flu.models.notes import AFTER, BEFORE, before_and_after
from flu.models.phases import OVER, is_ripe
from flu.models.programme import Enrolment, Programme
from flu.models.pulse import Pulse
from flu.models.reading import has_come
from flu.models.recall import Recall
from flu.models.reflection import Reflection
from flu.models.rotation import Rotation, week_began
from flu.models.seance import Seance

SOON = timedelta(days=2)
FRESH = timedelta(days=14)
MOST = 6
THREADS_AT_MOST = 2
NEXT_OF = {
    "hypothesis": "plan",
    "tried": "observe",
    "observed": "reflect",
    "reflected": "share",
}
MINUTES = {
    "agreement": 3, "wonder": 1, "soon": 1, "live": 25, "before": 1, "takeaway": 1, "pulse": 1,
    "energy": 1, "echo": 1, "retention": 1,
}  # fmt: skip
JUST_NOW = timedelta(days=3)


@dataclass
class Waiting:
    """One thing worth two minutes: its kind, what it is about, and how long it takes."""

    kind: str
    subject: object

    @property
    def minutes(self):
        return MINUTES.get(self.kind, 2)

    @classmethod
    def for_(cls, user):
        """The list, the next thing first; it ends."""
        programme = _programme(user)
        things = [
            *(cls("agreement", agreement) for agreement in Agreement.awaiting(user)),
            *_tries_due(cls, user),
            *_sent_by_name(cls, user, programme),
            *(cls("question", comment) for comment in Comment.unanswered_for(user).limit(MOST)),
            *(cls("consent", action) for action in Action.awaiting(user).limit(MOST)),
            *_next_steps(cls, user),
            *_carried(cls, user),
            *_threads(cls, user),
        ]
        things[3:3] = _gatherings(cls, user, programme)
        things[1:1] = [cls(*thing) for thing in afterwards.waiting(programme, user)]
        if programme and programme.hiding:
            things.insert(0, cls("hiding", programme.hiding))
        if programme and programme.flags:
            things.insert(0, cls("flags", programme.flags))
        things += _recalled(cls, user, programme)
        if programme and programme.takes_part:
            things += _rhythm(cls, user, programme)
        return programme, things[:MOST]


def _programme(user):
    """The person's programme, knowing whether this week's two minutes are written."""
    takes_part = Enrolment.select(Value(1)).where(
        Enrolment.programme == Programme.id,
        Enrolment.user == user,
        Enrolment.role == "participant",
    )
    weekly_due = fn.EXISTS(takes_part) & ~fn.EXISTS(_weekly_of(user, 0))
    in_a_row = fn.EXISTS(_weekly_of(user, 1)) & fn.EXISTS(_weekly_of(user, 2))
    flags = Flag.open_for(user).select(fn.COUNT(Flag.id)).order_by()
    hiding = Hiding.of_author(user).select(fn.MIN(Hiding.id)).order_by()
    return (
        Programme.visible_to(user)
        .select_extend(
            fn.EXISTS(takes_part).alias("takes_part"),
            weekly_due.alias("weekly_due"),
            in_a_row.alias("in_a_row"),
            Recall.of_the_day(user).alias("takeaway"),
            fn.EXISTS(Guest.visible_to(user).select(Value(1)).order_by()).alias("visits"),
            fn.EXISTS(_around(user).select(Value(1)).order_by()).alias("gathers"),
            flags.alias("flags"),
            hiding.alias("hiding"),
            inbox.count(user).alias("sent_by_name"),
            fn.EXISTS(EnergyCheck.this_week(user)).alias("tapped"),
            Focus.latest(user).alias("newest_focus"),
            Pulse.latest(Pulse.moment).alias("pulse_moment"),
            Pulse.latest(Pulse.pot).alias("pulse_pot"),
        )
        .first()
    )


def _weekly_of(user, ago):
    """SQL: the two minutes written so many weeks ago."""
    monday = week_began() - timedelta(weeks=ago)
    return (
        Reflection.select(Value(1))
        .join(Format)
        .where(
            Reflection.author == user,
            Reflection.withdrawn_at.is_null(),
            Format.programme == Programme.id,
            Format.code == WEEKLY,
            Reflection.created_at >= monday,
            Reflection.created_at < monday + timedelta(weeks=1),
        )
    )


def _recalled(cls, user, programme):
    """One of my own takeaways, back after a while (F13)."""
    if programme and programme.takeaway:
        yield cls(
            "takeaway", Experiment.mine(user).where(Experiment.id == programme.takeaway).get()
        )


def _weekly(cls, user, programme):
    """This week's two minutes; in another format after two weeks of the same."""
    if not (programme and programme.weekly_due and 1 <= programme.week <= programme.weeks):
        return
    if not programme.in_a_row:
        yield cls("weekly", programme)
    elif not (rotation := Rotation(user, programme)).is_written:
        yield cls("weekly", rotation.format)


def _rhythm(cls, user, programme):
    """What comes with the weeks: the pulse, one's focus, the two minutes and then one tap."""
    moment, pot = programme.pulse_moment, programme.pulse_pot
    newest = {moment: Pulse(programme=programme, moment=moment, pot=pot)}
    if Pulse.waits_for(user, programme, newest):
        yield cls("pulse", programme)
    if Focus.asks(programme, programme.newest_focus):
        yield cls("focus", programme)
    weekly = list(_weekly(cls, user, programme))
    yield from weekly
    if not (weekly or programme.tapped) and 1 <= programme.week <= programme.weeks:
        yield cls("energy", this_monday())


def _mine(user):
    """My open tries with their audience, asked once a request."""
    if not hasattr(user, "open_tries"):
        size = Experiment.audience_size().alias("readers_now")
        states = ("planned", *NEXT_OF, "paused")
        user.open_tries = list(
            Experiment.mine(user).select_extend(size).where(Experiment.state.in_(states))
        )
    return user.open_tries


def _tries_due(cls, user):
    due = [it for it in _mine(user) if it.is_due]
    return [cls("due", it) for it in sorted(due, key=lambda it: it.planned_at)]


def _sent_by_name(cls, user, programme):
    """From below in the line; asked only if there is something, or if nothing tells."""
    if programme is None or programme.sent_by_name:
        yield from (cls(*it) for it in inbox.waiting(user, most=MOST))


def _next_steps(cls, user):
    for it in _mine(user):
        if it.state in NEXT_OF:
            yield cls(NEXT_OF[it.state], it)
        elif it.state == "paused" and it.paused_until and it.paused_until <= clock.today():
            yield cls("resume", it)
        elif it.state == "planned" and clock.now() < it.planned_at < clock.now() + SOON:
            yield cls("soon", it)


def _around(user):
    """The seances of these days."""
    days = (clock.now() - JUST_NOW, clock.now() + SOON)
    return Seance.visible_to(user).where(Seance.starts_at.between(*days))


def _gatherings(cls, user, programme):
    """The meeting that is on now, the one soon that wants a line (RF1), the one just over (RF2)."""
    if programme is None or programme.visits:
        yield from (cls("visit", visit) for visit in Guest.visible_to(user))
    for seance in _around(user) if programme and programme.gathers else ():
        if seance.is_live:
            yield cls("live", seance)
        elif "participant" in user.posts.get(seance.programme.id, ()):
            code = AFTER if seance.is_over else BEFORE
            if before_and_after(seance, user)[code] is None:
                yield cls("after" if seance.is_over else "before", seance)


def _carried(cls, user):
    horizon = clock.today() + SOON
    for action in Action.carried_by(user).where(Action.state.in_(LIVE)):
        if action.first_step_done_at is None and action.first_step_on <= horizon:
            yield cls("first_step", action)
        elif action.follow_up_on <= horizon:
            yield cls("follow_up", action)


def _threads(cls, user):
    """My own that I may gather now (N8), then those met with silence (N9), the eldest first."""
    for thread in _ripe_or_silent(user):
        yield cls("conclude" if thread.author_id == user.id else "thread", thread)


def _ripe_or_silent(user):
    answers = Comment.select(Value(1)).where(
        Comment.reflection == Reflection.id, Comment.withdrawn_at.is_null(), has_come(Comment)
    )
    asked = (Reflection.script != "team") | (Reflection.interviewer == user)
    silent = (
        (Reflection.author != user)
        & (Reflection.visibility == "group")
        & (Reflection.stage != OVER.name)
        & asked
        & (Reflection.shared_at > clock.now() - FRESH)
        & ~fn.EXISTS(answers)
    )
    mine = Reflection.author == user
    ripe = mine & (Reflection.visibility != "private") & is_ripe(Reflection)
    return (
        Reflection.visible_to(user)
        .where(Reflection.locked_at.is_null(), ripe | silent)
        .order_by(mine.desc(), Reflection.shared_at, Reflection.id)
        .limit(THREADS_AT_MOST)
    )
