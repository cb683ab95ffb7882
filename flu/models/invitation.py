"""How someone joins: once, before it expires, by a link only the invited holds (S24)."""

import hashlib
import secrets
from datetime import timedelta

from peewee import CharField, ForeignKeyField

from flu import clock
from flu.db import Born, UTCDateTimeField, transaction
from flu.models.department import Department
from flu.models.event import Event
from flu.models.group import Group
from flu.models.programme import Programme
from flu.models.refusal import Refused
from flu.models.user import User

LASTS = timedelta(hours=72)
A_DAY = 200


class Invitation(Born):
    """Points at a person in the directory; the secret of its link is shown once and not kept."""

    user = ForeignKeyField(User, backref="invitations", on_delete="CASCADE")
    programme = ForeignKeyField(Programme, null=True, backref="invitations", on_delete="CASCADE")
    group = ForeignKeyField(Group, null=True, backref="invitations", on_delete="CASCADE")
    role = CharField(max_length=20, default="participant")
    digest = CharField(max_length=64, unique=True)
    invited_by = ForeignKeyField(User, null=True, backref="+", on_delete="SET NULL")
    expires_at = UTCDateTimeField()
    used_at = UTCDateTimeField(null=True)

    token = None

    @classmethod
    def invite(cls, user, *, programme, role="participant", group=None, by=None):
        """A fresh link, as `invitation.token`; an earlier unused one of theirs stops working."""
        with transaction():
            if by is not None and user == by:
                raise Refused("invitation.self")
            if user.joined_at is not None:
                raise Refused("invitation.joined", name=user.name)
            cls.update(expires_at=clock.now()).where(
                cls.user == user, cls.used_at.is_null()
            ).execute()
            token = secrets.token_urlsafe(32)
            invitation = cls.create(
                user=user, programme=programme, role=role, group=group, invited_by=by,
                digest=_digest(token), expires_at=clock.now() + LASTS,
            )  # fmt: skip
            invitation.token = token
            if programme is not None:
                programme.enrol(user, role, by=by)
            Event.record("invitation.sent", by=by, on=user)
        return invitation

    @classmethod
    def opened_by(cls, token):
        """The one this link opens. Raises DoesNotExist when used, expired or unknown alike."""
        return (
            cls.select(cls, User)
            .join(User)
            .where(
                cls.digest == _digest(token),
                cls.used_at.is_null(),
                cls.expires_at > clock.now(),
                User.deactivated_at.is_null(),
            )
            .get()
        )

    @classmethod
    def within(cls, programme):
        """Who was invited and has not joined, with their departments."""
        return (
            cls.select(cls, User, Department)
            .join(User, on=cls.user)
            .join(Department, "left outer join", on=User.department)
            .where(cls.programme == programme, cls.used_at.is_null(), User.joined_at.is_null())
            .order_by(User.name, cls.id.desc())
        )

    def accept(self, password):
        """Join with a password of one's own. Only one of two taps at the same moment wins."""
        with transaction():
            taken = Invitation.update(used_at=clock.now()).where(
                Invitation.id == self.id, Invitation.used_at.is_null()
            )
            if taken.execute() != 1:
                raise Refused("invitation.used")
            self.user.set_password(password)
            Event.record("invitation.accepted", by=self.user, on=self.user)
        return self.user


def _digest(token):
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
