"""What still waits for a person when the weeks have run out: few things, and one a month (S33)."""

from flu import clock
from flu.models.belongings import Own
from flu.models.echo import Echo
from flu.models.format import Format
from flu.models.reflection import Reflection
from flu.models.retention import warned


def prompt_of(programme, day=None):
    """The one question of this month: the same for all, another next month; or None."""
    day = day or clock.today()
    formats = list(Format.within(programme).where(~Format.private))
    return formats[(day.year * 12 + day.month) % len(formats)] if formats else None


def waiting(programme, user):
    """(kind, subject), the most pressing first."""
    if programme is None or programme.week < programme.weeks:
        return
    if programme.is_over:
        yield from (("echo", echo) for echo in Echo.waiting_for(user).limit(1))
        if (day := warned(user)) is not None:
            yield "retention", day
    if programme.is_parting and Own.shared_in(programme, user):
        yield "parting", programme
    if programme.is_over and user.roles and (prompt := _unwritten(programme, user)):
        yield "monthly", prompt


def _unwritten(programme, user):
    """This month's question, unless the person has answered it."""
    first = clock.local(clock.now()).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    prompt = prompt_of(programme)
    if prompt is None:
        return None
    written = Reflection.select().where(
        Reflection.author == user,
        Reflection.format == prompt,
        Reflection.created_at >= first,
        Reflection.withdrawn_at.is_null(),
    )
    return None if written.exists() else prompt
