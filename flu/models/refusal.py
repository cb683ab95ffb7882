"""A rule said no."""


class Refused(Exception):
    """Carries a key such as `plan.too_many` and its words, never a sentence (409)."""

    status = 409
    wait = 0  # seconds, when waiting helps

    def __init__(self, key, **words):
        super().__init__(key)
        self.key = key
        self.words = words


class TooMany(Refused):
    """So often is too often (429)."""

    status = 429

    def __init__(self, key, wait, **words):
        super().__init__(key, **words)
        self.wait = wait
