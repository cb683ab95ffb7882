"""A shared action: what is done, who carries it, and when it is looked at again."""

from datetime import timedelta

from flask_babel import lazy_gettext as _l
from wtforms.validators import DataRequired, InputRequired

from flu import clock
from flu.forms.fields import LINE, PICK_DAY, Ahead, BirthId, Day, Form, Pick, Picks, Version, words
from flu.forms.tracks import TrackPick
from flu.models import Track
from flu.models.terms import Terms, members_to_carry, others_to_carry

EVER = -36500  # days: a day that is past may stand
FIRST_STEP, FOLLOW_UP, DUE = timedelta(days=7), timedelta(days=28), timedelta(days=56)
PLAN = (
    "title", "why", "first_step", "first_step_on", "follow_up_on", "due_on",
    "expected_gain", "sign", "backing",
)  # fmt: skip
RULED = {"lead", "helpers", "others", "first_step_on", "follow_up_on", "due_on"}


def day(label, hint=""):
    needs = [DataRequired(PICK_DAY), Ahead(EVER)]
    return Day(label, description=hint, validators=needs)


class ActionForm(Form):
    uid = BirthId()
    version = Version()
    title = words(_l("Hvad vil I gøre sammen?"), most=LINE, rows=1)
    why = words(
        _l("Hvorfor?"), hint=_l("Kerneopgaven: Hvad mærker borgeren, når det lykkes?"), rows=3
    )
    origin_reason = words(
        _l("Hvad kommer den af?"),
        hint=_l("Den udspringer ikke af en prøvehandling eller en tråd. Skriv kort, hvorfra."),
        required=False,
    )
    track = TrackPick()
    first_step = words(
        _l("Det første skridt"), hint=_l("Så lille, at det kan tages inden for 14 dage.")
    )
    first_step_on = day(_l("Hvilken dag?"))
    lead = Pick(
        _l("Hvem er tovholder?"),
        description=_l("Den ene, der holder handlingen i gang."),
        validators=[InputRequired(_l("Vælg den ene, der holder den i gang."))],
    )
    helpers = Picks(_l("Hvem er med?"), description=_l("Den bæres af mindst to afdelinger."))
    others = Picks(_l("Med fra andre grupper"))
    follow_up_on = day(_l("Opfølgning"))
    due_on = day(_l("Frist"))
    expected_gain = words(
        _l("Hvilken gevinst venter I?"),
        hint=_l("For borgere, medarbejdere eller drift."),
        required=False,
    )
    sign = words(_l("Hvad holder I øje med?"), required=False)
    backing = words(
        _l("Har I brug for opbakning?"), hint=_l("Fra hvem, og til hvad?"), required=False
    )

    @classmethod
    def of(cls, group, *, action=None, **kwargs):
        """With the people who can carry it, and the tracks of the programme."""
        form = cls(**kwargs)
        inside, outside = list(members_to_carry(group)), list(others_to_carry(group))
        for carrier in action.team if action else ():
            known = carrier.user in inside or carrier.user in outside
            (inside if carrier.role == "lead" else outside).extend([] if known else [carrier.user])
        form.people = {str(person.uid): person for person in (*inside, *outside)}
        form.lead.choices = form.helpers.choices = [(str(p.uid), p.name) for p in inside]
        form.others.choices = [(str(p.uid), p.name) for p in outside]
        form.track.offer(Track.within(group.programme_id))
        return form

    @classmethod
    def blank(cls, group, *, by, seed):
        """As a new one begins: words from its origin, oneself as tovholder, dates that fit."""
        today, track = clock.today(), seed.pop("track", None)
        form = cls.of(
            group, formdata=None, lead=str(by.uid), track=str(track.uid) if track else None,
            first_step_on=today + FIRST_STEP, follow_up_on=today + FOLLOW_UP, due_on=today + DUE,
            **seed,
        )  # fmt: skip
        form.lead.data = str(by.uid) if str(by.uid) in form.people else None
        return form

    @classmethod
    def filled(cls, action):
        """With all that is planned."""
        team = {str(carrier.user.uid): carrier.role for carrier in action.team}
        form = cls.of(action.group, action=action, formdata=None, obj=action, uid=None)
        form.track.data = str(action.track.uid) if action.track else None
        form.lead.data = next((uid for uid, role in team.items() if role == "lead"), None)
        for field in (form.helpers, form.others):
            field.data = [u for u, _ in field.choices if team.get(u) == "helper"]
        return form

    @property
    def carriers(self):
        """Who is to carry it, the tovholder first, each once."""
        chosen = (self.lead.data, *(self.helpers.data or ()), *(self.others.data or ()))
        return [self.people[uid] for uid in dict.fromkeys(chosen)]

    @property
    def plan(self):
        """What the action's verbs take."""
        lead, *helpers = self.carriers
        fields = {name: self[name].data for name in PLAN}
        return {"lead": lead, "helpers": helpers, "track": self.track.chosen, **fields}

    def faults(self, about):
        """The hard rules broken by what is typed, for a proposal or an action that is changed."""
        if RULED & set(self.errors):
            return ()
        dates = (self.first_step_on.data, self.follow_up_on.data, self.due_on.data)
        origin = getattr(about, "origin", None) or getattr(about, "origin_kind", "")
        reason = getattr(about, "origin_reason", None) or self.origin_reason.data
        return Terms(
            about.group, self.carriers, *dates, has_origin=bool(origin or reason),
            first_step_moved=dates[0] != getattr(about, "first_step_on", None),
        ).faults()  # fmt: skip

    @property
    def places(self):
        """Uid → where a person works, for the rows to choose from."""
        return {
            uid: " · ".join(place.name for place in (p.unit, p.department) if place)
            for uid, p in self.people.items()
        }
