"""The key to a person's calendar feed: long, drawn by chance, kept as a digest alone (D4)."""

import hashlib
import secrets

from flu.models.user import User


def draw_key(user, *, closed=False):
    """A fresh key, told this once; the one before opens nothing. `closed`: none at all."""
    key = "" if closed else secrets.token_urlsafe(32)
    user.calendar_key = _digest(key) if key else ""
    user.save(only=["calendar_key"])
    return key


def key_holder(key):
    """Whose calendar this key opens, None for any other key or somebody who is shut out."""
    user = User.get_or_none(User.calendar_key == _digest(key))
    return user if user is not None and user.is_active else None


def _digest(key):
    return hashlib.sha256(key.encode()).hexdigest()
