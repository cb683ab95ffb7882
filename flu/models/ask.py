"""A request as it lies with one person above: open, answered, or passed on upward (S9)."""

from peewee import CharField, ForeignKeyField, TextField

from flu import clock
from flu.db import Model, UTCDateTimeField, transaction
from flu.models.backing import Backing
from flu.models.event import Event
from flu.models.reading import can_sign_in, people
from flu.models.refusal import Refused
from flu.models.sending import among, managers_of
from flu.models.user import User

ANSWERS = ("yes", "yes_if", "no_because")


class Ask(Model):
    backing = ForeignKeyField(Backing, backref="asks", on_delete="CASCADE")
    to = ForeignKeyField(User, backref="+", on_delete="CASCADE")
    passed_by = ForeignKeyField(User, null=True, backref="+", on_delete="SET NULL")
    answer = CharField(max_length=12, default="")
    body = TextField(default="")
    answered_at = UTCDateTimeField(null=True)
    passed_on_at = UTCDateTimeField(null=True)
    created_at = UTCDateTimeField(default=clock.now)

    class Meta:
        indexes = ((("backing", "to"), True), (("to", "id"), False))

    @classmethod
    def readable(cls, reader):
        """A reply is for who asked, for who gave it, and for who had passed it on."""
        return among(reader, Backing.author, [cls.to, cls.passed_by])

    @classmethod
    def within(cls, backing, viewer):
        """Those of one request this viewer may read, with their people, in order."""
        return (
            cls.select(cls, User, Backing)
            .join(User, on=cls.to)
            .switch(cls)
            .join(Backing)
            .where(cls.backing == backing, cls.readable(viewer))
            .order_by(cls.id)
        )

    @classmethod
    def of(cls, backing, user):
        """This person's part in it, or None."""
        return cls.within(backing, user).where(cls.to == user).first()

    @classmethod
    def sent_to(cls, user):
        """All that was asked of this person: the open ones first, by the day hoped for."""
        return (
            cls.select(cls, Backing, User)
            .join(Backing)
            .join(User, on=Backing.author)
            .where(cls.to == user, Backing.withdrawn_at.is_null())
            .order_by(~cls.lies_open(), Backing.wished_on, cls.id.desc())
        )

    @classmethod
    def waiting_for(cls, user):
        return cls.sent_to(user).where(cls.lies_open())

    @classmethod
    def lies_open(cls):
        """SQL: neither answered nor passed on."""
        return cls.answered_at.is_null() & cls.passed_on_at.is_null()

    def reply(self, answer, body=""):
        """ja · ja, hvis … · nej, fordi …; said twice, the later word stands."""
        if self.passed_on_at:
            raise Refused("backing.passed_on")
        if answer != "yes" and not body:
            raise Refused("backing.words_missing")
        with transaction():
            self.answer, self.body = answer, body
            self.answered_at = self.answered_at or clock.now()
            self.save(only=["answer", "body", "answered_at"])
            Event.record("backing.answered", by=self.to, on=self.backing, group=self.backing.table)

    def pass_on(self):
        """To one's own nearest manager. Raises Refused when there is none, or it was answered."""
        above = self.onward
        if above is None:
            raise Refused("sending.nobody")
        if self.answered_at:
            raise Refused("backing.answered")
        with transaction():
            if self.passed_on_at is None:
                self.passed_on_at = clock.now()
                self.save(only=["passed_on_at"])
                Ask.get_or_create(backing=self.backing, to=above, defaults={"passed_by": self.to})
                Event.record(
                    "backing.passed_on", by=self.to, on=self.backing, group=self.backing.table
                )

    def readers(self):
        """Who reads the reply, by name."""
        return (
            people()
            .join(Ask, on=Ask.id == self.id)
            .join(Backing)
            .where(can_sign_in(), Ask.readable(User))
        )

    @property
    def onward(self):
        """The nearest manager of whoever was asked, or None."""
        return managers_of(self.to).first()

    @property
    def is_open(self):
        return not (self.answered_at or self.passed_on_at)

    @property
    def status(self):
        if self.answered_at:
            return "answered"
        return "passed_on" if self.passed_on_at else "sent"
