"""The cast: always the same people, so that a permission reads as a table.

ada    wrote it; member of Broen, department Pleje, under mads
ben    member of Broen, another department
hedda  host of Broen
eli    member of Broen, and of Havnen in another programme: at two tables
nina   member of Broen who has not accepted the agreement
anker  was a member of Broen and left
cleo   facilitates Broen
dora   member of another group in the same programme
finn   facilitates that other group
gro    member of Havnen, in another programme of the same organisation; hans hosts it
pia    manages that other programme
mads   ada's and dora's manager, enrolled as nearest manager
lea    programme manager
sofus  sponsor, above mads
odd    participant in another organisation; olga manages its programme
"""

from datetime import timedelta
from functools import cache

from argon2 import PasswordHasher

from flu import clock
from flu.models import (
    Action,
    Backing,
    Brief,
    Comment,
    Department,
    Experiment,
    Format,
    Frame,
    Group,
    Hiding,
    Lift,
    Organisation,
    Programme,
    Reflection,
    Seance,
    SignIn,
    Track,
    Trial,
    User,
)

PASSWORD = "en-lang-adgangskode"
ROLES = {"mads": "nearest_manager", "lea": "programme_manager", "sofus": "sponsor"}
NAMES = {
    "ada": "Ada Prøve", "ben": "Ben Prøve", "hedda": "Hedda Prøve", "eli": "Eli Prøve",
    "nina": "Nina Prøve", "anker": "Anker Prøve", "cleo": "Cleo Proces", "dora": "Dora Prøve",
    "finn": "Finn Proces", "mads": "Mads Kæde", "lea": "Lea Ramme", "sofus": "Sofus Top",
    "gro": "Gro Havn", "hans": "Hans Havn", "ida": "Ida Havn", "pia": "Pia Ramme",
    "odd": "Odd Fremmed", "olga": "Olga Fremmed",
}  # fmt: skip
UNITS = {
    "ada": "Pleje", "dora": "Pleje", "mads": "Pleje", "hedda": "Pleje", "eli": "Handicap",
    "ben": "Handicap", "nina": "Handicap", "anker": "Myndighed", "gro": "Pleje",
    "hans": "Myndighed",
}  # fmt: skip


