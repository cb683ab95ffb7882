"""The refleksioner, their answers, and the facilitator's care for them."""

from flu.demo.story import script
from flu.demo.tries import group_of
from flu.models import Comment, Flag, Hiding, Reflection


def tell(story):
    told = script("reflections")
    for reflection in told["reflections"]:
        story.then(reflection["at"], _reflect, told=reflection)
        if "share" in reflection:
            story.then(reflection["share"]["at"], _share, told=reflection)
    for comment in told["comments"]:
        story.then(comment["at"], _answer, told=comment)
    for custom in told["customs"]:
        story.then(custom["at"], _begin_so, told=custom)
    for asking in told["interviewers"]:
        story.then(asking["at"], _ask, told=asking)
    for turn in told["turns"]:
        story.then(turn["at"], _turn, told=turn)
    for flag in told["flags"]:
        story.then(flag["at"], _flag, told=flag)
    for mask in told["masks"]:
        story.then(mask["at"], _mask, told=mask)
        story.then(mask["reply"]["at"], _reply, told=mask)


def _reflect(story, told):
    form = story[told["format"]]
    answers = [
        {"prompt": prompt, "answer": told["text"] if n == told["prompt"] else ""}
        for n, prompt in enumerate(form.prompts, 1)
    ]
    on = story[told["experiment"]] if "experiment" in told else None
    reflection = Reflection.post(answers, by=story[told["author"]], format=form, on=on)
    story.keep(told["id"], reflection)


def _share(story, told):
    share, author = told["share"], told["author"]
    story[told["id"]].share(
        visibility=share["visibility"], wants=share["wants"], group=group_of(story, author),
        script=share.get("script"), by=story[author],
    )  # fmt: skip


def _begin_so(story, told):
    story[told["group"]].open_with(told["script"], by=story[told["by"]])


def _ask(story, told):
    story[told["on"]].interview(by=story[told["by"]])


def _turn(story, told):
    story[told["on"]].turn(told["leaving"], by=story[told["by"]])


def _answer(story, told):
    comment = Comment.post(
        told["text"], kind=told["kind"], on=story[told["on"]], by=story[told["author"]]
    )
    story.keep(told["id"], comment)


def _flag(story, told):
    Flag.raise_on(story[told["on"]], told["reason"], by=story[told["by"]])


def _mask(story, told):
    hiding = Hiding.mask(
        story[told["on"]], told["words"], rule=told["rule"], reason=told["reason"],
        by=story[told["by"]],
    )  # fmt: skip
    story.keep(f"{told['on']}.mask", hiding)


def _reply(story, told):
    story[f"{told['on']}.mask"].answer(told["reply"]["text"])
