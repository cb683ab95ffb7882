"""Mine data: out in one tap, with the password once more, and in again into an empty account."""

import io
import json
import zipfile
from datetime import timedelta

import pytest

from flu.models import Experiment
from tests.cast import PASSWORD


def package(answer):
    with zipfile.ZipFile(io.BytesIO(answer.data)) as parcel:
        return json.loads(parcel.read("flu.json")), parcel.read("flu.html").decode()


@pytest.fixture
def wondered(cast):
    cast.experiment(state="shared")
    cast.comment(by=cast.ben)
    return cast


def test_one_tap_gives_a_file_for_machines_and_a_page_for_people(wondered, as_):
    ada = as_(wondered.ada)
    assert 'action="/me/data"' in ada.get("/me/data").text
    answer = ada.post("/me/data")
    assert answer.mimetype == "application/zip"
    assert "no-store" in answer.headers["Cache-Control"]
    told, page = package(answer)
    assert told["format"] == "flu-export/1"
    assert told["things"]["experiments"][0]["wondering"] == "Hvorfor taler vi mest om lister?"
    assert "Hvorfor taler vi mest om lister?" in page and "Tre tog ordet." in page
    assert "Hvad gjorde du med blikket?" not in page
    for outside in ("http:", "https:", "<script", "src=", "href="):
        assert outside not in page


def test_the_page_speaks_the_readers_language(wondered, as_):
    wondered.ada.speak("en")
    assert '<html lang="en">' in package(as_(wondered.ada).post("/me/data"))[1]


def test_after_ten_minutes_the_password_is_asked_for_again(wondered, as_, still, noon):
    ada = as_(wondered.ada)
    still.stop(noon + timedelta(minutes=11))
    assert 'name="present"' in ada.get("/me/data").text
    for wrong in ({}, {"present": "noget andet"}):
        answer = ada.post("/me/data", data=wrong)
        assert (answer.status_code, answer.mimetype) == (422, "text/html")
        assert "Det er ikke din adgangskode." in answer.text
    assert package(ada.post("/me/data", data={"present": PASSWORD}))


def test_guessing_the_password_there_ends_as_at_the_door(wondered, as_, still, noon):
    ada = as_(wondered.ada)
    still.stop(noon + timedelta(minutes=11))
    tries = [ada.post("/me/data", data={"present": f"nej {n}"}).status_code for n in range(11)]
    assert tries[-1] == 429


def test_what_went_out_comes_in_where_it_is_empty(wondered, as_):
    parcel = as_(wondered.ada).post("/me/data").data
    odd = as_(wondered.odd)
    assert odd.get("/me/data/import").status_code == 200
    came = odd.post("/me/data/import", data={"file": (io.BytesIO(parcel), "flu.zip")})
    assert came.location == "/me"
    assert Experiment.get(Experiment.author == wondered.odd).visibility == "private"
    again = odd.post("/me/data/import", data={"file": (io.BytesIO(parcel), "flu.zip")})
    assert again.status_code == 422
    assert "hvor der er tomt" in again.text


BOMB = io.BytesIO()
with zipfile.ZipFile(BOMB, "w", zipfile.ZIP_DEFLATED) as bomb:
    bomb.writestr("flu.json", b" " * 60_000_000)


@pytest.mark.parametrize("content, says", [
    (b"", "vi kan læse"), (b"%PDF-1.7", "vi kan læse"), (b"PK\x03\x04rubbish", "vi kan læse"),
    (b'{"format": "flu-export/9", "things": {}}', "anden udgave"), (b"{}", "ikke hentet fra FLU"),
    (BOMB.getvalue(), "for stor"),
    (b'{"format": "flu-export/1", "things": {"habits": [{"trigger": 1}]}}', "Vaner"),
])  # fmt: skip
def test_a_hostile_file_is_told_off_in_words(cast, as_, content, says):
    answer = as_(cast.odd).post("/me/data/import", data={"file": (io.BytesIO(content), "x")})
    assert answer.status_code == 422
    assert says in answer.text


def test_no_file_at_all_is_said_so(cast, as_):
    assert as_(cast.odd).post("/me/data/import").status_code == 422


def test_a_file_beyond_all_limits_is_not_even_read(cast, as_):
    big = io.BytesIO(b" " * (14 * 2**20))
    assert as_(cast.odd).post("/me/data/import", data={"file": (big, "x")}).status_code == 413


def test_the_door_is_closed_without_signing_in(client):
    for address in ("/me/data", "/me/data/import"):
        assert client.get(address).location.startswith("/sign-in")
        assert client.post(address).location.startswith("/sign-in")
