"""A person's name on a device: it tells one from another there, and nothing to anybody else."""

import hashlib
import hmac

from flask import current_app

NOBODY = "-"
LENGTH = 12


def of(user):
    """12 hexadecimal digits, the same at every sign-in; `-` for nobody."""
    if not user.is_authenticated:
        return NOBODY
    secret = current_app.config["SECRET_KEY"].encode()
    return hmac.new(secret, f"part:{user.uid}".encode(), hashlib.sha256).hexdigest()[:LENGTH]
