"""Det prøver jeg også: another's try in one's own name; and the card that shows where it went."""

import pytest
from uuid_utils.compat import uuid7

from flu.models import Experiment, Trial
from flu.models.chain import Chain
from tests.absence import absent

WORDS = {
    "desk_task": "Vagtskiftet om torsdagen", "differs": "Her er tre huse",
    "if_i": "Hvis jeg lader aftenholdet åbne", "then": "så taler vi om mennesker",
    "core_task": "Borgeren bliver set", "expectation": "De tier",
}  # fmt: skip
OUTSIDE = ("dora", "finn", "mads", "lea", "sofus", "nina", "anker", "odd")


@pytest.fixture
def parent(cast):
    return cast.experiment(state="shared")


def take(client, it, **more):
    return client.post(f"/experiments/{it.uid}/offshoots", data={**WORDS, **more})


def child():
    return Experiment.select().order_by(Experiment.id.desc()).first()


def test_one_tap_leads_to_a_small_form_and_that_to_a_try_of_ones_own(cast, as_, parent):
    ben = as_(cast.ben)
    page = ben.get(f"/experiments/{parent.uid}").text
    assert f"/experiments/{parent.uid}/offshoots/new" in page
    thread = ben.get(f"/reflections/{parent.reflections.where().get().uid}").text
    assert f"/experiments/{parent.uid}/offshoots/new" in thread
    form = ben.get(f"/experiments/{parent.uid}/offshoots/new")
    assert "lader en medarbejder åbne" in form.text and "Tavlemødet" not in form.text
    sent = take(ben, parent)
    it = child()
    assert (sent.status_code, sent.location) == (303, f"/experiments/{it.uid}")
    assert (it.author, it.previous, it.state) == (cast.ben, parent, "hypothesis")
    assert (it.visibility, it.unit, it.if_i) == (
        "private", cast.ben.unit, "lader aftenholdet åbne",
    )  # fmt: skip
    assert ben.get(sent.location).status_code == 200


def test_it_is_taken_once_however_often_a_phone_sends_it(cast, as_, parent):
    ben, uid = as_(cast.ben), str(uuid7())
    first = take(ben, parent, uid=uid)
    child().plan(
        by=cast.ben, planned_at=parent.planned_at, situation="x", first_move="y",
    )  # fmt: skip
    again = take(ben, parent, uid=uid, if_i="noget helt andet")
    assert first.location == again.location
    assert Experiment.select().count() == 2 and child().if_i == "lader aftenholdet åbne"
    assert take(as_(cast.hedda), parent, uid=uid).status_code == 409


@pytest.mark.parametrize("gap", ["desk_task", "if_i", "then", "core_task", "expectation"])
def test_what_is_missing_is_told_and_the_rest_is_kept(cast, as_, parent, gap):
    sent = take(as_(cast.ben), parent, **{gap: " "})
    assert sent.status_code == 422
    assert "Her er tre huse" in sent.text
    assert Experiment.select().count() == 1


@pytest.mark.parametrize("who", OUTSIDE)
def test_who_may_not_read_it_finds_nothing(cast, as_, parent, who):
    client = as_(getattr(cast, who))
    for address in ("offshoots/new", "spread"):
        assert client.get(f"/experiments/{parent.uid}/{address}").status_code == 404
    assert take(client, parent).status_code == 404
    assert Experiment.select().count() == 1


def test_nobody_takes_up_their_own_and_nobody_without_a_seat(cast, as_, parent):
    own, at = as_(cast.ada), f"/experiments/{parent.uid}"
    taker = as_(cast.ben).get(at)
    assert own.get(f"/experiments/{parent.uid}/offshoots/new").status_code == 403
    assert take(own, parent).status_code == 403
    absent("/offshoots/new", from_=own.get(at), but_in=taker)
    Experiment.update(visibility="organisation").execute()
    boss = as_(cast.mads)
    absent("/offshoots/new", from_=boss.get(at), but_in=taker)
    assert take(boss, parent).status_code == 404
    assert Experiment.select().count() == 1


def test_what_is_expected_is_sealed_when_it_is_tried(cast, as_, parent):
    take(as_(cast.ben), parent)
    it = child()
    it.plan(by=cast.ben, planned_at=parent.planned_at, situation="x", first_move="y")
    Trial.report(it, "yes", note="z", by=cast.ben)
    it = child()
    assert (it.is_sealed, it.expectation) == (True, "De tier")


def test_it_is_private_and_its_origins_author_learns_nothing(cast, as_, parent):
    ada = as_(cast.ada)
    before = [ada.get(f"/experiments/{parent.uid}{end}").text for end in ("", "/spread")]
    take(as_(cast.ben), parent)
    it = child()
    after = [ada.get(f"/experiments/{parent.uid}{end}").text for end in ("", "/spread")]
    assert before == after
    assert ada.get(f"/experiments/{it.uid}").status_code == 404
    assert [node.kind for node in Chain.of(parent, cast.ada) if node.branch] == []


def test_shared_it_is_told_and_counted(cast, as_, parent):
    take(as_(cast.ben), parent)
    it = child()
    for step in ("planned", "tried", "observed", "reflected", "shared"):
        getattr(cast, f"_to_{step}")(it, cast.ben)
        it = child()
    ada = as_(cast.ada)
    assert "Prøvet ét sted til" in ada.get(f"/experiments/{parent.uid}").text
    card = ada.get(f"/experiments/{parent.uid}/spread").text
    assert "Her er tre huse" in card and "Handicap 1" in card and "Vagtskiftet" not in card
    assert card.count('class="spread__branch ') == 2
    assert 'role="img"' in card and "<style" not in card
    read = ada.get(f"/experiments/{it.uid}").text
    assert "Her er tre huse" in read and "Vagtskiftet" not in read


def test_what_it_came_of_may_go_and_it_stays(cast, as_, parent):
    ben = as_(cast.ben)
    sent = take(ben, parent)
    parent.withdraw()
    page = ben.get(sent.location)
    assert page.status_code == 200
    assert "Et led, du ikke kan læse" in page.text and "Ti, til nogen" not in page.text
    alone = ben.get(f"{sent.location}/spread").text
    assert alone.count('class="spread__branch ') == 1 and "Anderledes her" not in alone


def test_a_wide_spread_is_one_picture_one_walks_in_and_one_list(cast, as_, parent):
    words = {name: WORDS[name] for name in ("if_i", "then", "core_task", "expectation", "differs")}
    shared = {"visibility": "group", "group": cast.broen, "shared_at": parent.shared_at}
    for n in range(24):
        it = parent.take_up(desk_task=f"Bord {n}", by=cast.ben, **words)
        Experiment.update(state="shared", **shared).where(Experiment.id == it.id).execute()
    page = as_(cast.eli).get(f"/experiments/{parent.uid}/spread").text
    assert page.count('class="spread__branch ') == 25
    assert page.count("spread__unit") == page.count('class="spread__unit"') >= 25
    assert 'tabindex="0" role="region"' in page and 'class="spread__picture" role="img"' in page
    assert "Prøvet 24 steder til" in page and "Undervejs" in page
