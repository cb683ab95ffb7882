"""What a person wrote before a seance and after it (RF1, RF2); theirs alone until shared."""

from flu.models.format import Format
from flu.models.reflection import Reflection
from flu.models.seance import Seance

BEFORE, AFTER = "RF1", "RF2"


def before_and_after(seance, person):
    """Code → the person's latest reflection of that format between the seances around this one."""
    others = Seance.within(seance.programme, person).where(Seance.id != seance.id)
    since = others.where(Seance.starts_at < seance.starts_at).order_by(Seance.starts_at.desc())
    until = others.where(Seance.starts_at > seance.starts_at)
    return {
        BEFORE: _between(BEFORE, person, since.first(), seance),
        AFTER: _between(AFTER, person, seance, until.first()),
    }


def _between(code, person, since, until):
    coded = Format.select(Format.id).where(Format.code == code)
    mine = Reflection.visible_to(person).where(
        Reflection.author == person, Reflection.format.in_(coded)
    )
    if since is not None:
        mine = mine.where(Reflection.created_at > since.starts_at)
    if until is not None:
        mine = mine.where(Reflection.created_at < until.starts_at)
    return mine.order_by(Reflection.id.desc()).first()
