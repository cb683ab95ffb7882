"""What a programme's manager names, orders and sets aside: its tracks, its strategic goals."""

from flu.db import Born, transaction
from flu.models.event import Event
from flu.models.programme import Enrolment, Programme


class Ordered(Born):
    """Has a `programme`, a `position` and an `archived_at`."""

    @classmethod
    def within(cls, programme):
        """Those in use, in the programme's order."""
        return (
            cls.select()
            .where(cls.programme == programme, cls.archived_at.is_null())
            .order_by(cls.position, cls.id)
        )

    @classmethod
    def kept(cls, programme):
        """All of the programme's, those archived last."""
        return (
            cls.select()
            .where(cls.programme == programme)
            .order_by(cls.archived_at.is_null(False), cls.position, cls.id)
        )

    @classmethod
    def visible_to(cls, viewer):
        mine = Enrolment.select(Enrolment.programme).where(Enrolment.user == viewer)
        return cls.select(cls, Programme).join(Programme).where(cls.programme.in_(mine))

    def change(self, *, by, **fields):
        """Rename or redraw it; all that hangs on it follows."""
        with transaction():
            for name, value in fields.items():
                setattr(self, name, value)
            self.save(only=list(fields))
            Event.record(f"{type(self).__name__.lower()}.changed", by=by, on=self)

    def move(self, steps):
        """Up (negative) or down among those in use, as far as there is room."""
        with transaction():
            row = list(type(self).within(self.programme_id))
            if self not in row:
                return
            here = row.index(self)
            row.insert(max(0, here + steps), row.pop(here))
            for position, one in enumerate(row):
                one.position = position
                one.save(only=["position"])
