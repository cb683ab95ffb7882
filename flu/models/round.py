"""How a group decides: proposal, questions, reactions, consent; adjust where somebody objects."""

from itertools import pairwise

from peewee import Value, fn

from flu import clock, workdays
from flu.db import transaction
from flu.models.event import Event
from flu.models.group import STAFF, Group
from flu.models.membership import Membership
from flu.models.refusal import Refused
from flu.models.user import User

LIVE = ("consented", "started", "followed_up", "adjusted")
ROUND = ("proposal", "questions", "reactions", "consent", "adjust")
NEXT_STEP = dict(pairwise((*ROUND, "consent")))
LIVE_AT_MOST = 3
ANSWER_WITHIN = 3  # working days


class Round:
    """An action's capability to be decided by consent; its fields stand in `Action`."""

    @classmethod
    def awaiting(cls, user):
        """Proposals in the consent step that this person has not answered in this round."""
        Carrier, Consent = cls.carriers.rel_model, cls.consents.rel_model
        groups = Membership.select(Membership.group).where(
            Membership.user == user, Membership.role.not_in(STAFF), Membership.open()
        )
        mine = Carrier.select(Carrier.action).where(Carrier.user == user)
        said = Consent.select(Value(1)).where(
            Consent.action == cls.id, Consent.user == user, Consent.round_number == cls.round_number
        )
        return (
            cls.visible_to(user)
            .where(cls.state == "proposed", cls.round_step == "consent", ~fn.EXISTS(said))
            .where(cls.group.in_(groups) | cls.id.in_(mine))
            .order_by(cls.id)
        )

    def electorate(self):
        """Whose answer the round waits for: who reads it as a member or as a carrier."""
        Carrier = type(self).carriers.rel_model
        sits = Membership.select(Membership.user).where(
            Membership.group == self.group_id, Membership.role.not_in(STAFF), Membership.open()
        )
        carries = Carrier.select(Carrier.user).where(Carrier.action == self)
        return list(self.readers().where(User.id.in_(sits) | User.id.in_(carries)))

    def turn(self, step, *, by):
        """On to a later step, or from `adjust` to asking everybody anew; twice is once."""
        with transaction():
            self.line_up()
            if (self.state, self.round_step) == ("proposed", step):
                return
            if self.state != "proposed" or not self.leads_to(step):
                raise Refused("action.order", state=self.state, wanted=step)
            if step == "consent":
                self.ask(anew=self.round_step == "adjust")
            self.round_step = step
            self.save(only=["round_step", "round_number", "round_ends_on"])
            Event.record("action.turned", by=by, on=self, group=self.group, step=step)

    def ask_again(self, *, by):
        """After an adjustment everybody answers anew."""
        with transaction():
            self.turn("adjust", by=by)
            self.turn("consent", by=by)

    def ask(self, *, anew):
        """Open the answers: three working days, and after an earlier asking none of them counts."""
        self.round_number += anew
        self.round_ends_on = workdays.after(clock.today(), ANSWER_WITHIN)

    def go_live(self, *, by):
        """consented, once nobody is silent and nobody objects. At most three live per group.

        For whoever has lined up already."""
        if not self.has_room():
            raise Refused("action.three_live")
        self.become("consented", by=by)

    def become(self, state, *, by):
        self.state = state
        self.save(only=["state"])
        Event.record(f"action.{state}", by=by, on=self, group=self.group)

    def line_up(self):
        """Wait for whoever is changing the group's actions, then see this one as it is now."""
        Group.update(name=Group.name).where(Group.id == self.group_id).execute()
        self.__data__.update(type(self).get_by_id(self.id).__data__)

    def has_room(self):
        return type(self).live_in(self.group_id).count() < LIVE_AT_MOST

    def leads_to(self, step):
        """Forward, as far as one likes: at a meeting the steps are walked in one go."""
        if "adjust" in (step, self.round_step):
            return NEXT_STEP[self.round_step] == step
        return step in ROUND[ROUND.index(self.round_step) + 1 :]

    def answered_by(self, user):
        """Is asked in the round: the group's members, and the helpers from elsewhere."""
        if self.group_id in user.roles:
            return user.roles[self.group_id] not in STAFF
        return self.carried_for(user)

    def spoken_by(self, user):
        """May ask and react; a facilitator, too, who neither answers nor edits."""
        return self.answered_by(user) or user.facilitates(self.group_id)
