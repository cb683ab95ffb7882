"""Which answers may be given where: the rules of a thread, questions before advice (PR1–PR6)."""

from peewee import fn

from flu import clock, text
from flu.models.refusal import Refused

KINDS = ("hears", "recognises", "wonders", "impressed", "offers", "challenges")


class Answering:
    """What a comment knows of its kind: who may choose it, and what follows from it."""

    @classmethod
    def refuse(cls, kind, *, on, by):
        """Raises Refused if this person may not answer this thread in this kind."""
        if key := cls.refusal(kind, on=on, by=by):
            raise Refused(key)

    @classmethod
    def refusal(cls, kind, *, on, by, uid=None):
        """Why this answer cannot be given here, as a key; None if it can, or was already."""
        if uid and cls.select().where(cls.uid == uid, cls.author == by).exists():
            return None
        if on.locked_at:
            return "thread.locked"
        if on.visibility == "private":
            return "thread.private"
        if kind not in cls.kinds_for(by, on):
            return "comment.uninvited" if kind == "challenges" else "comment.kind"
        return None

    @classmethod
    def kinds_for(cls, user, reflection, welcomed=None):
        """The kinds this person may choose here, in the order they are offered.

        `welcomed`, whether an offer of theirs got a yes, spares a query.
        """
        if reflection.author_id == user.id:
            return ("reply",)
        kinds = tuple(k for k in KINDS if k != "challenges" or reflection.invites_challenge)
        own = ("facilitates",) if reflection.moderated_by(user) else ()
        if welcomed is None:
            welcomed = cls.welcomed_in(reflection, user).scalar()
        return kinds + own + (("tells",) if welcomed else ())

    @classmethod
    def welcomed_in(cls, thread, person):
        """SQL: how many offers of theirs got a yes. `thread` is a row, or a column of ids."""
        theirs = (cls.reflection == thread) & (cls.author == person) & cls.withdrawn_at.is_null()
        return cls.select(fn.COUNT(cls.id)).where(theirs, cls.welcomed_at.is_null(False))

    @classmethod
    def advises_too_soon(cls, body, *, kind, on):
        """Advice before the first question in the thread gets a gentle hint, never a stop."""
        if kind not in KINDS or not (kind == "offers" or text.is_advice(body)):
            return False
        asked = cls.select().where(
            cls.reflection == on, cls.kind == "wonders", cls.withdrawn_at.is_null()
        )
        return not asked.exists()

    def welcome(self):
        """The thread's author says yes to an offer: tell me (PR6)."""
        self.welcomed_at = clock.now()
        self.save(only=["welcomed_at"])

    @property
    def kinds(self):
        """What its author may call it."""
        offered = self.kinds_for(self.author, self.reflection)
        return offered if self.kind in offered else (self.kind, *offered)

    def welcomed_by(self, user):
        return self.kind == "offers" and self.reflection.author_id == user.id
