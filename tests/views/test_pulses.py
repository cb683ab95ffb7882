"""Kulturpuls: answered on one screen without a sender, told to the hold and to its two ends."""

import re
import uuid
from datetime import timedelta

import pytest
from playhouse.test_utils import count_queries

from flu.models import Event, Pulse, Receipt
from tests.absence import absent

pytestmark = pytest.mark.hangs_on_dates
ANSWERS = {"mistakes": "4", "trying": "2", "asking": "5", "learning": "3"}
AGAIN = dict.fromkeys(ANSWERS, "1")


@pytest.fixture
def place(cast):
    return f"/programmes/{cast.programme.uid}/pulses"


@pytest.fixture
def hold(cast):
    return list(cast.programme.people("participant").order_by("id"))


def answered(cast, people):
    for person in people:
        Pulse.answer(cast.programme, {name: int(n) for name, n in ANSWERS.items()}, by=person)


def test_it_is_answered_on_one_screen(cast, as_, place):
    ada = as_(cast.ada)
    page = ada.get(f"{place}/new").text
    assert "Her kan jeg sige, at noget gik galt" in page
    assert page.count('type="radio"') == 20
    answer = ada.post(place, data=ANSWERS)
    assert (answer.status_code, answer.location) == (303, place)
    assert "Dit svar er lagt til holdets tal" in ada.get(place).text
    assert Pulse.get().opened().answered == {cast.ada.id}


def test_in_english_the_statements_are_english(cast, as_, place):
    cast.ada.speak("en")
    assert "Here I can say that something went wrong" in as_(cast.ada).get(f"{place}/new").text


def test_it_is_found_from_nu_and_from_the_forloeb_until_it_is_answered(cast, as_, place):
    ada = as_(cast.ada)
    before = [ada.get(page) for page in ("/now", place)]
    assert f'href="{place}"' in ada.get("/programme").text
    ada.post(place, data=ANSWERS)
    for page in before:
        absent(f'href="{place}/new"', from_=ada.get(page.request.path), but_in=page)
    assert ada.get(f"{place}/new").location == place


def test_answering_twice_is_refused_kindly(cast, as_, place):
    ada = as_(cast.ada)
    ada.post(place, data=ANSWERS)
    twice = ada.post(place, data=AGAIN)
    assert twice.status_code == 409
    assert "Du har allerede svaret på denne puls" in twice.text


def test_outside_its_weeks_it_is_not_asked(cast, as_, place, still):
    before = as_(cast.ada).get("/now")
    still.stop(still.now() + timedelta(weeks=1))
    ada = as_(cast.ada)
    absent("/pulses/new", from_=ada.get("/now"), but_in=before)
    assert ada.get(f"{place}/new").location == place
    assert ada.post(place, data=ANSWERS).status_code == 409


@pytest.mark.parametrize("bad", ["", "0", "6", "3.5", "\x00", "x" * 99])
def test_a_bad_answer_keeps_the_others(cast, as_, place, bad):
    answer = as_(cast.ada).post(place, data={**ANSWERS, "asking": bad})
    assert answer.status_code == 422
    chosen = set(re.findall(r"<input checked[^>]*>", answer.text))
    assert {re.search('name="([^"]+)"', it)[1] for it in chosen} == set(ANSWERS) - {"asking"}
    assert Pulse.select().count() == 0


def test_a_letter_leaves_no_receipt_of_it(cast, as_, place):
    before = Event.select().count()
    ada = as_(cast.ada)
    assert (
        ada.post(place, data=ANSWERS, headers={"Idempotency-Key": str(uuid.uuid4())}).status_code
        == 303
    )
    assert Receipt.select().count() == 0
    assert Event.select().count() == before
    page = ada.get(f"{place}/new")
    asked, kept = (as_(cast.ben).get(path) for path in (f"{place}/new", "/experiments/new"))
    absent("data-outbox", from_=asked, but_in=kept)
    assert page.status_code == 303


def test_what_is_typed_is_not_kept_on_the_phone_either(cast, as_, place):
    form = re.search(r"<form[^>]*pulses[^>]*>", as_(cast.ada).get(f"{place}/new").text)[0]
    assert "data-fleeting" in form


def test_four_answers_show_nothing_and_five_show_means(cast, as_, place, hold):
    answered(cast, hold[:4])
    page = as_(cast.ada).get(place).text
    assert '<svg class="curve"' not in page and "4,0" not in page
    answered(cast, hold[4:5])
    page = as_(cast.ada).get(place).text
    assert page.count('<svg class="curve"') == 4
    assert page.count("4,0</td>") == 1
    assert "Midtvejs: 5 svar." in page


@pytest.mark.parametrize(
    "who, status",
    [
        ("ada", 200), ("dora", 200), ("lea", 200), ("sofus", 200), ("mads", 403),
        ("cleo", 403), ("finn", 403), ("odd", 404), ("olga", 404),
    ],
)  # fmt: skip
def test_who_may_know_what_the_hold_answered(cast, as_, place, who, status):
    client = as_(getattr(cast, who))
    assert client.get(place).status_code == status
    assert (f'href="{place}"' in client.get("/programme").text) is (status == 200)


@pytest.mark.parametrize("who", ["lea", "sofus", "mads", "cleo", "odd", "olga"])
def test_only_who_takes_part_is_asked(cast, as_, place, who):
    client, elsewhere = as_(getattr(cast, who)), f"/programmes/{uuid.uuid4()}/pulses"
    absent(f"{place}/new", from_=client.get("/now"), but_in=as_(cast.ada).get("/now"))
    for method, end in (("get", "/new"), ("post", "")):
        hidden = getattr(client, method)(f"{place}{end}", **({"data": ANSWERS} if not end else {}))
        missing = getattr(client, method)(f"{elsewhere}{end}")
        assert (hidden.status_code, hidden.data) == (404, missing.data)
    assert Pulse.select().count() == 0


def test_a_groups_share_is_told_at_its_table_alone_and_once_it_is_closed(cast, as_):
    place = f"/groups/{cast.broen.uid}/pulses"
    answered(cast, [cast.ada, cast.ben, cast.hedda, cast.eli, cast.nina])
    before = as_(cast.ada).get(place)
    Pulse.get().close()
    absent('<svg class="curve"', from_=before, but_in=as_(cast.ada).get(place))
    for who in ("ada", "hedda", "cleo"):
        assert as_(getattr(cast, who)).get(place).text.count('<svg class="curve"') == 4
    for who in ("dora", "mads", "finn", "lea", "sofus", "anker", "nina", "odd"):
        client = as_(getattr(cast, who))
        hidden, missing = client.get(place), client.get(f"/groups/{uuid.uuid4()}/pulses")
        assert (hidden.status_code, hidden.data) == (404, missing.data), who


def test_a_group_finds_the_way_to_it(cast, as_):
    assert (
        f'href="/groups/{cast.broen.uid}/pulses"'
        in as_(cast.ada).get(f"/groups/{cast.broen.uid}").text
    )


def test_the_pages_ask_as_little_for_twenty_answers_as_for_one(cast, as_, place, hold):
    ada = as_(cast.ada)
    counts = []
    for people in (hold[1:2], hold[2:]):
        answered(cast, people)
        ada.get(place)
        with count_queries() as asked:
            ada.get(place)
        counts.append(asked.count)
    assert counts[0] == counts[1] <= 6


def test_the_door_is_closed_without_signing_in(client, cast, place):
    for path in (place, f"{place}/new", f"/groups/{cast.broen.uid}/pulses"):
        assert client.get(path).location.startswith("/sign-in")
    assert client.post(place, data=ANSWERS).location.startswith("/sign-in")
