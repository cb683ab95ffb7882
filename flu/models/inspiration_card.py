"""An inspirationskort: a little new knowledge, read in three minutes at most (S36)."""

from peewee import JOIN, CharField, ForeignKeyField, TextField, Value, fn

from flu import clock
from flu.db import Born, Model, UTCDateTimeField, transaction
from flu.models.event import Event, once
from flu.models.frame import Frame
from flu.models.programme import Enrolment, Programme
from flu.models.track import Track
from flu.models.user import User

MINUTES, WORDS_A_MINUTE = 3, 200


class InspirationCard(Born):
    """Tied to a track and, if it is for one, to a frame of the plan. An experiment may cite it."""

    programme = ForeignKeyField(Programme, backref="cards", on_delete="CASCADE")
    track = ForeignKeyField(Track, null=True, backref="cards", on_delete="SET NULL")
    frame = ForeignKeyField(Frame, null=True, backref="cards", on_delete="SET NULL")
    author = ForeignKeyField(User, null=True, backref="+", on_delete="SET NULL")
    title = CharField(max_length=120)
    body = TextField()
    source = CharField(max_length=280, default="")
    archived_at = UTCDateTimeField(null=True)

    @classmethod
    def visible_to(cls, viewer):
        """Those of the programmes the person is in."""
        mine = Enrolment.select(Enrolment.programme).where(Enrolment.user == viewer)
        return (
            cls.select(cls, Programme, Track, Frame)
            .join(Programme)
            .switch(cls)
            .join(Track, JOIN.LEFT_OUTER)
            .switch(cls)
            .join(Frame, JOIN.LEFT_OUTER)
            .where(cls.programme.in_(mine))
        )

    @classmethod
    def deck(cls, programme, viewer):
        """Those in use, the latest first; each knows whether this person has read it."""
        read = CardReading.select(Value(1)).where(
            CardReading.card == cls.id, CardReading.user == viewer
        )
        return (
            cls.visible_to(viewer)
            .select_extend(fn.EXISTS(read).alias("is_read"))
            .where(cls.programme == programme, cls.archived_at.is_null())
            .order_by(cls.id.desc())
        )

    @classmethod
    def add(cls, programme, *, by, uid=None, **fields):
        with transaction():
            card, fresh = once(cls, uid, by=by, programme=programme, author=by, **fields)
            if fresh:
                Event.record("card.added", by=by, on=card)
        return card

    def change(self, *, by, **fields):
        with transaction():
            for name, value in fields.items():
                setattr(self, name, value)
            self.save(only=list(fields))
            Event.record("card.changed", by=by, on=self)

    def archive(self, *, by=None):
        self._set_aside(clock.now(), "card.archived", by)

    def bring_back(self, *, by):
        self._set_aside(None, "card.brought_back", by)

    def read(self, *, by):
        """One's own mark that one has read it; nobody else ever sees it (I8)."""
        row = {"card": self, "user": by, "created_at": clock.now()}
        CardReading.insert(row).on_conflict_ignore().execute()

    def is_read_by(self, person):
        return self.readings.where(CardReading.user == person).exists()

    @property
    def name(self):
        return self.title

    @property
    def minutes(self):
        """How long it takes, never less than one."""
        return max(1, round(len(self.body.split()) / WORDS_A_MINUTE))

    def edited_by(self, user):
        return self.programme.composed_by(user)

    archived_by = edited_by

    def _set_aside(self, since, verb, by):
        with transaction():
            self.archived_at = since
            self.save(only=["archived_at"])
            Event.record(verb, by=by, on=self)


class CardReading(Model):
    """A person's own mark on a card; for their own balance of trying, reflecting, knowing (S37)."""

    card = ForeignKeyField(InspirationCard, backref="readings", on_delete="CASCADE")
    user = ForeignKeyField(User, backref="+", on_delete="CASCADE")
    created_at = UTCDateTimeField(default=clock.now)

    class Meta:
        indexes = ((("user", "card"), True),)
