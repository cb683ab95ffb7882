"""Answered from Nu, or from the mail by a link that only an answer uses up (N19)."""

from datetime import timedelta

import pytest

from flu import clock
from flu.models import Echo
from tests.absence import absent

pytestmark = pytest.mark.hangs_on_dates
GONE = "Linket virker ikke længere"


@pytest.fixture
def echo(cast):
    it = cast.experiment(state="shared")
    return Echo.create(user=cast.ada, programme=cast.programme, experiment=it, days=30)


@pytest.fixture
def link(echo):
    return f"/echoes/by-mail/{echo.draw()}"


def test_it_is_answered_where_one_is_signed_in(cast, as_, echo):
    ada, place = as_(cast.ada), f"/echoes/{echo.uid}"
    assert "Gør du det stadig?" in ada.get(place).text
    blank = ada.post(place, data={"words": "Hver tirsdag, næsten"})
    assert blank.status_code == 422 and "Hver tirsdag, næsten" in blank.text
    good = {"answer": "yes", "words": "Hver tirsdag"}
    assert ada.post(place, data=good).location == place
    assert "Hver tirsdag" in ada.get(place).text
    its_try = f"/experiments/{echo.experiment.uid}"
    absent("Hver tirsdag", from_=as_(cast.ben).get(its_try), but_in=ada.get(its_try))
    assert ada.post(place, data=good).status_code == 409


@pytest.mark.parametrize("who", ["ben", "cleo", "dora", "mads", "lea", "odd"])
def test_nobody_else_finds_it(cast, as_, echo, who):
    person = as_(getattr(cast, who))
    assert person.get(f"/echoes/{echo.uid}").status_code == 404
    assert person.post(f"/echoes/{echo.uid}", data={"answer": "yes"}).status_code == 404


def test_whatever_opens_links_by_itself_uses_nothing_up(client, echo, link):
    for _ in range(20):
        assert client.get(link).status_code == 200
        assert client.head(link).status_code == 200
    assert client.post(link).status_code == 422  # pressed without an answer
    assert client.post(link, data={"answer": "maybe"}).status_code == 422
    assert Echo.get().answered_at is None


def test_one_answer_uses_it_up(client, echo, link):
    answer = client.post(link, data={"answer": "sometimes", "words": "Når vi har tid"})
    assert answer.status_code == 200 and "Tak for svaret" in answer.text
    assert (Echo.get().answer, Echo.get().words) == ("sometimes", "Når vi har tid")
    again = client.post(link, data={"answer": "no"})
    assert again.status_code == 404 and GONE in again.text
    assert GONE in client.get(link).text
    assert Echo.get().answer == "sometimes"


def test_whoever_holds_the_link_learns_nothing_else(client, as_, cast, echo, link):
    page, it, ada = client.get(link), echo.experiment, as_(cast.ada)
    told = ("lister", "Ada", "Broen", "tier", str(it.uid))
    absent(*told, from_=page, but_in=ada.get(f"/experiments/{it.uid}"))
    absent(str(echo.uid), from_=page, but_in=ada.get(f"/echoes/{echo.uid}"))
    client.post(link, data={"answer": "yes"})
    assert client.get("/now").location.startswith("/sign-in")
    assert client.get(f"/echoes/{echo.uid}").location.startswith("/sign-in")


def test_used_expired_and_invented_links_are_alike(client, cast, echo, link):
    later = Echo.create(
        user=cast.ada, programme=cast.programme, experiment=echo.experiment, days=90
    )
    expired = f"/echoes/by-mail/{later.draw()}"
    for fresh in (link, expired):
        assert client.get(fresh).status_code == 200
    assert client.post(link, data={"answer": "yes"}).status_code == 200
    gone = clock.now() - timedelta(seconds=1)
    Echo.update(expires_at=gone).where(Echo.id == later.id).execute()
    pages = [client.get(place) for place in (link, expired, "/echoes/by-mail/opfundet")]
    assert {page.status_code for page in pages} == {404}
    assert len({page.data for page in pages}) == 1 and GONE in pages[0].text


def test_no_other_site_answers_for_one(client, link):
    headers = {"Sec-Fetch-Site": "cross-site"}
    assert client.post(link, data={"answer": "yes"}, headers=headers).status_code == 403
    assert Echo.get().answered_at is None
