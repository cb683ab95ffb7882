"""How someone joins: once, before it expires, by a link only the invited holds (S24)."""

import hashlib
import secrets
from datetime import timedelta

from peewee import CharField, ForeignKeyField, fn

from flu import clock
from flu.db import Born, UTCDateTimeField, queue, transaction
from flu.models.department import Department
from flu.models.event import Event
from flu.models.group import STAFF, Group
from flu.models.membership import Membership
from flu.models.programme import Enrolment, Programme
from flu.models.refusal import Refused, TooMany
from flu.models.sign_in import SignIn
from flu.models.user import User

LASTS = timedelta(hours=72)
DAY = timedelta(days=1)
A_DAY = 20
READMITTED = "readmitted"  # the role of a link for somebody who is in already
KEPT = timedelta(days=30)


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
    def invite(cls, user, *, programme, role="participant", group=None, by=None, uid=None):
        """A fresh link, as `invitation.token`; an earlier unused one of theirs stops working.

        With a group comes a seat in it. Raises Refused by its hard rules, TooMany past 20 a day.
        """
        with transaction():
            queue("invitation", by and by.id)
            known = cls.get_or_none(cls.uid == uid)
            if known is not None:
                return known.again(user, by)
            cls._refuse(user, by)
            invitation = cls._draw(
                user, programme=programme, role=role, group=group, invited_by=by,
                **({"uid": uid} if uid else {}),
            )  # fmt: skip
            invitation._make_room(by)
            Event.record("invitation.sent", by=by, on=user)
        return invitation

    @classmethod
    def invite_newcomer(cls, *, name, email, unit, by, uid=None, **to):
        """As `invite`, for somebody the directory does not know yet."""
        with transaction():
            known = cls.get_or_none(cls.uid == uid)
            if known is not None:
                return known.again(known.user, by)
            user = User.add(organisation=by.organisation, name=name, email=email, unit=unit)
            return cls.invite(user, by=by, uid=uid, **to)

    @classmethod
    def draw_for(cls, user, *, programme, role, by):
        """One of a batch for people who are enrolled already (see `hold`)."""
        invitation = cls._draw(user, programme=programme, role=role, invited_by=by)
        Event.record("invitation.sent", by=by, on=user)
        return invitation

    @classmethod
    def readmit(cls, user):
        """A link by which somebody who has joined chooses a new password."""
        with transaction():
            invitation = cls._draw(user, role=READMITTED)
            Event.record("user.readmitted", by=None, on=user)
        return invitation

    @classmethod
    def opened_by(cls, token):
        """The one this link opens; None when used, expired or unknown alike."""
        Inviter = User.alias()
        return (
            cls.select(cls, User, Inviter, Programme, Group)
            .join_from(cls, User)
            .join_from(cls, Inviter, "left outer join", on=cls.invited_by)
            .join_from(cls, Programme, "left outer join")
            .join_from(cls, Group, "left outer join")
            .where(
                cls.digest == _digest(token),
                cls.used_at.is_null(),
                cls.expires_at > clock.now(),
                User.joined_at.is_null() | (cls.role == READMITTED),
                User.deactivated_at.is_null(),
            )
            .get_or_none()
        )

    @classmethod
    def waiting(cls, programmes, groups):
        """Who was invited to one of these and has not joined: their latest invitation, by name."""
        Later = cls.alias()
        latest = Later.select(fn.MAX(Later.id)).group_by(Later.user)
        here = cls.programme.in_([programme.id for programme in programmes])
        there = cls.group.in_([group.id for group in groups])
        return (
            cls.select(cls, User, Department, Group)
            .join_from(cls, User)
            .join_from(User, Department, "left outer join")
            .join_from(cls, Group, "left outer join")
            .where(
                cls.id.in_(latest),
                here | there,
                User.joined_at.is_null(),
                User.deactivated_at.is_null(),
            )
            .order_by(User.name)
        )

    @classmethod
    def spent(cls, by):
        """Has this person invited as many as one may in a day (S13)?"""
        today = cls.select().where(cls.invited_by == by, cls.created_at > clock.now() - DAY)
        return today.count() >= A_DAY

    @classmethod
    def purge(cls):
        """Those nobody can open and nobody needs to see any more."""
        old = clock.now() - KEPT
        return cls.delete().where((cls.used_at < old) | (cls.expires_at < old)).execute()

    def accept(self, password):
        """Come in with a password of one's own. Of two taps one wins."""
        with transaction():
            taken = Invitation.update(used_at=clock.now()).where(
                Invitation.id == self.id, Invitation.used_at.is_null()
            )
            if taken.execute() != 1:
                raise Refused("invitation.used")
            if not self.is_readmission:
                Membership.begin_reading(self.user)
            SignIn.renew(self.user, password)
            Event.record("invitation.accepted", by=self.user, on=self.user)
        return self.user

    def again(self, user, by):
        """The same letter once more: this very invitation, whose link was shown the first time."""
        if self.user_id != user.id or by is None or self.invited_by_id != by.id:
            raise Refused("uid.taken")
        return self

    @property
    def is_readmission(self):
        return self.role == READMITTED

    @property
    def is_open(self):
        return self.expires_at > clock.now()

    @classmethod
    def _refuse(cls, user, by):
        if user == by:
            raise Refused("invitation.self")
        if user.joined_at is not None:
            raise Refused("invitation.joined", name=user.name)
        if by is None:
            return
        if _has_more(user, by):
            raise Refused("invitation.elsewhere", name=user.name)
        if cls.spent(by):
            raise TooMany("invitation.day", DAY.total_seconds(), most=A_DAY)

    @classmethod
    def _draw(cls, user, **fields):
        """A new secret; what was drawn for this person before opens nothing any more."""
        cls.update(expires_at=clock.now()).where(
            cls.user == user, cls.used_at.is_null(), cls.expires_at > clock.now()
        ).execute()
        token = secrets.token_urlsafe(32)
        expires_at = clock.now() + LASTS
        invitation = cls.create(user=user, digest=_digest(token), expires_at=expires_at, **fields)
        invitation.token = token
        return invitation

    def _make_room(self, by):
        if self.programme is not None:
            self.programme.enrol(self.user, self.role, by=by)
        if self.group is not None and self.group.seat_of(self.user) is None:
            seat = self.role if self.role in STAFF else "member"
            self.group.admit(self.user, by=by, role=seat)


def _has_more(user, by):
    """Do they hold a seat or a role that `by` could not give? The link would open that, too."""
    managed = [place for place, roles in by.posts.items() if "programme_manager" in roles]
    tended = [place for place, role in by.roles.items() if role in ("host", *STAFF)]
    seats = Membership.select().join(Group).where(Membership.user == user, Membership.open())
    roles = Enrolment.select().where(Enrolment.user == user, Enrolment.role != "participant")
    return (
        seats.where(Group.programme.not_in(managed), Group.id.not_in(tended)).exists()
        or roles.where(Enrolment.programme.not_in(managed)).exists()
    )


def _digest(token):
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
