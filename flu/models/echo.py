"""An ekko: 30, 90 and 180 days after the end, one question about one own try (N19)."""

import hashlib
import secrets
from datetime import timedelta

from peewee import CharField, ForeignKeyField, IntegerField, TextField

from flu import clock
from flu.db import Born, UTCDateTimeField, transaction
from flu.models.experiment import Experiment
from flu.models.letter import Letter
from flu.models.programme import Programme
from flu.models.refusal import Refused
from flu.models.user import User

DAYS = (30, 90, 180)
LASTS = timedelta(days=14)
TOLD_ABOUT = ("adopted", "unlearned", "shared")


class Echo(Born):
    """Asked once a person and date. The link in the mail opens this one question, once."""

    user = ForeignKeyField(User, backref="+", on_delete="CASCADE")
    programme = ForeignKeyField(Programme, backref="+", on_delete="CASCADE")
    experiment = ForeignKeyField(Experiment, backref="echoes", on_delete="CASCADE")
    days = IntegerField()
    digest = CharField(max_length=64, null=True, unique=True)
    expires_at = UTCDateTimeField(null=True)
    answer = CharField(max_length=16, default="")
    words = TextField(default="")
    answered_at = UTCDateTimeField(null=True)

    ANSWERS = ("yes", "sometimes", "no")

    class Meta:
        indexes = ((("user", "programme", "days"), True),)

    @classmethod
    def ask_all(cls):
        """Whoever is to be asked now and has something to be asked about. How many."""
        return sum(cls._ask(programme, days) for programme, days in _due())

    @classmethod
    def visible_to(cls, viewer):
        return cls._with_try().where(cls.user == viewer)

    @classmethod
    def waiting_for(cls, user):
        """What this person has been asked and has not answered, the latest first."""
        return cls.visible_to(user).where(cls.answered_at.is_null()).order_by(-cls.id)

    @classmethod
    def told_of(cls, experiment):
        """What became of this try, in the order it was asked."""
        told = (cls.experiment == experiment) & cls.answered_at.is_null(False)
        return cls.select().where(told).order_by(cls.days)

    @classmethod
    def opened_by(cls, token):
        """The one this link opens; None when used, expired or unknown alike."""
        return (
            cls.select(cls, User)
            .join(User)
            .where(
                cls.digest == _digest(token),
                cls.expires_at > clock.now(),
                cls.answered_at.is_null(),
                User.deactivated_at.is_null(),
            )
            .get_or_none()
        )

    @classmethod
    def purge(cls):
        """Links that open nothing any more are forgotten; what was answered stays."""
        past = cls.digest.is_null(False) & (cls.expires_at <= clock.now())
        return cls.update(digest=None).where(past).execute()

    def draw(self):
        """A new link for the mail; its secret is handed out once, only the digest is kept."""
        token = secrets.token_urlsafe(32)
        self.digest, self.expires_at = _digest(token), clock.now() + LASTS
        self.save(only=["digest", "expires_at"])
        return token

    def tell(self, answer, words):
        """Once, from the mail or from Nu. Of two taps one wins. Raises Refused `echo.told`."""
        now = clock.now()
        here = (Echo.id == self.id) & Echo.answered_at.is_null()
        told = Echo.update(answer=answer, words=words, answered_at=now, digest=None).where(here)
        if not told.execute():
            raise Refused("echo.told")
        self.answer, self.words, self.answered_at, self.digest = answer, words, now, None

    @property
    def is_told(self):
        return self.answered_at is not None

    @classmethod
    def _with_try(cls):
        return cls.select(cls, Experiment).join(Experiment)

    @classmethod
    def _ask(cls, programme, days):
        asked = cls.select(cls.user).where(cls.programme == programme, cls.days == days)
        people = programme.people("participant").where(
            User.id.not_in(asked), User.joined_at.is_null(False), User.deactivated_at.is_null()
        )
        return sum(cls._ask_one(person, programme, days) for person in people)

    @classmethod
    def _ask_one(cls, person, programme, days):
        experiment = _latest(person)
        if experiment is None:
            return False
        with transaction():
            echo, fresh = cls.get_or_create(
                user=person, programme=programme, days=days, defaults={"experiment": experiment}
            )
            if fresh:
                Letter.write("echo", to=person, about=echo.uid)
        return fresh


def _due():
    """(programme, days) of every date that came in the last fortnight, the last one only."""
    for programme in Programme.select():
        since = (clock.today() - programme.ends_on).days
        for days in DAYS:
            if days <= since < days + LASTS.days:
                yield programme, days


def _latest(person):
    """The last of their own tries that became something, always the same one."""
    return (
        Experiment.mine(person)
        .where(Experiment.state.in_(TOLD_ABOUT))
        .order_by(Experiment.concluded_at.desc(nulls="LAST"), Experiment.id.desc())
        .first()
    )


def _digest(token):
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
