"""The permission matrix (safety section 2), its rows that exist so far, over every persona.

Y allowed · O own only · 3 forbidden · 4 not there · M metadata, no text. A deny changes nothing.
"""

import uuid

import pytest

from flu.models import ALL, SignIn

PERSONAS = {
    "NM": ("dora", "mads", "finn"),  # a stranger, the author's manager, a facilitator elsewhere
    "P": ("ben",),
    "H": ("hedda",),
    "F": ("cleo",),
    "PL": ("lea",),
    "SP": ("sofus",),
    "AL": ("anker",),
}
#       NM P H F PL SP AL
MATRIX = """
M01     4  Y Y Y Y  4  Y
M02     4  Y Y Y Y  4  4
M03     3  3 3 Y Y  3  3
M04     4  3 Y Y Y  4  3
M05     4  3 3 Y Y  4  3
M06     4  3 3 3 Y  4  3
M07     4  3 3 Y Y  4  3
M08     4  Y Y Y 3  4  3
M09     4  Y Y Y Y  4  3
M11     4  4 4 4 4  4  4
M12     4  Y Y Y 4  4  4
M13     4  3 3 3 4  4  4
M14     4  3 3 3 4  4  4
M15     4  Y Y Y 4  4  4
M16     4  Y Y Y 4  4  4
M17     4  3 3 Y 4  4  4
M18     4  4 4 Y 4  4  4
M21     4  3 3 3 4  4  4
M23     4  Y Y Y 4  4  4
M24     4  3 3 3 4  4  4
M26     4  Y Y 3 4  4  4
M27     4  Y Y Y 4  4  4
M28     4  Y Y Y Y  Y  4
M33     Y  Y Y Y Y  Y  Y
M35     4  Y Y 4 4  4  Y
M36     4  Y Y Y 4  4  4
M37     3  3 3 3 Y  Y  3
PULSE   3  Y Y 3 Y  Y  Y
M39     Y  Y Y Y Y  Y  Y
M41     4  Y Y Y Y  4  4
M43     3  3 3 3 Y  3  3
M44     3  3 3 3 Y  3  3
"""
NOT_HERE = {
    ("M35", "dora"),  # she takes part in the programme, so she is asked, too
    ("PULSE", "dora"),
    ("M03", "finn"),  # he facilitates, if not here
    ("M02", "anker"),  # the page M01 gives him names no people: tests/views/test_groups.py
}
CELLS = [
    (row.split()[0], person, cell)
    for row in MATRIX.strip().splitlines()
    for persona, cell in zip(PERSONAS, row.split()[1:], strict=True)
    for person in PERSONAS[persona]
    if (row.split()[0], person) not in NOT_HERE
]
HIDE = {"manner": "pause", "rule": "other", "reason": "Prøve"}


def group(cast):
    return f"/groups/{cast.broen.uid}"


def thread(cast):
    return f"/reflections/{cast.reflection().uid}"


def seat(cast):
    return f"/memberships/{cast.seat(cast.eli).uid}"


def flag(cast):
    return {"kind": "reflection", "uid": cast.reflection().uid}


def pulses(cast):
    return f"/programmes/{cast.programme.uid}/pulses"


