"""What a copy of the database shall not tell, sealed with the installation's key.

The same words under the same label give the same seal: it holds no chance and no moment.
"""

import base64
import hashlib
import hmac

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV

BLOCK = 4096  # so that a seal's length tells nothing either

_key: bytes | None = None


def use(secret):
    """From now on seals are made and opened with this secret."""
    global _key  # noqa: PLW0603 - one installation per process
    _key = hmac.digest(secret.encode(), b"flu.seal", hashlib.sha512)


def sealed(words, label):
    content = words.encode()
    padded = content.ljust(-(-len(content) // BLOCK) * BLOCK)
    return base64.b64encode(_cipher().encrypt(padded, [label.encode()])).decode()


def opened(seal, label):
    """None if another key sealed it, or for something else."""
    try:
        return _cipher().decrypt(base64.b64decode(seal), [label.encode()]).decode().rstrip()
    except (InvalidTag, ValueError):
        return None


def _cipher():
    if _key is None:
        raise RuntimeError("no key to seal with: call seal.use() when the process starts")
    return AESSIV(_key)
