"""Where the round of an action stands: what was said, who is heard, what is in the way."""

from functools import cached_property
from itertools import groupby

from flu import clock
from flu.models.action import LIVE, Action
from flu.models.consent import Consent, Voice


class Hearing:
    """All of an action's round for one page, in a few queries whatever its length."""

    def __init__(self, action, viewer):
        self.action, self.viewer = action, viewer
        self.voices = list(Voice.of(action))
        self.answers = list(Consent.of(action))

    @property
    def spoken(self):
        """(step, voices) of each step in which something was said."""
        return [(step, list(said)) for step, said in groupby(self.voices, lambda v: v.step)]

    @cached_property
    def given(self):
        """The answers that count now."""
        return [a for a in self.answers if a.round_number == self.action.round_number]

    @property
    def earlier(self):
        """(round, answers) of the askings before this one."""
        before = [a for a in self.answers if a.round_number != self.action.round_number]
        return [(n, list(said)) for n, said in groupby(before, lambda a: a.round_number)]

    @property
    def mine(self):
        return next((a for a in self.given if a.user_id == self.viewer.id), None)

    @property
    def objections(self):
        return [a for a in self.given if a.answer == "objection"]

    @cached_property
    def silent(self):
        """Who is still to be heard, while the answers are open."""
        if not self.is_open:
            return []
        heard = {answer.user_id for answer in self.given}
        return [person for person in self.action.electorate() if person.id not in heard]

    @property
    def is_open(self):
        return self.action.state == "proposed" and self.action.round_step == "consent"

    @property
    def is_settled(self):
        return self.is_open and not self.objections and not self.silent

    @property
    def is_overdue(self):
        """The three working days are over: it goes on the next agenda."""
        ends = self.action.round_ends_on
        return bool(self.silent) and ends is not None and clock.today() > ends

    @cached_property
    def waits_for_room(self):
        """Everybody can live with it, and the group has three live ones already."""
        return self.is_settled and not self.action.has_room()

    @cached_property
    def in_the_way(self):
        """The live actions a settled one waits for, as far as the viewer reads them."""
        if not self.waits_for_room:
            return []
        live = Action.open_for(self.viewer).where(Action.state.in_(LIVE))
        return list(live.where(Action.group == self.action.group_id))
