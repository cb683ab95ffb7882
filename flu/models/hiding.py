"""A pause or a mask over a post, with its reason, seen by author and group (I7)."""

import re
from functools import cached_property, reduce
from operator import or_

from peewee import CharField, ForeignKeyField, IntegerField, JSONField, TextField

from flu import clock
from flu.db import Born, UTCDateTimeField, transaction
from flu.models.event import Event
from flu.models.flag import Flag
from flu.models.group import Group
from flu.models.post import POSTS, reword, still_shared, tended_by, texts_of, words_of
from flu.models.refusal import Refused
from flu.models.user import User

RULES = ("identifiable", "confidentiality", "belittling", "personnel", "other")
MASK = "[skjult: kan genkendes]"


class Hiding(Born):
    """A pause of a post, or a mask over single words; open until the post is restored."""

    group = ForeignKeyField(Group, backref="hidings", on_delete="CASCADE")
    by = ForeignKeyField(User, backref="+", on_delete="CASCADE")
    subject_kind = CharField(max_length=16)
    subject_id = IntegerField()
    rule = CharField(max_length=20)
    reason = TextField()
    masks = JSONField(default=list)
    reply = TextField(default="")
    original = JSONField(null=True)
    revision = JSONField(null=True)
    lifted_at = UTCDateTimeField(null=True)
    revised_at = UTCDateTimeField(null=True)

    class Meta:
        indexes = ((("subject_kind", "subject_id", "lifted_at"), False),)

    @classmethod
    def pause(cls, post, *, rule, reason, by):
        """Gone at once from everywhere but its author's and the facilitator's page."""
        with transaction():
            if cls.open_on(post):
                raise Refused("hiding.open")
            post.hold(clock.now())
            return cls._open(post, "hiding.paused", rule=rule, reason=reason, by=by)

    @classmethod
    def mask(cls, post, words, *, rule, reason, by):
        """Cover single words for everybody; the text itself stays the author's."""
        with transaction():
            if cls.open_on(post):
                raise Refused("hiding.open")
            if not cls.finds(words, post):
                raise Refused("hiding.word_missing")
            if cls.tells(words, reason):
                raise Refused("hiding.word_told")
            original = words_of(post)
            reword(post, _masked(original, words))
            return cls._open(
                post, "hiding.masked", rule=rule, reason=reason, by=by,
                masks=list(words), original=original,
            )  # fmt: skip

    @classmethod
    def refuse_changes(cls, post):
        """Raises Refused while something is hidden: its author rewrites it there."""
        if cls.open_on(post):
            raise Refused("hiding.rewrite")

    @classmethod
    def reopen(cls, post):
        """A post its author took away comes back as hidden as it was."""
        cls.update(lifted_at=None).where(
            cls.subject_kind == post.noun,
            cls.subject_id == post.id,
            cls.lifted_at == post.withdrawn_at,
        ).execute()

    @classmethod
    def open_on(cls, post):
        return cls.get_or_none(
            cls.subject_kind == post.noun, cls.subject_id == post.id, cls.lifted_at.is_null()
        )

    @classmethod
    def concerning(cls, post):
        """The open one on this post with who did it, or None."""
        return (
            cls.select(cls, User)
            .join(User)
            .where(
                cls.subject_kind == post.noun,
                cls.subject_id == post.id,
                cls.lifted_at.is_null(),
            )
            .get_or_none()
        )

    @classmethod
    def visible_to(cls, viewer):
        """Open ones of the groups one facilitates, while shared, and of one's own posts (M18)."""
        tended = cls.group.in_(tended_by(viewer)) & still_shared(cls)
        return (
            cls.select(cls, User, Group)
            .join(User)
            .switch(cls)
            .join(Group)
            .where(tended | cls._on_posts_of(viewer), cls.lifted_at.is_null())
            .order_by(cls.id)
        )

    @classmethod
    def of_author(cls, author):
        """Open ones on this person's posts that they have not written anew."""
        return (
            cls.select(cls, User)
            .join(User)
            .where(cls._on_posts_of(author), cls.lifted_at.is_null(), cls.revised_at.is_null())
        )

    @classmethod
    def on_posts_of(cls, author):
        """All there ever were on this person's posts."""
        return cls.select().where(cls._on_posts_of(author)).order_by(cls.id)

    @classmethod
    def tended(cls, facilitator):
        """Open ones in the groups this person facilitates."""
        return cls.visible_to(facilitator).where(cls.group.in_(tended_by(facilitator)))

    @classmethod
    def finds(cls, words, post):
        """Does any of these words stand in the post?"""
        return any(_occurs(word, words_of(post)) for word in words)

    @classmethod
    def tells(cls, words, reason):
        """Does the reason, which author and group read, say again what is to be hidden?"""
        return any(_occurs(word, reason) for word in words)

    @property
    def written(self):
        """What the author wrote, unmasked: the text, or the answers."""
        return self.original if self.original is not None else words_of(self.subject)

    @property
    def texts(self):
        return texts_of(self.written)

    @property
    def revised_texts(self):
        return texts_of(self.revision)

    def revise(self, texts, *, by):
        """The author writes it anew; it waits here until the facilitator opens the post again."""
        with transaction():
            self.revision, self.revised_at = _rewritten(self.written, texts), clock.now()
            self.save(only=["revision", "revised_at"])
            Event.record("hiding.revised", by=by, on=self.subject, group=self.group)

    def answer(self, words):
        """A word from the author to the facilitator, read by the two of them."""
        self.reply = words
        self.save(only=["reply"])

    def withdraw(self, *, by):
        """The author takes the post away."""
        with transaction():
            self.subject.withdraw()
            self._lift("hiding.withdrawn", by, at=self.subject.withdrawn_at)

    def lift(self, *, by):
        """Restore the post intact: as written, or as its author wrote it anew."""
        with transaction():
            post = self.subject
            if self.revision is not None or self.original is not None:
                reword(post, self.written if self.revision is None else self.revision)
            post.hold(None)
            self._lift("hiding.restored", by, at=clock.now())
            self._forget()

    @cached_property
    def subject(self):
        return POSTS[self.subject_kind].get_by_id(self.subject_id)

    @property
    def is_mask(self):
        return bool(self.masks)

    def lifted_by(self, user):
        return user.facilitates(self.group_id)

    def answered_by(self, user):
        return self.subject.author_id == user.id

    @classmethod
    def _on_posts_of(cls, author):
        kinds = [
            (cls.subject_kind == kind)
            & cls.subject_id.in_(noun.select(noun.id).where(noun.author == author))
            for kind, noun in POSTS.items()
        ]
        return reduce(or_, kinds)

    @classmethod
    def _open(cls, post, verb, *, rule, reason, by, **fields):
        hiding = cls.create(
            group=post.group_id, by=by, subject_kind=post.noun, subject_id=post.id,
            rule=rule, reason=reason, **fields,
        )  # fmt: skip
        Flag.update(settled_at=clock.now()).where(
            Flag.subject_kind == post.noun,
            Flag.subject_id == post.id,
            Flag.settled_at.is_null(),
        ).execute()
        Event.record(verb, by=by, on=post, group=post.group, rule=rule, reason=reason)
        return hiding

    def _lift(self, verb, by, *, at):
        self.lifted_at = at
        self.save(only=["lifted_at"])
        Event.record(verb, by=by, on=self.subject, group=self.group)

    def _forget(self):
        """What was covered, and what the two wrote about it, is needed no more; why stays."""
        self.masks, self.original, self.revision, self.reply = [], None, None, ""
        self.save(only=["masks", "original", "revision", "reply"])


def _rewritten(words, texts):
    if isinstance(words, str):
        return texts[0]
    return [{**answer, "answer": text} for answer, text in zip(words, texts, strict=True)]


def _masked(words, masks):
    if isinstance(words, list):
        return [{**a, "answer": _masked(a["answer"], masks)} for a in words]
    for mask in masks:
        words = re.sub(rf"(?<!\w){re.escape(mask)}(?!\w)", MASK, words, flags=re.IGNORECASE)
    return words


def _occurs(mask, words):
    return _masked(words, [mask]) != words
