"""30, 90 and 180 days after the end, one question about one own try; then the group is its own."""

import smtplib
import socketserver
import threading
from datetime import timedelta

import pytest

from flu import clock
from flu.config import Settings
from flu.delivery import mail
from flu.jobs.sweep import sweep
from flu.models import Echo, Event, Experiment, Group, Letter, Membership
from flu.models.afterwards import prompt_of
from flu.models.refusal import Refused

pytestmark = pytest.mark.hangs_on_dates
BASE = "https://flu.example.dk"


@pytest.fixture
def on(cast, still, noon):
    """`on(days)`: so many days after the programme's end."""
    return lambda days: still.stop(
        clock.at(cast.programme.ends_on, clock.local(noon).time()) + timedelta(days=days)
    )


@pytest.fixture
def adopted(cast):
    cast.experiment(state="shared")
    it = cast.experiment(state="shared")
    it.conclude("adopted", by=cast.ada, practice_when="hver tirsdag")
    return it


@pytest.fixture
def posted(monkeypatch):
    """What reached the mail server."""
    sent = []
    monkeypatch.setattr(mail, "_post", lambda letter, url: sent.append(letter))
    return sent


def settings(**more):
    return Settings(base_url=BASE, secret_key="x" * 32, **more)


def link(letter):
    return letter.get_content().split("/echoes/by-mail/")[1].split()[0]


@pytest.mark.parametrize("days", [30, 90, 180])
def test_on_each_of_three_days_one_question_about_one_own_try(cast, adopted, on, days):
    on(days - 1)
    sweep()
    before = Echo.select().where(Echo.days == days).count()
    on(days)
    assert sweep()["echoes"] == 1
    assert (before, sweep()["echoes"]) == (0, 0)
    echo = Echo.get(Echo.days == days)
    assert (echo.user, echo.experiment) == (cast.ada, adopted)


def test_whoever_tried_nothing_is_asked_nothing_and_old_dates_stay_unasked(cast, adopted, on):
    on(60)
    sweep()
    assert not Echo.select().exists()
    on(31)
    sweep()
    assert [echo.user for echo in Echo.select()] == [cast.ada]


def test_it_waits_on_nu_and_is_told_once(cast, adopted, on):
    on(30)
    sweep()
    echo = Echo.waiting_for(cast.ada).get()
    assert not Echo.waiting_for(cast.ben).exists()
    echo.tell("yes", "Hver tirsdag")
    with pytest.raises(Refused, match=r"echo.told"):
        echo.tell("no", "")
    assert not Echo.waiting_for(cast.ada).exists()


def test_the_mail_holds_a_question_and_a_link_and_nothing_anybody_wrote(cast, adopted, on, posted):
    on(30)
    sweep()
    assert mail.send_waiting(settings(mail_url="smtp://localhost")) == 1
    (letter,) = posted
    words = letter.as_string() + letter.get_content()
    assert letter["To"] == cast.ada.email
    assert "/echoes/by-mail/" in words
    for told in ("tirsdag", "lister", "Broen", adopted.if_i, str(adopted.uid)):
        assert told not in words
    assert mail.send_waiting(settings(mail_url="smtp://localhost")) == 0


def test_only_the_links_digest_is_kept(cast, adopted, on, posted):
    on(30)
    sweep()
    mail.send_waiting(settings(mail_url="smtp://localhost"))
    token = link(posted[0])
    assert Echo.opened_by(token).user == cast.ada
    kept = str([list(noun.select().dicts()) for noun in (Echo, Letter, Event)])
    assert Echo.get().digest in kept and token not in kept


def test_without_a_server_letters_are_kept_undelivered(cast, adopted, on, posted):
    on(30)
    sweep()
    assert mail.send_waiting(settings()) == 0
    assert (posted, Letter.waiting().count()) == ([], 1)


