"""Seance, tracks and log as one file each: nothing in it calls anybody, or is another's (S41)."""

import re

import pytest

from flu.models import Minute, Topic
from tests.absence import absent


@pytest.fixture
def places(cast):
    seance = cast.seance()
    Topic.propose("Et emne", by=cast.eli, programme=cast.programme, group=cast.broen)
    Minute.note(seance, "En linje", by=cast.ada)
    cast.experiment(state="shared")
    return {
        f"/seances/{seance.uid}?as=file": ("Et emne", "En linje"),
        f"/groups/{cast.broen.uid}/log?open=all&as=file": ("Ben Prøve",),
        "/programme?open=all&as=file": ("Mit personlige lederskab", "Ada Prøve"),
    }


def test_each_is_one_file_that_needs_nothing_else(cast, as_, places):
    for place, words in places.items():
        answer = as_(cast.ada).get(place)
        assert answer.headers["Content-Disposition"].startswith("attachment; filename=")
        assert all(word in answer.text for word in words), place
        for foreign in ("<script", "<link", "<form", "<use", "src=", "href=", "url(", "@import"):
            assert foreign not in answer.text, f"{place} {foreign}"
        assert not re.search(r"(https?:)?//", answer.text)


def test_nobody_gets_by_file_what_no_page_shows_them(cast, as_, places):
    for place in places:
        if place.startswith("/programme"):
            continue
        assert as_(cast.dora).get(place).status_code == 404
    hers, adas = (as_(who).get("/programme?open=all&as=file") for who in (cast.dora, cast.ada))
    absent("Ada Prøve", from_=hers, but_in=adas)
