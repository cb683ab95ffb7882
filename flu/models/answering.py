"""Which answers may be given where: the rules of a thread, questions before advice (PR1–PR6)."""

from peewee import fn

from flu import clock, text
from flu.models.phases import KINDS
from flu.models.refusal import Refused


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
        if kind in cls.kinds_for(by, on):
            return None
        if on.is_over or kind in cls.kinds_ever(by, on):
            return f"phase.{on.phase.name}"
        return "comment.uninvited" if kind == "challenges" else "comment.kind"

    @classmethod
    def kinds_for(cls, user, reflection, welcomed=None):
        """The kinds this person may choose here now, in the order they are offered; some of them
        wait (N8).

        `welcomed`, whether an offer of theirs got a yes, spares a query.
        """
        return () if reflection.is_over else cls._chosen(user, reflection, welcomed, now=True)

    @classmethod
    def kinds_ever(cls, user, reflection, welcomed=None):
        """Those this person may choose in one phase or another, and those asked for elsewhere: what
        a phone held back is told why not now, and is no mistake."""
        return cls._chosen(user, reflection, welcomed, now=False)

    @classmethod
    def _chosen(cls, user, on, welcomed, *, now):
        steps = (on.phase,) if now else on.steps
        if on.author_id == user.id:
            return tuple(dict.fromkeys(kind for step in steps for kind in step.author))
        asks = on.interviewer_id == user.id
        kinds = dict.fromkeys(k for s in steps for k in s.open + s.waits + (s.asks if asks else ()))
        if not now:
            kinds |= dict.fromkeys(KINDS)
        if not on.invites_challenge:
            kinds.pop("challenges", None)
        own = ("facilitates",) if on.moderated_by(user) else ()
        if welcomed is None:
            welcomed = cls.welcomed_in(on, user).scalar()
        return (*kinds, *own, *(("tells",) if welcomed else ()))

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
        """What its author may call it; that it concludes the thread is said anew, not rewritten."""
        offered = self.kinds_for(self.author, self.reflection)
        offered = tuple(kind for kind in offered if kind != "concludes")
        return offered if self.kind in offered else (self.kind, *offered)

    def welcomed_by(self, user):
        return self.kind == "offers" and self.reflection.author_id == user.id
