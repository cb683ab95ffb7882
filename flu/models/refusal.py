"""A rule said no."""


class Refused(Exception):
    """Carries a key such as `plan.too_many` and its words, never a sentence (409)."""

    def __init__(self, key, **words):
        super().__init__(key)
        self.key = key
        self.words = words
