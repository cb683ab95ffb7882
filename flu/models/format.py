"""A reflection format: up to three short questions, edited by the programme manager (RF1–RF12)."""

from peewee import BooleanField, CharField, ForeignKeyField, IntegerField, JSONField

from flu import clock
from flu.db import Born, UTCDateTimeField
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
    def coded(cls, programme, code):
        return cls.get(cls.programme == programme, cls.code == code)

    @classmethod
    def visible_to(cls, viewer):
        mine = Enrolment.select(Enrolment.programme).where(Enrolment.user == viewer)
        return cls.select(cls, Programme).join(Programme).where(cls.programme.in_(mine))

    def archive(self):
        self.archived_at = clock.now()
        self.save(only=["archived_at"])

    def questions(self, locale):
        return self.prompts_en if locale == "en" and self.prompts_en else self.prompts
