"""A backup: one sealed file with all there is, made while running, opened by the same key alone.

The file is a line that names it, a salt, and chunks of AES-256-GCM whose order and end are sealed
with them, so that nothing can be cut off, swapped or added unseen.
"""

import gzip
import json
import os
import secrets
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from flu.models.everything import Unfit, heard, told

MAGIC = b"FLU backup 1\n"
SALT = 16
CHUNK = 2**20
LAST = 1 << 31  # in a chunk's length: no chunk comes after this one


def back_up(path, key):
    """Write everything there is at this moment to `path`, which appears only when it is whole."""
    path = Path(path)
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}.part")
    try:
        with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            rows = _write(file, key)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    return rows


def restore(path, key):
    """Take everything in again, into an empty database. Raises Unfit. How many rows."""
    with open(path, "rb") as file, gzip.open(Opened(file, key)) as lines:
        return heard(json.loads(line) for line in lines)


def _write(file, key):
    sealed, rows = Sealed(file, key), 0
    with gzip.GzipFile(fileobj=sealed, mode="wb", mtime=0) as out:
        for line in told():
            rows += isinstance(line, list)
            out.write(json.dumps(line, ensure_ascii=False).encode() + b"\n")
    sealed.finish()
    return rows


class Sealed:
    """Something to write into; what comes out in the file nobody reads without the key."""

    def __init__(self, file, key):
        salt = secrets.token_bytes(SALT)
        file.write(MAGIC + salt)
        self.file, self.cipher = file, _cipher(key, salt)
        self.waiting, self.number = bytearray(), 0

    def write(self, content):
        self.waiting += content
        while len(self.waiting) > CHUNK:
            self._seal(bytes(self.waiting[:CHUNK]), 0)
            del self.waiting[:CHUNK]
        return len(content)

    def flush(self):
        """Nothing goes out before its chunk is full."""

    def finish(self):
        self._seal(bytes(self.waiting), LAST)

    def _seal(self, content, last):
        sealed = self.cipher.encrypt(_nonce(self.number, last), content, None)
        self.file.write((len(sealed) | last).to_bytes(4, "big") + sealed)
        self.number += 1


class Opened:
    """Something to read from: what was written into Sealed, or Unfit."""

    def __init__(self, file, key):
        if file.read(len(MAGIC)) != MAGIC:
            raise Unfit("this is no backup of FLU")
        self.file, self.cipher = file, _cipher(key, file.read(SALT))
        self.open, self.number, self.ended = bytearray(), 0, False

    def read(self, size=-1):
        while not self.ended and (size < 0 or len(self.open) < size):
            self.open += self._next()
        size = len(self.open) if size < 0 else size
        content = bytes(self.open[:size])
        del self.open[:size]
        return content

    def _next(self):
        length = int.from_bytes(self.file.read(4), "big")
        last = length & LAST
        sealed = self.file.read(length ^ last if length ^ last <= CHUNK + 16 else 0)
        try:
            content = self.cipher.decrypt(_nonce(self.number, last), sealed, None)
        except (InvalidTag, ValueError):
            raise Unfit("another FLU_SECRET_KEY sealed it, or it was changed") from None
        if last and self.file.read(1):
            raise Unfit("something was added to it")
        self.number, self.ended = self.number + 1, bool(last)
        return content


def _nonce(number, last):
    return number.to_bytes(11, "big") + bytes([bool(last)])


def _cipher(key, salt):
    return AESGCM(Scrypt(salt=salt, length=32, n=2**15, r=8, p=1).derive(key.encode()))
