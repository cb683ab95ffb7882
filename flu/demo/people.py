"""The municipality, its people, the half-year and its groups."""

from datetime import time

from flu import clock, defaults
from flu.demo.story import script
from flu.models import Agreement, Department, Format, Group, Organisation, Track, User
from flu.models.template import begin, standard_breaks
from flu.models.user import hasher

WEDNESDAY = (2, time(9))
GATHERED = {"week": -1, "weekday": 1, "time": "09:00"}


def tell(story):
    told = script("fjordslette")
    story.then(GATHERED, _gather, told=told)
    for group in told["groups"]:
        story.then(group["formed"], _form, group=group)
        story.then(group["agreed"], _agree, group=group)


def address(person):
    return f"{person['id'].lower()}@{script('fjordslette')['organisation']['domain']}"


def _gather(story, told):
    home = told["organisation"]
    organisation = Organisation.create(name=home["name"], vision=home["vision"])
    places = _places(organisation, told)
    password = hasher.hash(home["password"])
    for person in told["people"]:
        story.keep(person["id"], _welcome(person, organisation, places, password))
    for person in told["people"]:
        if "manager" in person:
            story[person["id"]].report_to(story[person["manager"]])
    _begin(story, told)


def _places(organisation, told):
    """Where each person belongs: the forvaltning, an afdeling, or a unit of one."""
    home = told["organisation"]
    top = Department.named(
        home["administration"], kind="administration", under=None, organisation=organisation
    )
    places = {None: top}
    for code, name in home["departments"].items():
        places[code] = Department.named(
            name, kind="department", under=top, organisation=organisation
        )
    for person in told["people"]:
        if "unit" in person:
            places[person["unit"]] = Department.named(
                person["unit"], kind="unit", under=places[person["department"]],
                organisation=organisation,
            )  # fmt: skip
    return places


def _welcome(person, organisation, places, password):
    user = User.add(
        organisation=organisation,
        name=person["name"],
        email=address(person),
        unit=places[person.get("unit", person.get("department"))],
        title=person["title"],
    )
    user.password_hash, user.joined_at = password, clock.now()
    user.save(only=["password_hash", "joined_at"])
    return user


def _begin(story, told):
    lead, weeks = story["L1"], told["programme"]["weeks"]
    ahead = [day for day in standard_breaks(story.starts_on, weeks) if day > story.day]
    programme = begin(
        starts_on=story.starts_on, by=lead, breaks=ahead, at=WEDNESDAY, **told["programme"]
    )  # fmt: skip
    story.keep("programme", programme)
    for track in Track.within(programme):
        story.keep(track.code, track)
    for form in defaults.formats():
        story.keep(form.code, Format.coded(programme, form.code))
    for person in told["people"]:
        if person["id"] != "L1":
            programme.enrol(story[person["id"]], person.get("role", "participant"), by=lead)


def _form(story, group):
    formed = Group.form(
        story["programme"],
        group["name"],
        members=[story[code] for code in group["members"]],
        host=story[group["host"]],
        facilitator=story[group["facilitator"]],
        by=story["L1"],
    )
    story.keep(group["id"], formed)


def _agree(story, group):
    """The group's own words, and everybody's yes."""
    prompts = [question.prompt for question in defaults.agreement().questions]
    answers = [
        {"prompt": prompt, "answer": answer}
        for prompt, answer in zip(prompts, group["answers"], strict=True)
    ]
    agreement = Agreement.propose(
        story[group["id"]], by=story[group["host"]], text=group["text"], answers=answers
    )
    for code in (*group["members"], group["facilitator"]):
        agreement.accept(by=story[code])
