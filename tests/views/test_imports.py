"""A list of people: seen first, applied as one piece, blocked by any fault."""

import io

import pytest

from flu.models import Event, User
from tests.absence import absent

LIST = """navn;e-mail;titel;forvaltning;afdeling;enhed;leders e-mail
Ny Navnesen;ny@proeveby.example;Teamleder;Velfærd;Pleje;Pleje 1;mads@proeveby.example
Hedda Omdøbt;hedda@proeveby.example;;;;;
Ada Prøve;ada@proeveby.example;;;;;
"""
WRONG = LIST + "Ingen;ikke en adresse;;;;;\n"


def see(client, text=LIST, **data):
    return client.post("/imports", data={"step": "preview", "text": text, **data})


def apply(client, text=LIST):
    return client.post("/imports", data={"step": "apply", "text": text})


def test_the_preview_tells_new_changed_and_as_before_and_changes_nothing(cast, as_):
    before = User.select().count()
    page = see(as_(cast.lea))
    assert page.status_code == 200
    assert "Nye: 1. Ændres: 1. Som før: 1. Skal rettes: 0." in page.text
    assert "<del>Hedda Prøve</del> <ins>Hedda Omdøbt</ins>" in page.text
    assert User.select().count() == before
    assert User.get_by_id(cast.hedda.id).name == "Hedda Prøve"


def test_applying_makes_it_so_and_writes_it_down(cast, as_):
    answer = apply(as_(cast.lea))
    assert (answer.status_code, answer.location) == (303, "/people")
    new = User.by_email("ny@proeveby.example")
    assert (new.title, new.unit.name, new.department.name) == ("Teamleder", "Pleje 1", "Pleje")
    assert cast.mads.is_above(new) and cast.sofus.is_above(new)
    assert User.get_by_id(cast.hedda.id).name == "Hedda Omdøbt"
    event = Event.select().order_by(Event.id.desc()).get()
    assert (event.verb, event.actor) == ("roster.applied", cast.lea)
    assert event.words == {"new": 1, "changed": 1, "same": 1, "error": 0}


def test_one_wrong_row_blocks_it_all_and_the_text_stays(cast, as_):
    lea = as_(cast.lea)
    page = see(lea, WRONG)
    assert page.status_code == 422 and "Skal rettes: 1." in page.text
    absent("Læg listen ind", from_=page.text, but_in=see(lea))
    answer = apply(lea, WRONG)
    assert answer.status_code == 422
    assert "»ikke en adresse« er ikke en e-mailadresse." in answer.text
    assert "Ny Navnesen;ny@proeveby.example" in answer.text
    assert User.by_email("ny@proeveby.example") is None


@pytest.mark.parametrize("content", [
    LIST.encode(), b"\xef\xbb\xbf" + LIST.encode(), LIST.encode("latin-1"), LIST.encode("utf-16"),
    LIST.replace(";", ",").encode(), LIST.replace(";", "\t").encode(),
    LIST.replace("\n", "\r\n").encode(), LIST.replace("Ny Navnesen", '"Ny Navnesen"').encode(),
])  # fmt: skip
def test_a_file_is_read_however_the_spreadsheet_saved_it(cast, as_, content):
    file = (io.BytesIO(content), "ledere.csv")
    page = as_(cast.lea).post("/imports", data={"step": "preview", "text": "", "file": file})
    assert "Nye: 1. Ændres: 1. Som før: 1. Skal rettes: 0." in page.text
    assert "Ny Navnesen" in page.text


@pytest.mark.parametrize("content, words", [
    ("", "Listen er tom."), ("\n\n", "Listen er tom."),
    ("navn\nAda\n", "Kolonnen »e-mail« mangler"),
    ("navn;navn;email\na;b;c@d.dk\n", "to gange"),
    ('navn;email\n"Ada;ada@x.dk\n', "anførselstegn"),
    ("navn;email\nAda\0;ada@x.dk\n", "ikke kan gemmes"), ("navn;email\n;x@y.dk\n", "Navn mangler"),
    ("navn;email\nAda;\n", "E-mail mangler"), ("\0\n\0", "mangler"),
    ("navn;email", "Listen er tom."),
])  # fmt: skip
def test_whatever_is_wrong_is_said_in_words(cast, as_, content, words):
    page = see(as_(cast.lea), content)
    assert page.status_code == 422
    assert words in page.text


def test_what_is_unreadable_altogether_is_said_too(cast, as_):
    noise = (io.BytesIO(bytes(range(256)) * 50), "billede.png")
    page = as_(cast.lea).post("/imports", data={"step": "preview", "file": noise})
    assert page.status_code == 422


def test_a_list_of_two_thousand_is_seen_in_part_and_applied_whole(cast, as_):
    rows = [f"Navn {n};navn{n}@proeveby.example" for n in range(2000)]
    text = "\n".join(["navn;email", *rows])
    page = see(as_(cast.lea), text)
    assert "De første 300 vises." in page.text
    assert apply(as_(cast.lea), text).status_code == 303
    assert User.by_email("navn1999@proeveby.example").organisation == cast.home


@pytest.mark.parametrize("who, status", [
    ("lea", 200), ("ada", 403), ("hedda", 403), ("cleo", 403), ("mads", 403), ("sofus", 403),
])  # fmt: skip
def test_only_a_programme_manager_brings_a_list(cast, as_, who, status):
    client = as_(getattr(cast, who))
    assert client.get("/imports/new").status_code == status
    assert see(client).status_code == status
    assert apply(client).status_code == (303 if status == 200 else status)
    assert (User.by_email("ny@proeveby.example") is not None) is (status == 200)


def test_a_list_reaches_nobody_in_another_house(cast, as_):
    text = "navn;email;leder\nNyt Navn;odd@fremmedby.example;\nNy;ny@x.dk;olga@fremmedby.example\n"
    page = apply(as_(cast.lea), text)
    assert page.status_code == 422
    assert "Den e-mail kan ikke bruges her." in page.text
    assert "Fremmed" not in page.text.replace("fremmedby", "")
    assert User.get_by_id(cast.odd.id).name == "Odd Fremmed"


def test_a_stranger_is_led_to_sign_in(client):
    assert client.get("/imports/new").location == "/sign-in?next=/imports/new"
    assert client.post("/imports").status_code == 303