def test_what_does_not_go_waits_again(cast, adopted, on, monkeypatch):
    def broken(letter, url):
        raise smtplib.SMTPServerDisconnected

    monkeypatch.setattr(mail, "_post", broken)
    on(30)
    sweep()
    assert mail.send_waiting(settings(mail_url="smtp://localhost")) == 0
    assert Letter.waiting().count() == 1


def test_a_link_lasts_a_fortnight(cast, adopted, on, posted, still):
    on(30)
    sweep()
    mail.send_waiting(settings(mail_url="smtp://localhost"))
    token = link(posted[0])
    still.stop(clock.now() + timedelta(days=14, seconds=-1))
    assert Echo.opened_by(token)
    still.stop(clock.now() + timedelta(seconds=1))
    assert Echo.opened_by(token) is None
    assert sweep()["links"] == 1


@pytest.mark.parametrize("url", ["http://x", "smtp://", "mail.example.dk"])
def test_a_wrong_address_of_the_post_stops_the_start(url):
    with pytest.raises(ValueError, match="smtp"):
        settings(mail_url=url)


# The months after (S33) -------------------------------------------------------------------------


def test_two_weeks_after_the_end_the_facilitator_reads_no_more(cast, on):
    thread = cast.reflection()
    on(13)
    sweep()
    assert thread in type(thread).visible_to(cast.cleo)
    on(14)
    assert sweep()["staff"] == 2
    assert thread not in type(thread).visible_to(cast.cleo)
    assert thread in type(thread).visible_to(cast.ben)
    told = [event.verb for event in Event.log_of(cast.broen)]
    assert told[0] == "group.staff_left"
    assert sweep()["staff"] == 0


def test_unless_the_group_asked_them_to_stay(cast, on):
    cast.broen.keep_staff(True, by=cast.ben)
    on(20)
    sweep()
    assert Membership.get(Membership.user == cast.cleo).left_at is None
    Group.get_by_id(cast.broen.id).keep_staff(False, by=cast.eli)
    sweep()
    assert Membership.get(Membership.user == cast.cleo).left_at is not None


def test_the_months_prompt_is_the_same_for_all_and_another_next_month(cast):
    other = type(cast.format).create(
        programme=cast.programme, code="RF5", name="En anden", prompts=["Og nu?"], position=9
    )
    may, june = (clock.today().replace(year=2027, month=m, day=3) for m in (5, 6))
    assert prompt_of(cast.programme, may) == prompt_of(cast.programme, may.replace(day=28))
    assert {prompt_of(cast.programme, may), prompt_of(cast.programme, june)} == {cast.format, other}


def test_the_try_it_asks_about_is_always_the_same(cast, adopted, on):
    later = cast.experiment(state="shared")
    Experiment.update(concluded_at=None).where(Experiment.id == later.id).execute()
    on(30)
    sweep()
    assert Echo.get().experiment == adopted


# The post ---------------------------------------------------------------------------------------


class Clerk(socketserver.StreamRequestHandler):
    """A mail server that takes what it is given."""

    def handle(self):
        self.say("220 hello")
        while line := self.rfile.readline().decode().strip():
            word = line.upper()
            if word == "DATA":
                self.say("354 go on")
                self.server.got.append(b"".join(iter(self.rfile.readline, b".\r\n")).decode())
            self.say("221 bye" if word == "QUIT" else "250 ok")

    def say(self, words):
        self.wfile.write(words.encode() + b"\r\n")


def test_a_letter_reaches_the_server(cast, adopted, on):
    on(30)
    sweep()
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Clerk) as office:
        office.got = []
        threading.Thread(target=office.serve_forever, daemon=True).start()
        url = f"smtp://127.0.0.1:{office.server_address[1]}"
        assert mail.send_waiting(settings(mail_url=url, contact="flu@example.dk")) == 1
        office.shutdown()
    (letter,) = office.got
    assert f"To: {cast.ada.email}" in letter and "From: flu@example.dk" in letter
    assert not Letter.waiting().exists()
