"""Totals that name nobody: the half-year as sponsor and manager see it (S11, I11, P14)."""

from statistics import median

from flu.models.action import Action, Carrier
from flu.models.ask import Ask
from flu.models.backing import Backing
from flu.models.discreet import GROUPS, PEOPLE, Crowd, shown
from flu.models.experiment import Experiment
from flu.models.group import STAFF, Group
from flu.models.membership import Membership
from flu.models.user import User

HOURS = 35  # for each: seven seances, six meetings, twenty minutes a week (domain section 6)


class Numbers:
    """Each asked once; None where too few stand behind it."""

    hours_each = HOURS

    def __init__(self, programme):
        leaders = set(_leaders(programme))
        seats = dict(_seats(programme))
        self.participants = shown(len(leaders), len(leaders))
        groups = len(set(seats.values()))
        self.groups = groups if groups >= GROUPS else None
        self.hours = HOURS * self.participants if self.participants else None
        tries = [(author, state, along) for author, state, along in _tries() if author in leaders]
        self.practices = _of(tries, seats, "adopted").count
        self.dropped = _of(tries, seats, "dropped").share
        deeds = _deeds(programme)
        self.actions = Crowd(tuple((people, table, True) for people, table, *_ in deeds)).count
        self.gains = Crowd(tuple((people, table, bool(g)) for people, table, _, g in deeds)).telling
        self.across = Crowd(tuple((p, table, len(d) > 1) for p, table, d, _ in deeds)).share
        self.reply_days = _reply_days(leaders, seats)


def _of(tries, seats, state):
    these = ((who, along) for who, it, along in tries if it == state)
    return Crowd(tuple((frozenset([who]), seats.get(who), bool(along)) for who, along in these))


def _leaders(programme):
    rows = programme.people("participant").where(User.deactivated_at.is_null())
    return (person.id for person in rows)


def _seats(programme):
    """(person id, group id) of those who sit in its groups now."""
    return (
        Membership.select(Membership.user, Membership.group)
        .join(Group)
        .where(Group.programme == programme, Membership.open(), Membership.role.not_in(STAFF))
        .tuples()
    )


def _tries():
    over = Experiment.state.in_(("adopted", "dropped"))
    columns = (Experiment.author, Experiment.state, Experiment.dropped_along)
    return Experiment.select(*columns).where(over, Experiment.withdrawn_at.is_null()).tuples()


def _deeds(programme):
    """(people, group, departments, gain) of each action that was decided on."""
    deeds = {}
    rows = (
        Carrier.select(Action.id, Carrier.user, Action.group, User.department, Action.realised_gain)
        .join(Action)
        .join(Group)
        .switch(Carrier)
        .join(User)
        .where(Group.programme == programme, Action.state != "proposed")
        .where(Action.withdrawn_at.is_null())
        .tuples()
    )
    for action, user, group, department, gain in rows:
        deeds.setdefault(action, (set(), group, set(), gain))
        deeds[action][0].add(user)
        deeds[action][2].add(department)
    return [(frozenset(people), *rest) for people, *rest in deeds.values()]


def _reply_days(leaders, seats):
    """The middle of the days from request to reply; never one person's (S9)."""
    rows = list(
        Ask.select(Backing.author, Ask.to, Ask.created_at, Ask.answered_at)
        .join(Backing)
        .where(Ask.answered_at.is_null(False), Backing.withdrawn_at.is_null())
        .where(Backing.author.in_(list(leaders)))
        .tuples()
    )
    asked = Crowd(tuple((frozenset([who]), seats.get(who), True) for who, *_ in rows))
    if not asked.count or len({to for _, to, *_ in rows}) < PEOPLE:
        return None
    return round(median((answered - sent).total_seconds() / 86400 for *_, sent, answered in rows))
