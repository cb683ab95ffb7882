"""A part of one's portfolio that goes out: as a reflection, so that every rule of reading,
answering, moderating and taking back is the one there is (S42)."""

from dataclasses import dataclass

from flu.db import transaction
from flu.models.experiment import Experiment
from flu.models.reflection import Reflection

KINDS = ("lesson", "practice", "story", "reflection")


@dataclass(frozen=True)
class Part:
    """Something of one's own that may go along: its kind, and the row whose words it is."""

    kind: str
    item: Experiment | Reflection

    @property
    def key(self):
        return f"{self.kind}-{self.item.uid}"


def parts(portfolio):
    """What may be chosen: own words alone; nothing of a private kind, and nothing that moderation
    holds back now."""
    for story in portfolio.stories:
        it = story.experiment
        if it.paused_at is None:
            yield from (Part(kind, it) for kind in KINDS[:3] if _is_there(kind, it))
        yield from _reflected(story.reflections)
    yield from _reflected(portfolio.loose)


def share_excerpt(answers, *, visibility, group, wants, by, uid=None):
    """Let exactly these words go out, once; what changes later at home stays at home."""
    with transaction():
        excerpt = Reflection.post(answers, by=by, uid=uid, is_excerpt=True)
        excerpt.share(visibility=visibility, group=group, wants=wants, by=by)
    return excerpt


def _is_there(kind, it):
    if kind == "lesson":
        return bool(it.lesson)
    return it.stage == "adopted" if kind == "practice" else bool(it.if_i and it.seen_heard)


def _reflected(reflections):
    for it in reflections:
        private = it.format is not None and it.format.private
        if it.text and not private and it.paused_at is None:
            yield Part("reflection", it)
