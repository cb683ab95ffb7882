"""Fjordslette Kommune in week 14 of its half-year, lived through by the models' own verbs."""

from flu import clock
from flu.db import connection, transaction
from flu.demo import deeds, line, people, rhythm, seances, threads, tries
from flu.demo.story import Story
from flu.models import Organisation


class NotEmpty(Exception):
    """The demo moves only into an empty house."""


def fill(at=None):
    """All of it or nothing, as on the day `at` (today). Raises NotEmpty if anybody lives here."""
    story = Story(at or clock.today())
    for part in (people, tries, threads, deeds, seances, line, rhythm):
        part.tell(story)
    with connection(), transaction():
        if not is_empty():
            raise NotEmpty
        story.play()


def is_empty():
    return Organisation.get_or_none() is None
