"""A shared action the group lifted to the sponsor: title, why and gain, as they were sent (M28)."""

from peewee import CharField, ForeignKeyField, TextField, Value, fn

from flu.db import transaction
from flu.models.action import Action
from flu.models.event import Event
from flu.models.group import Group
from flu.models.item import Item
from flu.models.programme import Enrolment, Programme
from flu.models.reading import ReadingSeat, can_sign_in, people
from flu.models.refusal import Refused
from flu.models.user import User

ABOVE = ("sponsor", "programme_manager")


class Lift(Item):
    """Read at the table it comes from, and by the programme's sponsor and manager."""

    action = ForeignKeyField(Action, backref="lifts", on_delete="CASCADE")
    programme = ForeignKeyField(Programme, backref="lifts", on_delete="CASCADE")
    title = CharField(max_length=120)
    why = TextField()
    gain = TextField(default="")

    names_readers = False

    @classmethod
    def raise_up(cls, action, *, by, uid=None, **words):
        """Send it up, once. Raises Refused `lift.there` while another of it is up there."""
        with transaction():
            lift, fresh = cls.once(
                uid, by=by, action=action, group=action.group_id,
                programme=action.group.programme_id, **words,
            )  # fmt: skip
            if fresh and cls.up_of(action).where(cls.id != lift.id).exists():
                raise Refused("lift.there")
            if fresh:
                Event.record("action.lifted", by=by, on=lift, group=action.group)
        return lift

    @classmethod
    def readable(cls, reader):
        """While the action is there and moderation does not hold it."""
        person = reader.id if hasattr(reader.id, "is_null") else Value(reader.id)
        there = Action.select(Value(1)).where(
            Action.id == cls.action, Action.withdrawn_at.is_null(), Action.paused_at.is_null()
        )
        open_to = _open_to(person, cls.group, cls.programme)
        return cls.withdrawn_at.is_null() & fn.EXISTS(there) & open_to

    @classmethod
    def visible_to(cls, viewer):
        return super().visible_to(viewer).select_extend(Group).join_from(cls, Group)

    @classmethod
    def up_of(cls, action):
        return cls.select().where(cls.action == action, cls.withdrawn_at.is_null())

    @classmethod
    def of(cls, action, viewer):
        """Where it is up, for this viewer; None if it is not."""
        return cls.visible_to(viewer).where(cls.action == action).first()

    @classmethod
    def within(cls, programme, viewer):
        """What was lifted in a programme, the latest first."""
        return cls.visible_to(viewer).where(cls.programme == programme).order_by(cls.id.desc())

    @classmethod
    def above(cls, programme):
        """Those above who read it, by name; who sits at the table is the table's to tell (M02)."""
        posts = Enrolment.select(Enrolment.user).where(
            Enrolment.programme == programme, Enrolment.role.in_(ABOVE)
        )
        return people().where(can_sign_in(), User.id.in_(posts))

    @classmethod
    def prospect(cls, action):
        """Who would read it, by the rule that guards it afterwards."""
        at = (action.group_id, action.group.programme_id)
        return people().where(can_sign_in(), _open_to(User.id, *at))

    def restore(self):
        """Up again. Raises Refused `lift.there` while another of it is up there."""
        if Lift.up_of(self.action_id).exists():
            raise Refused("lift.there")
        super().restore()

    def withdrawable_by(self, user):
        """The group takes it down again, whoever of them sent it up."""
        return self.author_id == user.id or user.roles.get(self.group_id) in ("member", "host")


def _open_to(person, group, programme):
    """SQL: sits and reads at the table, or stands above the programme."""
    seat = ReadingSeat.select(Value(1)).where(
        ReadingSeat.user_id == person, ReadingSeat.group_id == group
    )
    post = Enrolment.select(Value(1)).where(
        Enrolment.user == person, Enrolment.programme == programme, Enrolment.role.in_(ABOVE)
    )
    return fn.EXISTS(seat) | fn.EXISTS(post)
