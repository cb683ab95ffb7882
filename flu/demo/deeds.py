"""The fælles handlinger: proposed, asked about, consented to, begun and looked at again."""

from datetime import timedelta
from itertools import groupby

from flu import clock
from flu.demo.story import script
from flu.models import Action, Consent, FollowUp, Voice

WORDS = ("title", "why", "first_step", "expected_gain", "sign", "backing", "origin_reason")
SEEN = ("happened", "gain", "decision", "takeaway")
DATES = ("first_step_on", "follow_up_on", "due_on")


def tell(story):
    for told in script("actions")["actions"]:
        story.then(told["at"], _propose, told=told)
        story.then(told["asked"], _ask, told=told)
        story.then(told["answered"], _answer, told=told)
        if "started" in told:
            story.then(told["started"], _start, told=told)
        for follow_up in told.get("follow_ups", ()):
            story.then(follow_up["at"], _look_again, told=told, follow_up=follow_up)


def _propose(story, told):
    lead = story[told["lead"]]
    action = Action.propose(
        group=story[told["group"]],
        lead=lead,
        helpers=[story[code] for code in told["helpers"]],
        origin=story[told["origin"]] if "origin" in told else None,
        track=story[told["track"]],
        by=lead,
        **{name: told[name] for name in WORDS if name in told},
        **{name: story.date(told[name]) for name in DATES},
    )
    story.keep(told["id"], action)


def _ask(story, told):
    """Questions and reactions, each in its step, and then everybody's answer is asked for."""
    action, lead = story[told["id"]], story[told["lead"]]
    for step, voices in groupby(told.get("voices", ()), key=lambda voice: voice["step"]):
        action.turn(step, by=lead)
        for voice in voices:
            Voice.speak(action, voice["text"], by=story[voice["by"]])
    action.turn("consent", by=lead)


def _answer(story, told):
    said = {consent["by"]: consent for consent in told.get("consents", ())}
    codes = [code for code in _table(told) if code not in told.get("silent", ())]
    for minutes, code in enumerate(codes):
        words = said.get(code, {"answer": "live_with"})
        with clock.stopped(story.moment(told["answered"]) + timedelta(minutes=minutes)):
            Consent.give(
                story[told["id"]], words["answer"], by=story[code], body=words.get("text", "")
            )


def _start(story, told):
    story[told["id"]].start(by=story[told["lead"]])


def _look_again(story, told, follow_up):
    later = {"next_on": story.date(follow_up["next_on"])} if "next_on" in follow_up else {}
    words = {
        n: follow_up[n] for n in ("happened", "gain", "decision", "takeaway") if n in follow_up
    }
    FollowUp.hold(story[told["id"]], by=story[follow_up["by"]], **words, **later)


def _table(told):
    """The group's members, and the helpers from elsewhere."""
    groups = script("fjordslette")["groups"]
    members = next(group["members"] for group in groups if group["id"] == told["group"])
    return [*members, *(code for code in told["helpers"] if code not in members)]
