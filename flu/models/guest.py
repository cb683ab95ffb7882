"""A gæst at one seance: sees its frame while the window is open, and nothing anybody wrote."""

from datetime import timedelta

from peewee import ForeignKeyField

from flu import clock
from flu.db import Born, UTCDateTimeField, transaction
from flu.models.composition import Composition
from flu.models.event import Event
from flu.models.frame import Frame
from flu.models.group import Group
from flu.models.invitation import Invitation
from flu.models.programme import Programme
from flu.models.refusal import Refused
from flu.models.seance import Seance
from flu.models.user import User

BEFORE, AFTER = timedelta(days=14), timedelta(days=1)


class Guest(Born):
    """`token` is the link of somebody who has not joined yet, known only as it is made."""

    seance = ForeignKeyField(Seance, backref="guests", on_delete="CASCADE")
    user = ForeignKeyField(User, backref="visits", on_delete="CASCADE")
    opens_at = UTCDateTimeField()
    closes_at = UTCDateTimeField()

    token = None

    class Meta:
        indexes = ((("seance", "user"), True),)

    @classmethod
    def visible_to(cls, viewer):
        """One's own visits while their window is open; shut ones are nowhere."""
        now = clock.now()
        return (
            cls.select(cls, Seance, Frame, Programme, Group)
            .join(Seance)
            .join(Frame)
            .join(Programme)
            .switch(Seance)
            .join(Group, "left outer join")
            .where(cls.user == viewer, cls.opens_at <= now, cls.closes_at > now)
            .order_by(Seance.starts_at)
        )

    @classmethod
    def at(cls, seance):
        """Everybody who is asked to this seance, by name."""
        return cls.select(cls, User).join(User).where(cls.seance == seance).order_by(User.name)

    @classmethod
    def ask(cls, seance, *, name, email, by, uid=None):
        """Invite somebody; a newcomer gets a link, as `guest.token`. Raises Refused for whoever is
        above a member of the group (I13), and for who comes to the seances anyway."""
        with transaction():
            known = cls.get_or_none(cls.uid == uid)
            if known is not None and known.seance_id != seance.id:
                raise Refused("uid.taken")
            if known is not None:
                return known
            user, token = cls._person(name, email, by)
            if Seance.visible_to(user).where(Seance.id == seance.id).exists():
                raise Refused("guest.comes_anyway", name=user.name)
            cls._refuse_lines(seance, user)
            opens, closes = seance.starts_at - BEFORE, seance.ends_at + AFTER
            guest, fresh = cls.get_or_create(
                seance=seance, user=user,
                defaults={"opens_at": opens, "closes_at": closes, **({"uid": uid} if uid else {})},
            )  # fmt: skip
            if fresh:
                Event.record("guest.asked", by=by, on=guest, group=seance.group)
            guest.token = token
        return guest

    def close(self, *, by):
        """Shut the window now."""
        self.closes_at = clock.now()
        self.save(only=["closes_at"])
        Event.record("guest.closed", by=by, on=self, group=self.seance.group)

    @property
    def is_open(self):
        return self.opens_at <= clock.now() < self.closes_at

    @classmethod
    def _person(cls, name, email, by):
        user = User.by_email(email)
        if user is not None and user.organisation_id != by.organisation_id:
            raise Refused("user.email_taken")
        if user is None:
            user = User.add(organisation=by.organisation, name=name, email=email)
            user.visiting = True
            user.save(only=["visiting"])
        if user.joined_at is not None:
            return user, None
        return user, Invitation.invite(user, programme=None, role="guest", by=by).token

    @classmethod
    def _refuse_lines(cls, seance, user):
        broken = Composition.of(seance.members(), staff=[user]).refusals(user)
        if any(key in ("group.line", "group.tie") for key, _words in broken):
            raise Refused("group.cannot_join", name=user.name)
