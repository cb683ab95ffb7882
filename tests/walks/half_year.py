"""What five groups do in half a year, week by week, by the verbs a leader uses."""

from datetime import date, time, timedelta
from itertools import cycle

from flu import clock, defaults
from flu.demo import people
from flu.demo.story import Story
from flu.models import (
    Action,
    Comment,
    Consent,
    EnergyCheck,
    Experiment,
    Focus,
    FollowUp,
    Format,
    Frame,
    Group,
    Habit,
    Programme,
    Pulse,
    Reflection,
    Seance,
    Topic,
    Trial,
)

STARTS_ON = date(2026, 8, 24)
KINDS = ("hears", "recognises", "wonders", "impressed", "offers")
BROERNE = ("P01", "P02", "P03", "P04", "P05")
AROUND = ("RF1", "RF2")  # written before and after a seance
NOON = time(12)


class HalfYear:
    """Fjordslette's people and groups on their first day; `hold` is what Broerne has unfinished."""

    def __init__(self):
        self.story = Story(STARTS_ON + timedelta(weeks=13))
        people.tell(self.story)
        self.story.play()
        self.programme = Programme.get()
        self.groups = list(Group.select().order_by(Group.id))
        self.seats = {group.id: self._members(group) for group in self.groups}
        known = [f for f in Format.within(self.programme) if f.code not in AROUND]
        self.formats = cycle(known)
        self.open_actions, self.open_topics, self.tries = [], [], []

    def person(self, code):
        return self.story[code]

    def begin(self, week, at=NOON, weekday=0):
        """Let it be that day of that week, at that hour on the wall."""
        clock.stop(clock.at(self.programme.monday(week) + timedelta(days=weekday), at))

    def live(self, week):
        """What everybody does in a week: two minutes, answers, taps; tries in every fourth."""
        for group in self.groups:
            members = self.seats[group.id]
            writer, reader = members[week % len(members)], members[(week + 1) % len(members)]
            thread = self.write(writer, group, f"Uge {week}: det, jeg lagde mærke til")
            if thread is not None:
                kind = KINDS[week % len(KINDS)]
                Comment.post(f"Svar i uge {week}", kind=kind, on=thread, by=reader)
            EnergyCheck.tap(1 + week % 5, by=writer)
            if week % 4 == 1 and week < 22:
                self.try_out(writer, group, week)
        for pulse in (1, 13, 26):
            if week == pulse:
                self.answer_pulse()
                self.say_focus(week)

    def write(self, writer, group, words):
        """In the next of all formats; shared, unless it is one that cannot be."""
        form = next(self.formats)
        answers = [{"prompt": form.prompts[0], "answer": words}]
        thread = Reflection.post(answers, by=writer, format=form)
        if form.private:
            return None
        thread.share(visibility="group", group=group, wants=["questions"], by=writer)
        return thread

    def try_out(self, writer, group, week):
        """From a wonder to one sentence, and what became of it."""
        it = Experiment.wonder(desk_task="Tavlemødet", wondering=f"Hvorfor, uge {week}?", by=writer)
        it.hypothesise(by=writer, if_i=f"tier i uge {week}", then="taler de", core_task="Borgeren")
        planned = clock.now() + timedelta(days=1)
        it.plan(by=writer, planned_at=planned, situation="mødet", first_move="tier")
        clock.stop(planned + timedelta(hours=2))
        Trial.report(it, "yes", note="Jeg tav.", by=writer)
        it.observe(by=writer, seen_heard="De talte.", sign_seen="yes")
        form = Format.coded(self.programme, "RF0")
        Reflection.post(
            [{"prompt": form.prompts[0], "answer": "Roen"}], by=writer, format=form, on=it
        )
        thread = Reflection.share_experiment(
            it, takeaway=f"Ti lidt længere, uge {week}", wants=["questions"], visibility="group",
            group=group, by=writer,
        )  # fmt: skip
        self.conclude(it, writer, week)
        if group.name == "Broerne" and week == 9:
            self.propose(thread, writer, group)

    def conclude(self, it, writer, week):
        ways = {
            1: ("adopted", {"practice_when": "hver tirsdag"}),
            5: ("unlearned", {"unlearned_trigger": "stilhed", "unlearned_old": "svare",
                              "unlearned_new": "vente"}),
            13: ("dropped", {"dropped_why": "ingen tid", "dropped_along": "begynd mindre"}),
        }  # fmt: skip
        if week in ways:
            outcome, words = ways[week]
            it.conclude(outcome, by=writer, **words)
        elif it.group.name == "Broerne":
            self.tries.append(it)
        if week == 5:
            Habit.notice(trigger="stilhed", old_response="svare", replacement="vente", by=writer)

    def propose(self, thread, lead, group):
        """A shared action, agreed on and begun; unfinished until week 22."""
        helper = next(p for p in self.seats[group.id] if p.department_id != lead.department_id)
        answer = Comment.post("Skal vi gøre det sammen?", kind="wonders", on=thread, by=helper)
        day = clock.today()
        self.action = Action.propose(
            group=group, lead=lead, helpers=[helper], origin=answer, by=lead,
            title="Ét opkald først", why="Borgeren får én forklaring", first_step="Fast tid",
            expected_gain="Færre opkald",
            first_step_on=day + timedelta(days=5), follow_up_on=day + timedelta(days=40),
            due_on=day + timedelta(days=80),
        )  # fmt: skip
        self.open_actions.append(self.action.title)
        self.action.turn("questions", by=lead)
        self.action.turn("consent", by=lead)
        for person in self.seats[group.id]:
            Consent.give(Action.get_by_id(self.action.id), "live_with", by=person)
        Action.get_by_id(self.action.id).start(by=lead)

    def finish_action(self):
        lead = self.action.author
        FollowUp.hold(
            Action.get_by_id(self.action.id), happened="Det blev en vane", gain="En om dagen",
            decision="done", by=lead,
        )  # fmt: skip
        self.open_actions.clear()

    def finish_tries(self):
        for it in self.tries:
            Experiment.get_by_id(it.id).conclude("adopted", by=it.author, practice_when="altid")
        self.tries.clear()

    def answer_pulse(self):
        for group in self.groups:
            for number, person in enumerate(self.seats[group.id]):
                asked = enumerate(defaults.statements())
                answers = {statement.code: 1 + (number + n) % 5 for n, statement in asked}
                Pulse.answer(self.programme, answers, by=person)

    def say_focus(self, week):
        for code in BROERNE:
            Focus.say(f"Uge {week}: tie mere", by=self.person(code), programme=self.programme)

    def meetings(self, week):
        """The frames of the week with the hold's seance, or Broerne's meeting with a time set."""
        broerne = self.groups[0]
        for frame in list(Frame.plan(self.programme).where(Frame.week == week)):
            frame.programme = self.programme
            if frame.kind == "seance":
                yield Seance.of(frame, None).get()
            elif frame.kind == "meeting":
                self.begin(week, time(8))
                yield Seance.arrange(
                    frame, group=broerne, by=self.person("P01"), length=60, place="Kajen",
                    starts_at=clock.at(frame.monday + timedelta(days=3), time(13)),
                )  # fmt: skip

    def put_on_the_table(self, week, group):
        title = f"Emne fra uge {week}"
        Topic.propose(title, by=self.person("P03"), programme=self.programme, group=group)
        self.open_topics.append(title)

    def _members(self, group):
        seats = group.memberships
        Seat = seats.model
        return [s.user for s in seats.where(Seat.role != "facilitator").order_by(Seat.id)]
