"""The meeting as it goes: one row that all phones follow (N12)."""

from datetime import timedelta

import pytest

from flu import clock, defaults
from flu.models import Minute, Seance
from flu.models.refusal import Refused


@pytest.fixture
def seance(cast):
    return cast.seance(in_days=0)


def live(seance, more=""):
    return f"/seances/{seance.uid}/live{more}"


def tap(client, seance, name, **more):
    return client.post(live(seance, "/step"), data={"tap": name, **more})


def stands(seance):
    return Seance.get_by_id(seance.id)


def test_whoever_begins_leads_and_the_others_see_where_it_stands(cast, as_, seance):
    assert as_(cast.ben).post(live(seance), data={"protocol": "25"}).status_code == 303
    page = as_(cast.ada).get(live(seance)).text
    assert "Tjek ind" in page and "vært: Ben" in page and "Overtag som vært" in page
    assert "Ada Prøve" in page and "Cleo Proces" not in page.split("live__round")[1]
    assert tap(as_(cast.ada), seance, "next", seen=0).status_code == 409
    assert tap(as_(cast.ben), seance, "next", seen=0).status_code == 303
    assert "Siden sidst" in as_(cast.ada).get(live(seance)).text


def test_two_taps_on_one_phase_are_one_step(cast, as_, seance):
    ben = as_(cast.ben)
    ben.post(live(seance), data={"protocol": "60"})
    for _ in range(2):
        tap(ben, seance, "next", seen=0)
    assert stands(seance).phase == 1
    tap(ben, seance, "back", seen=1)
    assert stands(seance).phase == 0


def test_any_member_takes_over_where_a_hosts_phone_died(cast, as_, seance):
    as_(cast.ben).post(live(seance), data={"protocol": "60"})
    assert tap(as_(cast.eli), seance, "lead").status_code == 303
    assert tap(as_(cast.ben), seance, "next", seen=0).status_code == 409
    assert tap(as_(cast.eli), seance, "next", seen=0).status_code == 303


def test_the_round_goes_by_name_and_the_host_says_who_is_in_focus(cast, as_, seance):
    ben = as_(cast.ben)
    ben.post(live(seance), data={"protocol": "60"})
    tap(ben, seance, "call", turn=1)
    assert stands(seance).turn == 1
    for seen in range(2):
        tap(ben, seance, "next", seen=seen)
    tap(ben, seance, "focus", person=cast.eli.uid)
    page = as_(cast.ada).get(live(seance)).text
    assert "fokusperson 1: Eli" in page
    assert tap(ben, seance, "focus", person=cast.dora.uid).status_code == 404
    tap(ben, seance, "next", seen=2)
    page = as_(cast.ada).get(live(seance)).text
    assert "Jeg undrer mig" in page and "Jeg tilbyder" not in page


@pytest.mark.parametrize("code", ["60", "25"])
def test_it_ends_with_the_same_minutes_for_all(cast, as_, seance, code):
    ben = as_(cast.ben)
    ben.post(live(seance), data={"protocol": code})
    for seen, phase in enumerate(defaults.protocols()[code]):
        as_(cast.ada).post(f"/seances/{seance.uid}/minutes", data={"body": f"{seen} {phase.code}"})
        tap(ben, seance, "next", seen=seen)
    assert stands(seance).held_at and not stands(seance).is_live
    bodies = [line.body for line in Minute.of(seance, cast.eli)]
    assert bodies == [
        f"{seen} {phase.code}" for seen, phase in enumerate(defaults.protocols()[code])
    ]
    pages = [as_(who).get(live(seance)).text for who in (cast.ada, cast.ben, cast.hedda)]
    told = [page.split('class="minutes"')[1].split("</section>")[0] for page in pages]
    assert told[0] == told[1] == told[2] and "Mødet er slut" in pages[0]


@pytest.mark.parametrize("code, minutes", [("60", 60), ("25", 25)])
def test_a_protocol_lasts_as_long_as_it_says(code, minutes):
    assert sum(phase.minutes for phase in defaults.protocols()[code]) == minutes


def test_the_clock_is_the_servers(cast, seance, still):
    seance.begin("60", by=cast.ben)
    still.stop(clock.now() + timedelta(minutes=6))
    assert seance.seconds_left == -60


@pytest.mark.parametrize("who, status", [("nina", 403), ("dora", 404), ("lea", 404), ("mads", 404)])
def test_who_does_not_sit_there_neither_sees_nor_leads(cast, as_, seance, who, status):
    client = as_(getattr(cast, who))
    assert client.post(live(seance), data={"protocol": "60"}).status_code == status
    seance.begin("60", by=cast.ben)
    assert client.get(live(seance)).status_code == status
    assert tap(client, seance, "lead").status_code == status


def test_begun_by_two_it_goes_on_as_the_first_began_it(cast, as_, seance):
    assert as_(cast.ben).post(live(seance), data={"protocol": "60"}).status_code == 303
    tap(as_(cast.ben), seance, "next", seen=0)
    assert as_(cast.eli).post(live(seance), data={"protocol": "25"}).status_code == 303
    now = stands(seance)
    assert (now.protocol, now.phase, now.host) == ("60", 1, cast.ben)


def test_what_is_over_neither_begins_again_nor_is_led_on(cast, as_, seance):
    as_(cast.ben).post(live(seance), data={"protocol": "25"})
    stands(seance).close(by=cast.ben)
    over = stands(seance)
    with pytest.raises(Refused, match=r"seance\.over"):
        stands(seance).begin("60", by=cast.ben)
    assert as_(cast.ben).post(live(seance), data={"protocol": "60"}).status_code == 403
    taps = [tap(as_(cast.ben), seance, "next", seen=0), tap(as_(cast.eli), seance, "lead")]
    assert [answer.status_code for answer in taps] == [409, 409]
    assert all("Mødet er ikke i gang" in answer.text for answer in taps)
    assert stands(seance).__data__ == over.__data__


@pytest.mark.parametrize(
    "data", [{}, {"tap": "jump"}, {"tap": "next"}, {"tap": "call", "turn": "x"}]
)
def test_a_tap_that_is_none_changes_nothing(cast, as_, seance, data):
    seance.begin("60", by=cast.ben)
    assert as_(cast.ben).post(live(seance, "/step"), data=data).status_code == 400
    assert stands(seance).phase == 0


def test_the_holds_seance_and_one_far_off_do_not_begin(cast, as_):
    for seance in (cast.seance(group=False, in_days=0), cast.seance(in_days=9)):
        answer = as_(cast.cleo).post(live(seance), data={"protocol": "60"})
        assert answer.status_code == 403 and not stands(seance).is_live
