"""Care for a thread: a flag, a pause or a mask with its reason, seen by author and group (I7)."""

import re

from peewee import CharField, ForeignKeyField, IntegerField, JSONField, TextField

from flu import clock
from flu.db import Born, UTCDateTimeField, transaction
from flu.models.comment import Comment
from flu.models.event import Event
from flu.models.group import Group
from flu.models.reflection import Reflection
from flu.models.refusal import Refused
from flu.models.user import User

RULES = ("identifiable", "confidentiality", "belittling", "personnel", "other")
MASK = "[skjult: kan genkendes]"
KINDS = {"reflection": Reflection, "comment": Comment}
VERBS = (
    "group.formed", "group.renamed", "group.admitted", "group.appointed", "group.left",
    "group.removed", "group.clash", "group.archived", "agreement.proposed", "agreement.accepted",
    "hiding.paused", "hiding.masked", "hiding.revised", "hiding.withdrawn", "hiding.restored",
    "thread.locked", "thread.unlocked",
)  # fmt: skip


class Flag(Born):
    """A member asks the facilitator to look. Who flagged is told to nobody but the facilitator."""

    group = ForeignKeyField(Group, backref="flags", on_delete="CASCADE")
    user = ForeignKeyField(User, backref="+", on_delete="CASCADE")
    subject_kind = CharField(max_length=16)
    subject_id = IntegerField()
    reason = TextField()
    settled_at = UTCDateTimeField(null=True)

    class Meta:
        indexes = ((("group", "settled_at"), False),)

    @classmethod
    def raise_on(cls, post, reason, *, by):
        """One open flag per person and post; the reason can be said better."""
        with transaction():
            flag, fresh = cls.get_or_create(
                user=by, subject_kind=kind_of(post), subject_id=post.id, settled_at=None,
                defaults={"group": post.group_id, "reason": reason},
            )  # fmt: skip
            if not fresh:
                flag.reason = reason
                flag.save(only=["reason"])
        return flag

    @classmethod
    def open_for(cls, facilitator):
        """What waits for this facilitator, eldest first."""
        groups = [g for g, role in facilitator.roles.items() if role == "facilitator"]
        return (
            cls.select(cls, User, Group)
            .join(User)
            .switch(cls)
            .join(Group)
            .where(cls.group.in_(groups), cls.settled_at.is_null())
            .order_by(cls.id)
        )

    @classmethod
    def visible_to(cls, viewer):
        return cls.open_for(viewer)

    def settle(self):
        """Looked at; nothing more was needed."""
        self.settled_at = clock.now()
        self.save(only=["settled_at"])

    @property
    def subject(self):
        return KINDS[self.subject_kind].get_by_id(self.subject_id)


class Hiding(Born):
    """A pause of a post, or a mask over single words; open until the post is restored."""

    group = ForeignKeyField(Group, backref="hidings", on_delete="CASCADE")
    by = ForeignKeyField(User, backref="+", on_delete="CASCADE")
    subject_kind = CharField(max_length=16)
    subject_id = IntegerField()
    rule = CharField(max_length=20)
    reason = TextField()
    masks = JSONField(default=list)
    original = JSONField(null=True)
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
            post.paused_at = clock.now()
            post.save(only=["paused_at"])
            return cls._open(post, "hiding.paused", rule=rule, reason=reason, by=by)

    @classmethod
    def mask(cls, post, words, *, rule, reason, by):
        """Cover single words for everybody; the text itself stays the author's."""
        with transaction():
            if cls.open_on(post):
                raise Refused("hiding.open")
            original = wording(post)
            if not any(_occurs(word, original) for word in words):
                raise Refused("hiding.word_missing")
            reword(post, _masked(original, words))
            return cls._open(
                post, "hiding.masked", rule=rule, reason=reason, by=by,
                masks=list(words), original=original,
            )  # fmt: skip

    @classmethod
    def open_on(cls, post):
        return cls.get_or_none(
            cls.subject_kind == kind_of(post), cls.subject_id == post.id, cls.lifted_at.is_null()
        )

    @classmethod
    def concerning(cls, post):
        """The open one on this post with who did it, or None."""
        return (
            cls.select(cls, User)
            .join(User)
            .where(
                cls.subject_kind == kind_of(post),
                cls.subject_id == post.id,
                cls.lifted_at.is_null(),
            )
            .get_or_none()
        )

    @classmethod
    def visible_to(cls, viewer):
        """Those of the groups one facilitates; the author reaches theirs through the post."""
        groups = [g for g, role in viewer.roles.items() if role == "facilitator"]
        return (
            cls.select(cls, User, Group)
            .join(User)
            .switch(cls)
            .join(Group)
            .where(cls.group.in_(groups), cls.lifted_at.is_null())
            .order_by(cls.id)
        )

    def revise(self, new, *, by):
        """The author writes it anew and asks for it to be opened."""
        with transaction():
            reword(self.subject, new)
            self.original, self.masks, self.revised_at = None, [], clock.now()
            self.save(only=["original", "masks", "revised_at"])
            Event.record("hiding.revised", by=by, on=self.subject, group=self.group)

    def withdraw(self, *, by):
        """The author takes the post away."""
        with transaction():
            self.subject.withdraw()
            self._lift("hiding.withdrawn", by)

    def lift(self, *, by):
        """Restore the post intact: as written, or as its author wrote it anew."""
        with transaction():
            post = self.subject
            if self.original is not None:
                reword(post, self.original)
            post.paused_at = None
            post.save(only=["paused_at"])
            self._lift("hiding.restored", by)

    @property
    def subject(self):
        return KINDS[self.subject_kind].get_by_id(self.subject_id)

    @property
    def is_mask(self):
        return bool(self.masks)

    def lifted_by(self, user):
        return user.facilitates(self.group_id)

    @classmethod
    def _open(cls, post, verb, *, rule, reason, by, **fields):
        hiding = cls.create(
            group=post.group_id, by=by, subject_kind=kind_of(post), subject_id=post.id,
            rule=rule, reason=reason, **fields,
        )  # fmt: skip
        Flag.update(settled_at=clock.now()).where(
            Flag.subject_kind == kind_of(post),
            Flag.subject_id == post.id,
            Flag.settled_at.is_null(),
        ).execute()
        Event.record(verb, by=by, on=post, group=post.group, rule=rule, reason=reason)
        return hiding

    def _lift(self, verb, by):
        self.lifted_at = clock.now()
        self.save(only=["lifted_at"])
        Event.record(verb, by=by, on=self.subject, group=self.group)


def kind_of(post):
    return type(post).__name__.lower()


def wording(post):
    """A post's own words: a comment's body, or a reflection's answers."""
    return post.body if isinstance(post, Comment) else post.answers


def reword(post, words):
    name = "body" if isinstance(post, Comment) else "answers"
    setattr(post, name, words)
    post.touch()
    post.save(only=[name, "edited_at", "version"])


def _masked(words, masks):
    if isinstance(words, list):
        return [{**a, "answer": _masked(a["answer"], masks)} for a in words]
    for mask in masks:
        words = re.sub(rf"(?<!\w){re.escape(mask)}(?!\w)", MASK, words, flags=re.IGNORECASE)
    return words


def _occurs(mask, words):
    return _masked(words, [mask]) != words
