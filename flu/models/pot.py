"""The pot of a pulse while it is open: who has answered, and what waits to be told.

No row holds an answer. Each answer is added to sums at once, and what could still be told apart
(who has answered, the sums of fewer than five, a group's share) lies in one sealed text per pulse,
written anew as a whole each time and sorted by number. So no order of rows, no serial, ctid,
dead tuple, page of a WAL and no two dumps, one before and one after an answer, tell more than
the sums of five or more; a copy of the database says not even who has answered. When the pulse
closes the pot is burnt. What remains is the operator who holds the key and means harm (P18).
"""

import json
from collections import Counter

from flu import seal
from flu.models.disclosure import LEAST

NO_GROUP = 0


class Pot:
    """`waiting` and `groups`: group → sums, `batches`: group → how many, for each time it told."""

    def __init__(self, answered=(), waiting=(), batches=(), groups=()):
        self.answered = set(answered)
        self.waiting = {group: Counter(sums) for group, sums in waiting}
        self.batches = [dict(batch) for batch in batches]
        self.groups = {group: Counter(sums) for group, sums in groups}

    @classmethod
    def opened(cls, sealed, label):
        """None for what is burnt, or if the key is not the one it was."""
        words = seal.opened(sealed, label)
        return cls(**json.loads(words)) if words else None

    def sealed(self, label):
        kept = {
            "answered": sorted(self.answered), "waiting": sorted(self.waiting.items()),
            "batches": [sorted(batch.items()) for batch in self.batches],
            "groups": sorted(self.groups.items()),
        }  # fmt: skip
        return seal.sealed(json.dumps(kept, sort_keys=True), label)

    def put(self, answers, *, by, group):
        """The sums that may be told now: of five or more new answers, else of none."""
        self.answered.add(by)
        _add(self.waiting, group or NO_GROUP, Counter({"count": 1, **answers}))
        if sum(sums["count"] for sums in self.waiting.values()) < LEAST:
            return Counter()
        batch, self.waiting = self.waiting, {}
        self.batches.append({at: sums["count"] for at, sums in batch.items()})
        for at, sums in batch.items():
            _add(self.groups, at, sums)
        return sum(batch.values(), Counter())


def _add(tallies, group, sums):
    tallies[group] = tallies.get(group, Counter()) + sums
