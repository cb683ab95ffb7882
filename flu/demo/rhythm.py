"""What comes with the weeks: the kulturpuls, one's own overskud and one's own focus."""

from flu import defaults
from flu.demo.story import script
from flu.models import EnergyCheck, Focus, Pulse

TAPPED = {"weekday": 5, "time": "12:05"}


def tell(story):
    told = script("rhythm")
    for pulse in told["pulses"]:
        story.then(pulse["at"], _answer, told=pulse)
        if "closes" in pulse:
            story.then(pulse["closes"], _close)
    for code, taps in told["energy"].items():
        for week, level in enumerate(taps.split(), 1):
            if level != ".":
                story.then({"week": week, **TAPPED}, _tap, code=code, level=int(level))
    for focus in told["focus"]:
        story.then(focus["at"], _say, told=focus)


def _answer(story, told):
    codes = [statement.code for statement in defaults.statements()]
    for line in told["answers"].replace("\n", ",").split(","):
        if line.strip():
            person, *answers = line.split()
            said = dict(zip(codes, map(int, answers), strict=True))
            Pulse.answer(story["programme"], said, by=story[person])


def _close(_story):
    Pulse.close_due()


def _tap(story, code, level):
    EnergyCheck.tap(level, by=story[code])


def _say(story, told):
    Focus.say(told["text"], by=story[told["author"]], programme=story["programme"])