ANSWERS = {"mistakes": "4", "trying": "2", "asking": "5", "learning": "3"}
PROBES = {
    "M01": lambda c: ("get", group(c), None),
    "M02": lambda c: ("get", group(c), None),
    "M03": lambda c: ("get", "/groups/new", None),
    "M04": lambda c: ("get", f"{group(c)}/memberships/new", None),
    "M05": lambda c: ("post", f"{seat(c)}/departure", {"reason": "Flyttet"}),
    "M06": lambda c: ("post", seat(c), {"role": "host"}),
    "M07": lambda c: ("post", f"{group(c)}/archive", {}),
    "M08": lambda c: ("post", f"/agreements/{c.broen.agreement.uid}/acceptance", {}),
    "M09": lambda c: ("get", f"{group(c)}/agreement", None),
    "M11": lambda c: ("get", f"/reflections/{c.reflection(visibility='private').uid}", None),
    "M12": lambda c: ("get", thread(c), None),
    "M13": lambda c: ("post", f"{thread(c)}/withdrawal", {}),
    "M14": lambda c: ("post", thread(c), {"answer_0": "En andens ord"}),
    "M15": lambda c: ("post", f"{thread(c)}/comments", {"kind": "hears", "body": "Jeg hører"}),
    "M16": lambda c: ("post", "/flags", {**flag(c), "reason": "Et navn"}),
    "M17": lambda c: ("post", "/hidings", {**flag(c), **HIDE}),
    "M18": lambda c: ("get", f"/hidings/{c.hiding().uid}", None),
    "M21": lambda c: ("post", f"{thread(c)}/erasure", {}),
    "M23": lambda c: ("get", f"/experiments/{c.experiment(state='shared').uid}", None),
    "M24": lambda c: ("get", f"/experiments/{c.experiment(state='shared').uid}/shares/new", None),
    "M26": lambda c: ("get", f"/actions/{c.action().uid}/edit", None),
    "M27": lambda c: ("get", f"/actions/{c.action().uid}", None),
    "M28": lambda c: ("get", f"/lifts/{c.lift().uid}", None),
    "M33": lambda c: ("get", "/people", None),
    "M35": lambda c: ("post", pulses(c), ANSWERS),
    "M36": lambda c: ("get", f"{group(c)}/pulses", None),
    "M37": lambda c: ("get", "/goals", None),
    "PULSE": lambda c: ("get", pulses(c), None),
    "M39": lambda c: ("get", "/devices", None),
    "M41": lambda c: ("get", f"{group(c)}/log", None),
    "M43": lambda c: ("post", f"/people/{c.eli.uid}/deactivation", {"reason": "Fratrådt"}),
    "M44": lambda c: ("get", "/imports/new", None),
}


@pytest.mark.parametrize("row, person, cell", CELLS)
def test_each_cell(cast, as_, row, person, cell):
    method, path, data = PROBES[row](cast)
    client, before = as_(getattr(cast, person)), content()
    answer = getattr(client, method)(path, **({"data": data} if data is not None else {}))
    if cell == "Y":
        assert answer.status_code in (200, 303)
        return
    assert answer.status_code == {"3": 403, "4": 404}[cell]
    assert content() == before
    if cell == "4":
        missing = getattr(client, method)(elsewhere(path), **({"data": data} if data else {}))
        assert (missing.status_code, missing.data) == (404, answer.data)


@pytest.mark.parametrize("row", sorted(PROBES))
def test_nobody_anonymous_gets_past_the_door(cast, client, row):
    method, path, data = PROBES[row](cast)
    before = content()
    page = getattr(client, method)(path, data=data)
    fragment = getattr(client, method)(path, data=data, headers={"HX-Request": "true"})
    assert page.status_code == 303 and page.location.startswith("/sign-in")
    assert fragment.status_code == 401 and not fragment.data
    assert content() == before


@pytest.mark.parametrize("who", ["odd", "olga"])
@pytest.mark.parametrize("row", sorted(set(PROBES) - {"M03", "M33", "M37", "M39", "M44"}))
def test_another_organisation_meets_nothing(cast, as_, row, who):
    method, path, data = PROBES[row](cast)
    client, before = as_(getattr(cast, who)), content()
    answer = getattr(client, method)(path, data=data)
    missing = getattr(client, method)(elsewhere(path), data=data)
    if row in ("M16", "M17"):
        missing = client.post(path, data={**data, "uid": uuid.uuid4()})
    assert (answer.status_code, answer.data) == (404, missing.data)
    assert content() == before


@pytest.mark.parametrize("row", ["M11", "M12", "M15", "M16", "M23", "M27", "M28", "M36"])
def test_without_the_agreement_there_is_no_content(cast, as_, row):
    method, path, data = PROBES[row](cast)
    assert getattr(as_(cast.nina), method)(path, data=data).status_code == 404


@pytest.mark.parametrize("row", sorted(PROBES))
def test_a_deactivated_person_is_out_at_the_next_request(cast, as_, row):
    method, path, data = PROBES[row](cast)
    client = as_(cast.ben)
    cast.ben.deactivate()
    assert getattr(client, method)(path, data=data).status_code == 303


def elsewhere(path):
    """The same address with an id that does not exist."""
    head, found, tail = path.partition(next((p for p in path.split("/") if _uid(p)), "\0"))
    return f"{head}{uuid.uuid4()}{tail}" if found else path


def content():
    """Everything the database holds but who came by when."""
    return {
        model.__name__: list(model.select().order_by(model.id).tuples())
        for model in ALL
        if model is not SignIn
    }


def _uid(part):
    try:
        return bool(uuid.UUID(part))
    except ValueError:
        return False
