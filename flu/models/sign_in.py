"""A sign-in on one device (S14), and the attempts that came before it (S13)."""

import hashlib
import secrets
from datetime import timedelta

from peewee import CharField, ForeignKeyField

from flu import clock
from flu.db import Born, Model, UTCDateTimeField, queue, transaction
from flu.models.user import User

IDLE = timedelta(hours=12)
ABSOLUTE = timedelta(days=7)
TOUCH = timedelta(minutes=10)
FRESH = timedelta(minutes=10)


class SignIn(Born):
    """Known by a 256-bit secret of which only the digest is kept."""

    user = ForeignKeyField(User, backref="sign_ins", on_delete="CASCADE")
    digest = CharField(max_length=64, unique=True)
    device = CharField(max_length=120, default="")
    used_at = UTCDateTimeField(default=clock.now)
    ended_at = UTCDateTimeField(null=True)

    @classmethod
    def open(cls, user, *, device=""):
        """A new sign-in; its secret is handed out once, as `user.token`."""
        user.token = secrets.token_urlsafe(32)
        user.sign_in = cls.create(user=user, digest=_digest(user.token), device=device[:120])
        return user

    @classmethod
    def live(cls):
        now = clock.now()
        return (
            cls.select(cls, User)
            .join(User)
            .where(
                cls.ended_at.is_null(),
                cls.used_at > now - IDLE,
                cls.created_at > now - ABSOLUTE,
                User.deactivated_at.is_null(),
            )
        )

    @classmethod
    def person(cls, token):
        """Whoever holds this secret while it lasts, else None."""
        sign_in = cls.live().where(cls.digest == _digest(token)).get_or_none()
        if sign_in is None:
            return None
        sign_in.touch()
        sign_in.user.sign_in = sign_in
        return sign_in.user

    @classmethod
    def of(cls, user):
        """The devices this person is signed in on, the latest first."""
        return cls.live().where(cls.user == user).order_by(cls.used_at.desc())

    @classmethod
    def visible_to(cls, viewer):
        return cls.of(viewer)

    @classmethod
    def end_all(cls, user, *, but=None):
        """Sign out everywhere; a forgotten phone is shut at its next request."""
        others = cls.ended_at.is_null() & (cls.user == user)
        if but is not None:
            others &= cls.id != but.id
        cls.update(ended_at=clock.now()).where(others).execute()

    @classmethod
    def renew(cls, user, password):
        """A new password; whoever came in with the old one is out, everywhere."""
        with transaction():
            user.set_password(password)
            cls.end_all(user)

    @classmethod
    def purge(cls):
        """Those that can open nothing any more."""
        return (
            cls.delete()
            .where(
                cls.ended_at.is_null(False)
                | (cls.used_at <= clock.now() - IDLE)
                | (cls.created_at <= clock.now() - ABSOLUTE)
            )
            .execute()
        )

    @property
    def is_fresh(self):
        """The password was just said; later it is asked for again before much goes out (P19)."""
        return self.created_at > clock.now() - FRESH

    def end(self):
        self.ended_at = clock.now()
        self.save(only=["ended_at"])

    def touch(self):
        if clock.now() - self.used_at > TOUCH:
            self.used_at = clock.now()
            self.save(only=["used_at"])


class Attempt(Model):
    """A sign-in that failed. Counted alike for addresses that exist and that do not."""

    account = CharField(max_length=64)
    address = CharField(max_length=64)
    at = UTCDateTimeField(default=clock.now)

    WINDOW = timedelta(minutes=15)
    PER_ACCOUNT = 10
    PER_ADDRESS = 100

    class Meta:
        indexes = ((("account", "at"), False), (("address", "at"), False))

    @classmethod
    def admit(cls, email, address):
        """May this one be tried? Counted before the answer is known, so that a hundred at the
        same moment are ten; `forget` takes it back when the password was right."""
        account = _account(email)
        with transaction():
            queue("account", account)
            queue("address", address)
            recent = cls.select().where(cls.at > clock.now() - cls.WINDOW)
            if recent.where(cls.account == account).count() >= cls.PER_ACCOUNT:
                return False
            if recent.where(cls.address == address).count() >= cls.PER_ADDRESS:
                return False
            cls.create(account=account, address=address)
        return True

    @classmethod
    def forget(cls, email):
        cls.delete().where(cls.account == _account(email)).execute()

    @classmethod
    def purge(cls):
        """Those nobody counts any more."""
        return cls.delete().where(cls.at < clock.now() - cls.WINDOW).execute()


def _account(email):
    return _digest(email.strip().lower())


def _digest(secret):
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()
