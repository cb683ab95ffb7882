"""Seances and meetings: where they are, what was said at them, and what waits on the table."""

from datetime import time, timedelta

from flu import clock
from flu.demo.story import script
from flu.models import (
    Frame,
    Guest,
    InspirationCard,
    MethodChange,
    MethodVote,
    Minute,
    Seance,
    Topic,
)

SETTLED = {"week": 0, "weekday": 2, "time": "10:00"}


def tell(story):
    told = script("seances")
    story.then(SETTLED, _place, places=told["places"])
    for meeting in told["meetings"]:
        agreed = {"week": meeting["week"] - 2, "weekday": meeting["weekday"], "time": "15:30"}
        story.then(agreed, _agree, meeting=meeting)
        if "protocol" in meeting:
            held = {name: meeting[name] for name in ("week", "weekday", "time")}
            story.then(held, _hold, meeting=meeting)
    for topic in told["topics"]:
        story.then(topic["at"], _propose, topic=topic)
    for asked in told["asked"]:
        story.then(asked["at"], _ask, asked=asked)
    for card in told["cards"]:
        story.then(card["at"], _inspire, card=card)
    for votes in told["votes"]:
        story.then(votes["at"], _vote, votes=votes)
    for change in told["changes"]:
        story.then(change["at"], _log, change=change)


def _frame(story, kind, week):
    plan = Frame.plan(story["programme"])
    return plan.where(Frame.kind == kind, Frame.week == week).get()


def _place(story, places):
    for week, place in places.items():
        seance = Seance.of(_frame(story, "seance", int(week)), None).get()
        seance.rearrange(by=story["L1"], place=place)


def _agree(story, meeting):
    group = story[meeting["group"]]
    frame = _frame(story, "meeting", meeting["week"])
    day = story["programme"].monday(meeting["week"]) + timedelta(days=meeting["weekday"] - 1)
    host = group.memberships.where(group.memberships.model.role == "host").get().user
    seance = Seance.arrange(
        frame, group=group, starts_at=clock.at(day, time.fromisoformat(meeting["time"])),
        length=int(meeting.get("protocol", "60")), place=meeting["place"],
        by=host,
    )  # fmt: skip
    if "guest" in meeting:
        guest = story[meeting["guest"]]
        Guest.ask(seance, name=guest.name, email=guest.email, by=host)


def _hold(story, meeting):
    """Through all phases, a line where one was written; the demo does not sit the hour out."""
    frame, host = _frame(story, "meeting", meeting["week"]), story[meeting["host"]]
    seance = Seance.of(frame, story[meeting["group"]]).get()
    seance.begin(meeting["protocol"], by=host)
    lines = {phase: (who, body) for phase, who, body in meeting["lines"]}
    while seance.is_live:
        code = seance.now.code
        if line := lines.pop(code, None):
            Minute.note(seance, line[1], phase=code, by=story[line[0]])
        seance.step(seance.phase, by=host)


def _propose(story, topic):
    group = story[topic["group"]] if "group" in topic else None
    put = Topic.propose(
        topic["title"], by=story[topic["by"]], programme=story["programme"], group=group,
        led=topic.get("led", False),
    )  # fmt: skip
    for code in topic["wished"]:
        put.wish(by=story[code], wanted=True)


def _ask(story, asked):
    thread = story[asked["thread"]]
    Topic.propose(
        thread.title[:120], by=story[asked["by"]], programme=story["programme"],
        group=thread.group, reflection=thread,
    )  # fmt: skip


def _inspire(story, card):
    added = InspirationCard.add(
        story["programme"], by=story[card["by"]], title=card["title"], body=card["body"].strip(),
        source=card.get("source", ""), track=story[card["track"]],
        frame=_frame(story, "seance", card["week"]),
    )  # fmt: skip
    if "tried" in card:
        it = story[card["tried"]]
        it.card = added
        it.save(only=["card"])


def _vote(story, votes):
    said = {method: choice for choice in ("keep", "change") for method in votes[choice]}
    for code in votes["by"]:
        MethodVote.cast(story["programme"], said, by=story[code])


def _log(story, change):
    said = {name: change[name] for name in ("method", "what", "why")}
    MethodChange.log(story["programme"], by=story["L1"], **said)
