"""The ledger: who did what to which noun. No text a leader wrote is ever kept here."""

import hashlib
import json

from peewee import CharField, ForeignKeyField, JSONField, UUIDField

from flu import clock
from flu.db import Model, UTCDateTimeField, database, engine, transaction
from flu.models.organisation import Organisation
from flu.models.programme import Programme
from flu.models.refusal import Refused
from flu.models.user import User

CHAIN_LOCK = 0x464C56
GROUP_LOG = (
    "group.formed", "group.renamed", "group.admitted", "group.appointed", "group.left",
    "group.removed", "group.opening", "group.clash", "group.resumed", "group.archived",
    "group.staff_asked", "group.staff_released", "group.staff_left",
    "agreement.proposed", "agreement.accepted",
    "hiding.paused", "hiding.masked", "hiding.revised", "hiding.withdrawn", "hiding.restored",
    "thread.locked", "thread.unlocked",
)  # fmt: skip


class Event(Model):
    """One line, chained to the line before it by digest, so that a changed row is found (S32)."""

    organisation = ForeignKeyField(Organisation, null=True, backref="+", on_delete="SET NULL")
    programme = ForeignKeyField(Programme, null=True, backref="+", on_delete="SET NULL")
    group_id = CharField(max_length=36, null=True, index=True)
    actor = ForeignKeyField(User, null=True, backref="+", on_delete="SET NULL")
    verb = CharField(max_length=48, index=True)
    subject_kind = CharField(max_length=24, default="")
    subject_uid = UUIDField(null=True, index=True)
    words = JSONField(default=dict)
    created_at = UTCDateTimeField(default=clock.now)
    digest = CharField(max_length=64)

    @classmethod
    def record(cls, verb, *, by, on=None, group=None, **words):
        """Write one line in the caller's transaction. `words` are keys and reasons, no content."""
        with transaction():
            if engine() == "postgres":
                database.execute_sql("select pg_advisory_xact_lock(%s)", (CHAIN_LOCK,))
            last = cls.select(cls.digest).order_by(cls.id.desc()).first()
            event = cls(
                organisation=by.organisation_id if by else None,
                group_id=str(group.uid) if group else None,
                programme=group.programme_id if group else None,
                actor=by,
                verb=verb,
                subject_kind=type(on).__name__.lower() if on else "",
                subject_uid=on.uid if on else None,
                words=words,
            )
            event.digest = event.seal(last.digest if last else "")
            event.save(force_insert=True)
        return event

    @classmethod
    def log_of(cls, group, *, before=None):
        """What the group may read of itself (M41), the latest first; by key: a line's digest."""
        lines = (
            cls.select(cls, User)
            .join(User, "left outer join")
            .where(cls.group_id == str(group.uid), cls.verb.in_(GROUP_LOG))
        )
        if before is not None:
            Mark = cls.alias()
            lines = lines.where(cls.id < Mark.select(Mark.id).where(Mark.digest == before))
        return lines.order_by(cls.id.desc())

    @classmethod
    def first_fault(cls):
        """The id of the first line that does not follow from the one before; None if all hold."""
        digest = ""
        for event in cls.select().order_by(cls.id).iterator():
            if event.digest != event.seal(digest):
                return event.id
            digest = event.digest
        return None

    def seal(self, before):
        line = [
            before, self.group_id, self.actor_id, self.verb, self.subject_kind,
            str(self.subject_uid or ""), self.words, self.created_at.isoformat(),
        ]  # fmt: skip
        return hashlib.sha256(json.dumps(line, sort_keys=True).encode()).hexdigest()


def once(noun, uid, *, by, **fields):
    """The row born with this uid, and whether it is new; its first event tells whose it is.

    Raises Refused `uid.taken` when somebody else's was born with it.
    """
    if uid is None:
        return noun.create(**fields), True
    row, fresh = noun.get_or_create(uid=uid, defaults=fields)
    if not fresh:
        first = Event.select().where(Event.subject_uid == uid).order_by(Event.id).first()
        if first is None or first.actor_id != by.id:
            raise Refused("uid.taken")
    return row, fresh
