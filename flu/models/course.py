"""The way of a try: its states, what each asks for, and the steps between (domain section 3)."""

from flu import clock
from flu.db import queue, transaction
from flu.models.event import Event
from flu.models.habit import Habit
from flu.models.refusal import Refused

STATES = (
    "idea", "hypothesis", "planned", "tried", "observed", "reflected",
    "shared", "adopted", "dropped", "unlearned", "paused",
)  # fmt: skip
STEPS = {
    "idea": 0, "hypothesis": 1, "planned": 1, "tried": 2, "observed": 2, "reflected": 3,
    "adopted": 3, "dropped": 3, "unlearned": 3, "shared": 4,
}  # fmt: skip
OPEN = ("idea", "hypothesis", "planned", "tried", "observed", "reflected", "shared")
CONCLUDED = ("adopted", "dropped", "unlearned")
LEARNED = ("reflected", "shared", *CONCLUDED)
UNTRIED = ("idea", "hypothesis", "planned")
NEXT = {
    "hypothesis": ("idea", "hypothesis"),
    "planned": ("hypothesis", "planned"),
    "tried": ("planned",),
    "observed": ("tried", "observed"),
    "reflected": ("observed",),
    "shared": ("reflected",),
    "adopted": ("reflected", "shared"),
    "unlearned": ("reflected", "shared"),
    "dropped": ("reflected", "shared"),
    "given_up": ("planned",),
    "paused": OPEN,
}
NEEDS = {
    "idea": ("desk_task",),
    "hypothesis": ("wondering", "if_i", "then", "core_task"),
    "planned": ("core_task", "planned_at", "situation", "first_move"),
    "observed": ("seen_heard",),
    "shared": ("takeaway",),
    "adopted": ("practice_when",),
    "dropped": ("dropped_why", "dropped_along"),
    "given_up": ("dropped_why",),
    "unlearned": ("unlearned_trigger", "unlearned_old", "unlearned_new"),
}
EXPECTED = {"expectation", "if_i", "then", "because", "sign", "situation", "first_move"}
PLANS_AT_MOST = 2
POSTPONED_OFTEN = 3


class Course:
    """What moves a try on. The rows and the fields are the Experiment's."""

    def write(self, **fields):
        """Save these fields alone. Raises Refused `experiment.sealed` for what was expected."""
        changed = {name for name, value in fields.items() if getattr(self, name) != value}
        if self.is_sealed and changed & EXPECTED:
            raise Refused("experiment.sealed")
        self.write_over(**fields)

    def move(self, step, *, by, **fields):
        """One step on, with what it asks for; done twice it is done once. Raises Refused
        from a wrong place or with something missing."""
        if self._is_done(step, fields):
            return
        if self.state not in NEXT[step]:
            raise Refused("experiment.order")
        if any(not fields.get(name, getattr(self, name)) for name in NEEDS.get(step, ())):
            raise Refused("experiment.incomplete")
        state = "dropped" if step == "given_up" else step
        ended = {"concluded_at": clock.now()} if state in CONCLUDED else {}
        with transaction():
            self.write(state=state, **fields, **ended)
            Event.record(f"experiment.{state}", by=by, on=self)

    def hypothesise(self, *, by, **fields):
        """if_i, then, because, core_task, habit; a plan that exists stays a plan."""
        if self.state == "planned":
            return self.write(**fields)
        return self.move("hypothesis", by=by, **fields)

    def plan(self, *, by, **fields):
        """planned_at, situation, first_move, sign, who_knows, expectation; two at most (F2)."""
        with transaction():
            if self.is_due and not self._is_done("planned", fields):
                raise Refused("plan.due")
            self.refuse_third_plan()
            self.move("planned", by=by, **fields)

    def refuse_third_plan(self):
        queue("plans", self.author_id)
        if not self.has_room:
            raise Refused("plan.too_many")

    def postpone(self, planned_at, whole_day):
        """A new moment; what is expected may be thought over until then."""
        self.write_over(
            planned_at=planned_at, planned_whole_day=whole_day, postponed=self.postponed + 1
        )

    def observe(self, *, by, **fields):
        self.move("observed", by=by, **fields)

    def reflected(self, *, by):
        if self.state == "observed":
            self.move("reflected", by=by)

    def conclude(self, outcome, *, by, **fields):
        """`adopted`, `dropped` or `unlearned`, with its words."""
        if outcome == "unlearned":
            self.unlearn(by=by, **fields)
        else:
            self.move(outcome, by=by, **fields)

    def unlearn(self, *, unlearned_trigger, unlearned_old, unlearned_new, by):
        """The habit is let go; it is written down if it was not yet."""
        words = {
            "unlearned_trigger": unlearned_trigger, "unlearned_old": unlearned_old,
            "unlearned_new": unlearned_new,
        }  # fmt: skip
        if self._is_done("unlearned", words):
            return
        with transaction():
            habit = self.habit or Habit.notice(
                trigger=unlearned_trigger, old_response=unlearned_old, replacement=unlearned_new,
                by=by,
            )  # fmt: skip
            self.move("unlearned", by=by, habit=habit, **words)
            habit.let_go()

    def pause(self, until, *, by):
        """Step back without explanation."""
        if self.state == "paused":
            return self.write(paused_until=until)
        return self.move("paused", by=by, paused_from=self.state, paused_until=until)

    def resume(self, *, by):
        """Back to where it was; a plan only if there is room for it."""
        if self.state != "paused":
            return
        with transaction():
            if self.paused_from == "planned":
                self.refuse_third_plan()
            self.write(state=self.paused_from, paused_from="", paused_until=None)
            Event.record("experiment.resumed", by=by, on=self)

    def seal(self):
        """From now on the expectation is what was expected (N1)."""
        if self.sealed_at is None:
            sealed_at = min(clock.now(), self.planned_at)
            self.write_over(expectation=self.expectation or self.then, sealed_at=sealed_at)

    def other_plans(self):
        """The owner's active plans besides this one."""
        return type(self).planned_by(self.author).where(type(self).id != self.id)

    @property
    def has_room(self):
        """May it be planned beside what the owner has planned already?"""
        return self.other_plans().count() < PLANS_AT_MOST

    @property
    def is_sealed(self):
        """What was expected stands fast from the moment of the try, also on pause."""
        began = self.stage == "planned" and self.planned_at <= clock.now()
        return began or self.sealed_at is not None

    @property
    def stage(self):
        """The state it has, or had when it was paused; a reader is not told of a pause."""
        return self.paused_from if self.state == "paused" else self.state

    @property
    def step(self):
        """0 Undring · 1 Plan · 2 Prøvet · 3 Lært · 4 Delt."""
        return 4 if self.is_shared and STEPS[self.stage] == 3 else STEPS[self.stage]

    @property
    def is_due(self):
        return self.state == "planned" and self.planned_at <= clock.now()

    @property
    def is_concluded(self):
        return self.state in CONCLUDED

    @property
    def is_learned(self):
        return self.stage in LEARNED

    @property
    def postponed_often(self):
        return self.postponed >= POSTPONED_OFTEN

    @property
    def reached(self):
        """The states it has come through, in order."""
        if self.stage in OPEN:
            return OPEN[: OPEN.index(self.stage) + 1]
        return (*OPEN[: 6 if self.seen_heard else 3], self.stage)

    def needed(self):
        """The fields that may be said anew but no longer be emptied."""
        names = {name for state in self.reached for name in NEEDS.get(state, ())}
        return {name for name in names if getattr(self, name)}

    def _is_done(self, step, fields):
        return self.state == step and all(
            getattr(self, name) == value for name, value in fields.items()
        )
