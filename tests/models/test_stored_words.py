"""Words that stand in databases, in backups and in letters on phones keep their spelling."""

from datetime import timedelta

import pytest

from flu.models import consent, hiding, parting, phases, reading, reflection, round
from flu.models.group import STAFF
from flu.models.phases import SCRIPTS
from flu.web import once

STORED = {
    "how far a reflection reaches": (reading.REACHES, "private group cohort organisation"),
    "what an author wants": (reflection.WANTS, "listen questions experience challenge"),
    "kinds of answers that ask": (phases.QUESTIONS, "hears recognises wonders impressed"),
    "kinds of answers that advise": (phases.ADVICE, "offers challenges"),
    "what a group may choose": (phases.DEFAULTS, "plain questions"),
    "steps of a round": (round.ROUND, "proposal questions reactions consent adjust"),
    "steps in which a round listens": (consent.SPOKEN, "questions reactions"),
    "states of a live action": (round.LIVE, "consented started followed_up adjusted"),
    "answers in a round": (consent.Consent.ANSWERS, "live_with remark objection"),
    "what an objection sees harmed": (consent.Consent.HARMS, "core_task citizen employee law"),
    "rules a post is hidden by": (
        hiding.RULES, "identifiable confidentiality belittling personnel other",
    ),
    "what becomes of one's own": (parting.CHOICES, "home nameless delete"),
    "roles that tend a group": (STAFF, "facilitator"),
    "headers a phone sends": (
        (once.KEY, once.INSTEAD, once.LATE), "Idempotency-Key X-Flu-Instead X-Flu-Late",
    ),
    "headers a phone reads": (
        (once.THEN, once.VERSION, once.OP, once.REASON),
        "X-Flu-Then X-Flu-Version X-Flu-Op X-Flu-Reason",
    ),
}  # fmt: skip


@pytest.mark.parametrize("words, spelling", STORED.values(), ids=STORED)
def test_what_is_stored_keeps_its_spelling(words, spelling):
    assert " ".join(words) == spelling


def test_a_thread_unfolds_as_its_name_says():
    """Who may answer how in which phase, what waits for a later one, and how many hours it has."""
    told = {
        name: [(*vars(phase).values(),) for phase in script] for name, script in SCRIPTS.items()
    }
    asks, advises = phases.QUESTIONS, phases.ADVICE
    day = timedelta(hours=24)
    over = ("over", (), (), (), (), None)
    assert told == {
        "plain": [("open", asks + advises, (), (), ("reply",), None)],
        "questions": [
            ("questions", asks, advises, (), ("reply",), day),
            ("offers", asks + advises, (), (), ("reply",), day),
            ("conclusion", asks + advises, (), (), ("concludes", "reply"), None),
            over,
        ],
        "team": [
            ("interview", (), ("moved",), ("wonders",), ("reply",), day),
            ("team", ("moved",), (), (), (), day),
            ("conclusion", ("moved",), (), (), ("concludes",), None),
            over,
        ],
    }
