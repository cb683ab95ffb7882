"""The accounts of a storm: what was written, and what became of it."""

from collections import Counter
from dataclasses import dataclass, field


@dataclass
class Account:
    """What was written, and what became of it."""

    valid: list = field(default_factory=list)
    refused: list = field(default_factory=list)
    kinds: Counter = field(default_factory=Counter)
    events: Counter = field(default_factory=Counter)
    times: Counter = field(default_factory=Counter)  # how often each stands in the database
    needs: list = field(default_factory=list)
    asked: list = field(default_factory=list)

    @property
    def lost(self):
        return [mark for mark in self.valid if not self.times[mark]]

    @property
    def doubled(self):
        return [mark for mark in self.valid if self.times[mark] > 1]

    @property
    def is_whole(self):
        """Each valid one arrived once, each refused one lies with its text, nothing else does."""
        kept = all(any(mark in words for words in self.needs) for mark in self.refused)
        arrived = not any(self.times[mark] for mark in self.refused)
        one_each = not self.lost and not self.doubled and len(self.needs) == len(self.refused)
        return kept and arrived and one_each

    def __str__(self):
        replays = sum(it["replayed"] for it in self.asked)
        faults = Counter(it["fault"] for it in self.asked if it["fault"] != "-")
        return (
            f"{len(self.valid)} written, {len(self.lost)} lost, {len(self.doubled)} doubled; "
            f"{len(self.refused)} refused, {len(self.needs)} need their writer; "
            f"{len(self.asked)} requests, {replays} replays; {dict(faults)} {dict(self.events)}"
        )
