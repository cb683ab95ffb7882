"""What the leaders send up the line, what is answered there, and the goals they aim at."""

from flu.demo.story import script
from flu.models import Aim, Ask, Backing, Brief, Goal, Lift, Remark

SET = {"week": 1, "weekday": 1, "time": "07:30"}
AIMED = {"week": 13, "weekday": 5, "time": "16:00"}
LINES = ("working_on", "learned", "needed")


def tell(story):
    told = script("line")
    for brief in told["briefs"]:
        story.then(brief["at"], _send, told=brief)
        for remark in brief.get("remarks", ()):
            story.then(remark["at"], _remark, told=brief, remark=remark)
    for backing in told["backings"]:
        story.then(backing["at"], _ask, told=backing)
        for reply in backing["replies"]:
            story.then(reply["at"], _reply, told=backing, reply=reply)
    for lift in told["lifts"]:
        story.then(lift["at"], _lift, told=lift)
    story.then(SET, _set_goals, goals=told["goals"])
    story.then(AIMED, _aim, goals=told["goals"])


def _send(story, told):
    experiment = story[told["experiment"]] if "experiment" in told else None
    lines = {name: told[name] for name in LINES}
    story.keep(told["id"], Brief.send(by=story[told["author"]], experiment=experiment, **lines))


def _remark(story, told, remark):
    Remark.make(remark["text"], on=story[told["id"]], by=story[remark["by"]])


def _ask(story, told):
    backing = Backing.request(
        told["title"], body=told["text"], wished_on=story.date(told["wished_on"]),
        about=story[told["about"]], by=story[told["by"]],
    )  # fmt: skip
    story.keep(told["id"], backing)


def _reply(story, told, reply):
    ask = Ask.of(story[told["id"]], story[reply["by"]])
    ask.reply(reply["answer"], reply["text"])


def _lift(story, told):
    words = {name: told[name] for name in ("title", "why", "gain")}
    Lift.raise_up(story[told["action"]], by=story[told["by"]], **words)


def _set_goals(story, goals):
    for told in goals:
        names = {"name": told["name"], "name_en": told["name_en"]}
        story.keep(told["id"], Goal.add(story["programme"], by=story["L1"], **names))


def _aim(story, goals):
    """Each try, each action, with the goals it carries."""
    for code in sorted({code for told in goals for code in told["carried"]}):
        Aim.at(story[code], [story[told["id"]] for told in goals if code in told["carried"]])