class Cast:
    """People, their groups `broen` and `taarnet`, and things they have written."""

    def __init__(self):
        if not clock.is_stopped():
            raise RuntimeError("The cast stands on a stopped clock: take the fixture `still`.")
        self.home = Organisation.create(name="Prøveby Kommune", vision="Vision 2030")
        self.away = Organisation.create(name="Fremmedby Kommune")
        self.units = {name: self._unit(self.home, name) for name in sorted(set(UNITS.values()))}
        away_unit = self._unit(self.away, "Pleje")
        for key, name in NAMES.items():
            foreign = key in ("odd", "olga")
            person = User.add(
                organisation=self.away if foreign else self.home,
                name=name,
                email=f"{key}@{'fremmedby' if foreign else 'proeveby'}.example",
                unit=away_unit if foreign else self.units.get(UNITS.get(key, "Myndighed")),
            )
            person.password_hash, person.joined_at = cheap_hash(), clock.now()
            person.save()
            setattr(self, key, person)
        self.mads.report_to(self.sofus)
        self.ada.report_to(self.mads)
        self.dora.report_to(self.mads)
        self.programme = self._programme(self.home, self.lea)
        self.away_programme = self._programme(self.away, self.olga)
        self.other_programme = self._programme(self.home, self.pia)
        for key, role in ROLES.items():
            self.programme.enrol(getattr(self, key), role)
        self.broen = self._group("Broen", "ada ben hedda eli nina anker", self.hedda, self.cleo)
        others = [
            self._extra(f"Tårn {i}", n) for i, n in enumerate(("Handicap", "Myndighed", "Pleje"))
        ]
        self.taarnet = Group.form(
            self.programme,
            "Tårnet",
            members=[self.dora, *others],
            facilitator=self.finn,
            by=self.lea,
        )
        strangers = [self._extra(f"Frem {n}", n, self.away) for n in ("Nord", "Syd", "Øst")]
        self.fjernt = Group.form(
            self.away_programme, "Fjernt", members=[self.odd, *strangers], by=self.olga
        )
        self.havnen = Group.form(
            self.other_programme, "Havnen", members=[self.eli, self.gro, self.hans, self.ida],
            host=self.hans, by=self.pia,
        )  # fmt: skip
        self.accept(self.taarnet, [self.dora, self.finn, *others])
        self.accept(self.fjernt, [self.odd])
        self.accept(self.broen, [self.ada, self.ben, self.hedda, self.eli, self.anker, self.cleo])
        self.accept(self.havnen, [self.eli, self.gro, self.hans, self.ida])
        self.seat(self.anker).end(by=self.anker)
        self.track = Track.add(
            self.programme, code="personal", name="Mit personlige lederskab", short_name="Mig"
        )
        self.format = Format.create(
            programme=self.programme, code="RF3", name="Ugens to minutter",
            prompts=["Hvad prøvede du?", "Hvad lagde du mærke til?", "Næste skridt?"],
        )  # fmt: skip
        Format.create(
            programme=self.programme, code="RF0", name="Efter prøvehandlingen", picked=False,
            prompts=["Hvad overraskede dig?", "Hvad siger det?", "Hvad vil du gøre anderledes?"],
        )  # fmt: skip
        for person in User.select():  # forget what was asked while the house was built
            if hasattr(self, key := person.email.split("@")[0]):
                setattr(self, key, person)

    def seat(self, person, group=None):
        return (
            (group or self.broen)
            .memberships.where((group or self.broen).memberships.model.user == person)
            .get()
        )

    def accept(self, group, people):
        for person in people:
            group.agreement.accept(by=person)

    def experiment(self, by=None, state="idea", **fields):
        """One in the wanted state, walked there by its own verbs."""
        by = by or self.ada
        it = Experiment.wonder(
            desk_task="Tavlemødet", wondering="Hvorfor taler vi mest om lister?", by=by,
            track=self.track, **fields,
        )  # fmt: skip
        steps = ("idea", "hypothesis", "planned", "tried", "observed", "reflected", "shared")
        for step in steps[1 : steps.index(state) + 1]:
            getattr(self, f"_to_{step}")(it, by)
        return Experiment.get_by_id(it.id)

    def reflection(self, by=None, visibility="group", answer="Jeg tav i fire minutter.", **fields):
        by = by or self.ada
        it = Reflection.post(
            [{"prompt": "Hvad lagde du mærke til?", "answer": answer}],
            by=by, format=self.format, **fields,
        )  # fmt: skip
        if visibility != "private":
            it.share(visibility=visibility, group=self.broen, wants=["questions"], by=by)
        return Reflection.get_by_id(it.id)

    def comment(self, on=None, by=None, kind="wonders", body="Hvad gjorde du med blikket?"):
        return Comment.post(body, kind=kind, on=on or self.reflection(), by=by or self.ben)

    def hiding(self, post=None):
        post = post or self.reflection()
        return Hiding.pause(post, rule="other", reason="Prøve", by=self.cleo)

    def brief(self, by=None, **lines):
        return Brief.send(by=by or self.ada, **{"working_on": "Weekenderne", **lines})

    def backing(self, by=None, **words):
        words = {"wished_on": clock.today() + timedelta(days=7), **words}
        return Backing.request(words.pop("title", "To timer"), by=by or self.ada, **words)

    def lift(self, action=None, **words):
        action = action or self.decided()
        words = {"title": "Ét opkald", "why": "Én forklaring", "gain": "Færre", **words}
        return Lift.raise_up(action, by=self.ada, **words)

    def decided(self, **fields):
        """An action the group has said yes to."""
        action = self.action(**fields)
        action.become("consented", by=self.ada)
        return action

    def action(self, by=None, origin=None, helpers=None, **fields):
        today = clock.today()
        words = {
            "title": "Ét opkald, før vi ændrer", "why": "Borgeren får én forklaring",
            "first_step": "Fast ringetid", "first_step_on": today + timedelta(days=3),
            "follow_up_on": today + timedelta(days=20), "due_on": today + timedelta(days=40),
            "expected_gain": "Færre ringer to gange", **fields,
        }  # fmt: skip
        return Action.propose(
            group=self.broen, lead=self.ada, by=by or self.ada,
            helpers=[self.ben] if helpers is None else helpers,
            origin=origin or self.comment(), **words,
        )  # fmt: skip

    def frame(self, kind="meeting", week=15, **fields):
        words = {
            "title": "Gruppemøde 4",
            "purpose": "Følg op.",
            "task": "Bed om opbakning",
            **fields,
        }
        return Frame.add(self.programme, kind=kind, week=week, by=self.lea, **words)

    def seance(self, group=None, in_days=1, **fields):
        """A meeting of Broen's; `group=False` is a seance of the whole hold."""
        group = self.broen if group is None else (group or None)
        at = {"starts_at": clock.now() + timedelta(days=in_days), "length": 60, "place": "Havglimt"}
        frame = self.frame("meeting" if group else "seance")
        return Seance.arrange(frame, group=group, by=self.lea, **at | fields)

    def _to_hypothesis(self, it, by):
        it.hypothesise(
            by=by, if_i="lader en medarbejder åbne", then="taler vi om mennesker",
            core_task="Borgeren bliver set",
        )  # fmt: skip

    def _to_planned(self, it, by):
        it.plan(
            by=by, planned_at=clock.now() + timedelta(days=1), situation="tavlemødet tirsdag",
            first_move="rækker kridtet videre", expectation="De tier",
        )  # fmt: skip

    def _to_tried(self, it, by):
        Trial.report(it, "yes", note="Jeg tav.", by=by)

    def _to_observed(self, it, by):
        it.observe(by=by, seen_heard="Tre tog ordet.", sign_seen="yes")

    def _to_reflected(self, it, by):
        Reflection.post([{"prompt": "Hvad overraskede dig?", "answer": "Stilheden."}], by=by, on=it)

    def _to_shared(self, it, by):
        Reflection.share_experiment(
            it, takeaway="Ti, til nogen siger noget.", wants=["questions"],
            visibility="group", group=self.broen, by=by,
        )  # fmt: skip

    def _unit(self, organisation, name):
        top = Department.named(
            "Velfærd", kind="administration", under=None, organisation=organisation
        )
        mid = Department.named(name, kind="department", under=top, organisation=organisation)
        return Department.named(f"{name} 1", kind="unit", under=mid, organisation=organisation)

    def _programme(self, organisation, manager):
        programme = Programme.create(
            organisation=organisation, name="Fremtidens Lederuddannelse",
            starts_on=clock.today() - timedelta(weeks=13, days=clock.today().weekday()),
        )  # fmt: skip
        programme.enrol(manager, "programme_manager")
        return programme

    def _group(self, name, keys, host, facilitator):
        members = [getattr(self, key) for key in keys.split()]
        return Group.form(
            self.programme, name, members=members, host=host, facilitator=facilitator, by=self.lea
        )

    def _extra(self, name, unit, organisation=None):
        organisation = organisation or self.home
        email = f"{name}@x.example".replace(" ", "-").lower()
        person = User.add(
            organisation=organisation, name=name, email=email,
            unit=self._unit(organisation, unit),
        )  # fmt: skip
        person.joined_at = clock.now()
        person.save(only=["joined_at"])
        return person


def leaders(home, departments, name="Leder"):
    """One person for each letter, in the department of that letter."""
    people = []
    for n, letter in enumerate(departments):
        top = Department.named("Velfærd", kind="administration", under=None, organisation=home)
        place = Department.named(letter, kind="department", under=top, organisation=home)
        unit = Department.named(f"{letter} 1", kind="unit", under=place, organisation=home)
        email = f"{name}-{letter}-{n}-{User.select().count()}@x.example"
        people.append(
            User.add(organisation=home, name=f"{name} {letter}{n}", email=email, unit=unit)
        )
    return people


@cache
def cheap_hash():
    """PASSWORD, hashed with the smallest true argon2 parameters, once a run."""
    return PasswordHasher(memory_cost=8, time_cost=1, parallelism=1).hash(PASSWORD)


def sign_in(client, person):
    """Give the client a sign-in of this person's, as the sign-in page would."""
    SignIn.open(person)
    with client.session_transaction() as session:
        session["_user_id"], session["_fresh"] = person.token, True
    return client
