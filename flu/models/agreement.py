"""What a group promised each other, version by version, and who said yes to which."""

import hashlib

from peewee import CharField, ForeignKeyField, IntegerField, JSONField, TextField, Value, fn

from flu import clock
from flu.db import Born, Model, UTCDateTimeField, transaction
from flu.models.event import Event, once
from flu.models.group import Group
from flu.models.membership import Membership
from flu.models.refusal import Refused
from flu.models.user import User


class Agreement(Born):
    """One version of the group's promise: five answers. A new one is accepted anew (P10)."""

    group = ForeignKeyField(Group, backref="agreements", on_delete="CASCADE")
    version = IntegerField(default=1)
    answers = JSONField(default=list)
    text = TextField(default="Historierne bliver her. Læringen må rejse.")
    superseded_at = UTCDateTimeField(null=True)

    @classmethod
    def propose(cls, group, *, by, text=None, answers=(), uid=None):
        """The next version; until each has accepted it, nobody reads (I10)."""
        with transaction():
            group.queue()
            last = cls.select(fn.MAX(cls.version)).where(cls.group == group).scalar() or 0
            fields = {"text": text} if text else {}
            agreement, fresh = once(
                cls, uid, by=by, group=group, version=last + 1, answers=list(answers), **fields
            )
            if fresh:
                cls.update(superseded_at=clock.now()).where(
                    cls.group == group, cls.superseded_at.is_null(), cls.id != agreement.id
                ).execute()
                Event.record(
                    "agreement.proposed", by=by, on=agreement, group=group, version=last + 1
                )
        return agreement

    @classmethod
    def rewrite(cls, group, *, by, text, answers, uid=None):
        """A version by somebody at the table, who says yes by writing it."""
        with transaction():
            agreement = cls.propose(group, by=by, text=text, answers=answers, uid=uid)
            if group.agreement == agreement:
                agreement.accept(by=by)
        return agreement

    @classmethod
    def in_force(cls, group):
        return cls.select().where(cls.group == group, cls.superseded_at.is_null())

    @classmethod
    def asked_of(cls, user, group):
        """The one in force, knowing whether this person `has_accepted` it."""
        signed = Acceptance.select(Value(1)).where(
            Acceptance.agreement == cls.id, Acceptance.user == user
        )
        return cls.in_force(group).select_extend(fn.EXISTS(signed).alias("has_accepted")).get()

    @classmethod
    def current(cls, groups):
        """Group id → the promise in force."""
        rows = cls.select().where(
            cls.group.in_([group.id for group in groups]), cls.superseded_at.is_null()
        )
        return {agreement.group_id: agreement for agreement in rows}

    @classmethod
    def awaiting(cls, user):
        """Those this person has yet to accept, with their groups."""
        accepted = Acceptance.select(Acceptance.agreement).where(Acceptance.user == user)
        return (
            cls.select(cls, Group)
            .join(Group)
            .join(Membership)
            .where(
                Membership.user == user,
                Membership.open(),
                cls.superseded_at.is_null(),
                cls.id.not_in(accepted),
            )
        )

    @classmethod
    def visible_to(cls, viewer):
        """Those of the groups one may know of; the words are for those who sit there (M09)."""
        seen = Group.visible_to(viewer).select(Group.id)
        return cls.select(cls, Group).join(Group).where(cls.group.in_(seen))

    def accept(self, *, by):
        """Once, by each; a second time changes nothing."""
        with transaction():
            self.group.queue()
            if self.group.agreement != self:
                raise Refused("agreement.superseded")
            _, fresh = Acceptance.get_or_create(
                agreement=self, user=by, defaults={"digest": self.digest}
            )
            if fresh:
                Event.record("agreement.accepted", by=by, on=self, group=self.group)

    def accepted_by(self, user):
        return (
            Acceptance.select()
            .where(Acceptance.agreement == self, Acceptance.user == user)
            .exists()
        )

    @property
    def digest(self):
        return hashlib.sha256(repr((self.text, self.answers)).encode()).hexdigest()


class Acceptance(Model):
    agreement = ForeignKeyField(Agreement, backref="acceptances", on_delete="CASCADE")
    user = ForeignKeyField(User, backref="+", on_delete="CASCADE")
    digest = CharField(max_length=64)
    created_at = UTCDateTimeField(default=clock.now)

    class Meta:
        indexes = ((("agreement", "user"), True),)

    @classmethod
    def to(cls, agreements):
        """Agreement id → the ids of those who have accepted it."""
        rows = cls.select(cls.agreement, cls.user).where(
            cls.agreement.in_([agreement.id for agreement in agreements])
        )
        accepted = {}
        for agreement_id, user_id in rows.tuples():
            accepted.setdefault(agreement_id, set()).add(user_id)
        return accepted
