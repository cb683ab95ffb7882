"""An opfølgning: what happened, which gain we see, and whether to go on, adjust or stop."""

from peewee import CharField, DateField, ForeignKeyField, TextField

from flu import clock
from flu.db import transaction
from flu.models.action import LIVE, Action
from flu.models.consent import Said
from flu.models.refusal import Refused

GOES_ON = ("continue", "adjust")


class FollowUp(Said):
    """Hvad skete der? Hvilken gevinst ser vi? Fortsæt, justér eller stop?"""

    action = ForeignKeyField(Action, backref="follow_ups", on_delete="CASCADE")
    happened = TextField()
    gain = TextField(default="")
    decision = CharField(max_length=10)
    due_on = DateField(null=True)

    DECISIONS = ("continue", "adjust", "done", "stop")
    LEADS_TO = {"continue": "followed_up", "adjust": "adjusted", "done": "done", "stop": "stopped"}

    @classmethod
    def hold(cls, action, *, happened, gain, decision, by, next_on=None, takeaway="", uid=None):
        """Look at it again together. Going on asks a new date, done a gain, stop a takeaway."""
        with transaction():
            action.line_up()
            if known := cls.known(uid, by=by):
                return known
            if decision not in cls.open_to(action):
                raise Refused("action.order", state=action.state, wanted=cls.LEADS_TO[decision])
            for key in cls.faults(decision, gain=gain, next_on=next_on, takeaway=takeaway):
                raise Refused(key)
            follow_up = cls.say(
                uid, action=action, user=by, happened=happened, gain=gain, decision=decision,
                due_on=action.follow_up_on if action.is_live else None,
            )  # fmt: skip
            cls._tell(action, gain=gain, takeaway=takeaway, next_on=next_on)
            action.become(cls.LEADS_TO[decision], by=by)
        return follow_up

    @classmethod
    def faults(cls, decision, *, gain, next_on, takeaway):
        """What this decision still asks for, as keys."""
        if decision in GOES_ON and next_on is None:
            yield "follow_up.next_missing"
        if decision in GOES_ON and next_on is not None and next_on <= clock.today():
            yield "follow_up.next_past"
        if decision == "done" and not gain:
            yield "follow_up.gain_missing"
        if decision == "stop" and not takeaway:
            yield "follow_up.takeaway_missing"

    @classmethod
    def open_to(cls, action):
        """The decisions to choose from; a proposal can only be put away, with what it taught."""
        if action.state == "proposed":
            return ("stop",)
        return cls.DECISIONS if action.state in LIVE else ()

    @staticmethod
    def _tell(action, *, gain, takeaway, next_on):
        late = action.is_live and action.follow_up_on < clock.today()
        action.late_follow_ups = action.late_follow_ups + 1 if late else 0
        action.realised_gain = gain or action.realised_gain
        action.takeaway = takeaway or action.takeaway
        if next_on is not None:
            action.follow_up_on = next_on
            action.due_on = max(next_on, action.due_on)
        action.save(only=["late_follow_ups", "realised_gain", "takeaway", "follow_up_on", "due_on"])
