"""Opbakning: a concrete request up the line, with the day by which one hopes for a reply (S9)."""

from functools import cached_property

from peewee import CharField, DateField, ForeignKeyField, TextField

from flu import clock
from flu.db import transaction
from flu.models.action import Action
from flu.models.event import Event
from flu.models.experiment import Experiment
from flu.models.item import UNDO, Item
from flu.models.sending import Sending, among


class Backing(Item):
    """What it is about was copied when it was sent: later words are not sent with it (I1)."""

    title = CharField(max_length=120)
    body = TextField(default="")
    wished_on = DateField()
    action = ForeignKeyField(Action, null=True, backref="backings", on_delete="SET NULL")
    experiment = ForeignKeyField(Experiment, null=True, backref="backings", on_delete="SET NULL")
    about = TextField(default="")

    class Meta:
        indexes = ((("author", "id"), False),)

    @classmethod
    def sending(cls, by, about=None):
        """To whom it would go: the nearest manager; about an action, of its carriers, too."""
        team = [carrier.user for carrier in about.team] if isinstance(about, Action) else []
        return Sending.upward(by, team)

    @classmethod
    def request(cls, title, *, wished_on, by, body="", about=None, uid=None):
        """Ask once. Raises Refused `sending.nobody` if there is nobody to ask."""
        sending = cls.sending(by, about)
        origin = {about.noun: about, "about": about.title} if about is not None else {}
        with transaction():
            sending.refuse_if_nobody()
            backing, fresh = cls.once(
                uid, by=by, title=title, body=body, wished_on=wished_on, **origin
            )
            if fresh:
                for person in sending.to:
                    backing.asks.model.create(backing=backing, to=person)
                Event.record("backing.asked", by=by, on=backing, group=backing.table)
        return backing

    @classmethod
    def readable(cls, reader):
        """Who asked, and those who were asked, until it is withdrawn."""
        Ask = cls.asks.rel_model
        asked = Ask.select(Ask.to).where(Ask.backing == cls.id)
        return cls.withdrawn_at.is_null() & among(reader, cls.author, asked)

    @classmethod
    def asked_by(cls, user):
        """One's own, the latest first, and those withdrawn that may still be brought back."""
        there = cls.withdrawn_at.is_null() | (cls.withdrawn_at > clock.now() - UNDO)
        return cls.select().where(cls.author == user, there).order_by(cls.id.desc())

    @classmethod
    def about_action(cls, action):
        """Those of a shared action; its readers are told title and status alone."""
        return cls.select().where(cls.action == action, cls.withdrawn_at.is_null()).order_by(cls.id)

    @classmethod
    def with_status(cls, backings):
        """Each knows its asks; one query for all."""
        Ask, backings = cls.asks.rel_model, list(backings)
        asks = {backing.id: [] for backing in backings}
        for ask in Ask.select().where(Ask.backing.in_(list(asks))).order_by(Ask.id):
            asks[ask.backing_id].append(ask)
        for backing in backings:
            backing.asked = asks[backing.id]
        return backings

    @cached_property
    def asked(self):
        return list(self.asks.order_by(self.asks.model.id))

    @property
    def origin(self):
        """What it is about, for whoever asked."""
        return self.action or self.experiment

    @property
    def table(self):
        """The group whose action it is about."""
        return self.action and self.action.group

    @property
    def status(self):
        """sent · passed_on · answered · withdrawn; nobody is told who has read (I8)."""
        if self.withdrawn_at:
            return "withdrawn"
        if not any(ask.is_open for ask in self.asked):
            return "answered"
        return "passed_on" if any(ask.passed_on_at for ask in self.asked) else "sent"

    @property
    def replies(self):
        return [ask for ask in self.asked if ask.answered_at]
