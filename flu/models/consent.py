"""What is said in a round: a question or reaction, and an answer. Silence is no answer."""

from peewee import CharField, ForeignKeyField, IntegerField, TextField

from flu.db import Born, transaction
from flu.models.action import Action
from flu.models.event import Event
from flu.models.refusal import Refused
from flu.models.user import User

SPOKEN = ("questions", "reactions")


class Said(Born):
    """A word about an action: by one person, and once, however often a phone sends it."""

    user = ForeignKeyField(User, backref="+", on_delete="CASCADE")

    @classmethod
    def known(cls, uid, *, by):
        """What was said under this uid before. Raises Refused if somebody else said it."""
        said = cls.get_or_none(cls.uid == uid) if uid else None
        if said is not None and said.user_id != by.id:
            raise Refused("uid.taken")
        return said

    @classmethod
    def say(cls, uid, **fields):
        return cls.create(**({"uid": uid} if uid else {}), **fields)

    @classmethod
    def of(cls, action):
        """All of it, in the order it was said."""
        return cls.select(cls, User).join(User).where(cls.action == action).order_by(cls.id)


class Voice(Said):
    """A clarifying question, its answer, or a reaction, said in a step of the round."""

    action = ForeignKeyField(Action, backref="voices", on_delete="CASCADE")
    step = CharField(max_length=16)
    body = TextField()

    @classmethod
    def speak(cls, action, body, *, by, uid=None):
        """Only while the round listens: in the steps of questions and of reactions."""
        with transaction():
            action.line_up()
            if known := cls.known(uid, by=by):
                return known
            if action.state != "proposed" or action.round_step not in SPOKEN:
                raise Refused("action.order", state=action.state, wanted="voice")
            return cls.say(uid, action=action, user=by, step=action.round_step, body=body)


class Consent(Said):
    """One answer in one round. An objection says what would be harmed."""

    action = ForeignKeyField(Action, backref="consents", on_delete="CASCADE")
    round_number = IntegerField(default=1)
    answer = CharField(max_length=12)
    harms = CharField(max_length=12, default="")
    body = TextField(default="")

    ANSWERS = ("live_with", "remark", "objection")
    HARMS = ("core_task", "citizen", "employee", "law")

    class Meta:
        indexes = ((("action", "round_number", "user"), True),)

    @classmethod
    def give(cls, action, answer, *, by, harms="", body="", asked=None, uid=None):
        """Say it, or change what was said. The last consent makes the action live.

        `asked` is the round the answer was written in. Raises Refused if it is over.
        """
        with transaction():
            action.line_up()
            if known := cls.known(uid, by=by):
                return known
            cls._refuse(action, answer, harms=harms, body=body, asked=asked)
            cls.delete().where(
                cls.action == action, cls.round_number == action.round_number, cls.user == by
            ).execute()
            consent = cls.say(
                uid, action=action, user=by, round_number=action.round_number,
                answer=answer, harms=harms if answer == "objection" else "", body=body,
            )  # fmt: skip
            Event.record("action.answered", by=by, on=action, group=action.group, answer=answer)
            if cls.settled(action) and action.has_room():
                action.go_live(by=by)
        return consent

    @classmethod
    def conclude(cls, action, *, by):
        """All were heard and there was no room. Raises Refused `action.three_live` if still so."""
        with transaction():
            action.line_up()
            if action.state == "consented":
                return
            if not cls.settled(action):
                raise Refused("action.order", state=action.state, wanted="consented")
            action.go_live(by=by)

    @classmethod
    def given(cls, action):
        """This round's answers in the order of arrival."""
        return cls.of(action).where(cls.round_number == action.round_number)

    @classmethod
    def silent(cls, action):
        """Who is still to be heard."""
        heard = {consent.user_id for consent in cls.given(action)}
        return [person for person in action.electorate() if person.id not in heard]

    @classmethod
    def objections(cls, action):
        return list(cls.given(action).where(cls.answer == "objection"))

    @classmethod
    def settled(cls, action):
        """Asked, nobody silent, nobody objecting."""
        asked = action.state == "proposed" and action.round_step == "consent"
        return asked and not cls.objections(action) and not cls.silent(action)

    @classmethod
    def _refuse(cls, action, answer, *, harms, body, asked):
        if action.state != "proposed" or action.round_step != "consent":
            raise Refused("action.order", state=action.state, wanted="consent")
        if asked not in (None, action.round_number):
            raise Refused("consent.asked_anew")
        if answer == "objection" and not (harms in cls.HARMS and body):
            raise Refused("consent.objection_without_reason")
