"""The prøvehandlinger, each walked as far as its state by the verbs a leader uses."""

from flu.demo.story import script
from flu.models import Check, Experiment, Habit, Reflection, Trial


def tell(story):
    for told in script("experiments")["experiments"]:
        for step, verb in STEPS.items():
            if step in told:
                words = {name: value for name, value in told[step].items() if name != "at"}
                story.then(told[step]["at"], verb, told=told, **words)


def _habit(story, told, **words):
    story.keep(f"{told['id']}.habit", Habit.notice(by=story[told["author"]], **words))


def _idea(story, told, **words):
    wonder = Experiment.wonder(by=story[told["author"]], track=story[told["track"]], **words)
    story.keep(told["id"], wonder)


def _take_up(story, told, **words):
    """Another's try, in other hands."""
    origin = story[told["from"]]
    story.keep(told["id"], origin.take_up(by=story[told["author"]], **words))


def _hypothesis(story, told, **words):
    if "habit" in told:
        words["habit"] = story[f"{told['id']}.habit"]
    story[told["id"]].hypothesise(by=story[told["author"]], **words)


def _plan(story, told, planned, **words):
    story[told["id"]].plan(by=story[told["author"]], planned_at=story.moment(planned), **words)


def _trial(story, told, outcome, note):
    Trial.report(story[told["id"]], outcome, note=note, by=story[told["author"]])


def _observation(story, told, **words):
    story[told["id"]].observe(by=story[told["author"]], **words)


def _reflection(story, told, text):
    form = story["RF0"]
    answers = [{"prompt": form.prompts[1], "answer": text}]
    Reflection.post(answers, by=story[told["author"]], format=form, on=story[told["id"]])


def _share(story, told, visibility, **words):
    author = story[told["author"]]
    Reflection.share_experiment(
        story[told["id"]], visibility=visibility, group=group_of(story, told["author"]),
        by=author, **words,
    )  # fmt: skip


def _conclusion(story, told, outcome, **words):
    story[told["id"]].conclude(outcome, by=story[told["author"]], **words)


def _check(story, told, answer):
    Check.answered(story[told["id"]], answer, by=story[told["author"]])


def group_of(story, code):
    """The group this leader sits in."""
    groups = script("fjordslette")["groups"]
    return story[next(group["id"] for group in groups if code in group["members"])]


STEPS = {
    "habit": _habit,
    "idea": _idea,
    "taken": _take_up,
    "hypothesis": _hypothesis,
    "plan": _plan,
    "trial": _trial,
    "observation": _observation,
    "reflection": _reflection,
    "share": _share,
    "conclusion": _conclusion,
    "check": _check,
}
