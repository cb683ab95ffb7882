"""A reflection format: up to three short questions, edited by the programme manager (RF1–RF12)."""

from peewee import BooleanField, CharField, ForeignKeyField, IntegerField, JSONField

from flu import clock
from flu.db import Born, UTCDateTimeField, transaction
from flu.models.event import Event, once
from flu.models.programme import Enrolment, Programme

WEEKLY = "RF3"
AFTER_TRIAL = "RF0"


class Format(Born):
    programme = ForeignKeyField(Programme, backref="formats", on_delete="CASCADE")
    code = CharField(max_length=16)
    name = CharField(max_length=80)
    name_en = CharField(max_length=80, default="")
    prompts = JSONField(default=list)
    prompts_en = JSONField(default=list)
    minutes = IntegerField(default=2)
    private = BooleanField(default=False)
    picked = BooleanField(default=True)
    position = IntegerField(default=0)
    archived_at = UTCDateTimeField(null=True)

    class Meta:
        indexes = ((("programme", "code"), True),)

    @classmethod
    def within(cls, programme):
        """Those a leader may choose among."""
        return (
            cls.select()
            .where(cls.programme == programme, cls.picked, cls.archived_at.is_null())
            .order_by(cls.position, cls.id)
        )

    @classmethod
    def kept(cls, programme):
        """All of the programme's, those archived last."""
        return (
            cls.select()
            .where(cls.programme == programme)
            .order_by(cls.archived_at.is_null(False), cls.position, cls.id)
        )

    @classmethod
    def coded(cls, programme, code):
        return cls.get(cls.programme == programme, cls.code == code)

    @classmethod
    def visible_to(cls, viewer):
        mine = Enrolment.select(Enrolment.programme).where(Enrolment.user == viewer)
        return cls.select(cls, Programme).join(Programme).where(cls.programme.in_(mine))

    @classmethod
    def add(cls, programme, *, by, uid=None, **fields):
        """One of the programme's own, the last in the order."""
        with transaction():
            used = cls.select().where(cls.programme == programme).count()
            fields = {"code": f"own-{used + 1}", "position": used, **fields}
            format, fresh = once(cls, uid, by=by, programme=programme, **fields)
            if fresh:
                Event.record("format.added", by=by, on=format)
        return format

    def change(self, *, by, **fields):
        """What was answered before keeps the questions it was asked."""
        with transaction():
            for name, value in fields.items():
                setattr(self, name, value)
            self.save(only=list(fields))
            Event.record("format.changed", by=by, on=self)

    def archive(self, *, by=None):
        self._set_aside(clock.now(), "format.archived", by)

    def bring_back(self, *, by):
        self._set_aside(None, "format.brought_back", by)

    def questions(self, locale):
        return self.prompts_en if locale == "en" and self.prompts_en else self.prompts

    def edited_by(self, user):
        return user.manages(self.programme_id)

    archived_by = edited_by

    def _set_aside(self, since, verb, by):
        with transaction():
            self.archived_at = since
            self.save(only=["archived_at"])
            Event.record(verb, by=by, on=self)
