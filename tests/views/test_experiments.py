"""A try from its owner's side and from its readers'."""

import uuid

import pytest
from peewee import TextField
from playhouse.test_utils import count_queries
from uuid_utils.compat import uuid7

from flu.models import Experiment, Hiding, Reflection, Trial
from flu.models.experiment import SHARED_WORDS
from tests.dates import posted

WORDS = {"desk_task": "Tavlemødet tirsdag", "wondering": "Hvorfor taler vi mest om lister?"}
HIDDEN = ("Tavlemødet", "min souschef", "De sagde intet", "Jeg tav længe", "når mødet begynder")


@pytest.fixture
def told(cast):
    """A try that was shared with the group and has a word in every field."""
    it = cast.experiment(state="planned")
    it.write(who_knows="min souschef", situation="når mødet begynder", because="de kender hende")
    Trial.report(it, "partly", note="Jeg tav længe", by=cast.ada)
    it.observe(
        by=cast.ada,
        seen_heard="Tre tog ordet.",
        sign_seen="little",
        employee_voice="De sagde intet",
    )
    cast._to_reflected(it, cast.ada)
    cast._to_shared(it, cast.ada)
    return Experiment.get_by_id(it.id)


def test_a_wonder_is_kept_for_oneself_or_made_a_plan(cast, as_):
    ada = as_(cast.ada)
    kept = ada.post("/experiments", data={**WORDS, "next": "keep", "track": str(cast.track.uid)})
    plan = ada.post("/experiments", data={**WORDS, "next": "plan"})
    it = Experiment.select().order_by(Experiment.id).first()
    assert (kept.status_code, kept.location) == (303, f"/experiments/{it.uid}")
    assert plan.location.endswith("/hypotheses/new")
    assert (it.author, it.track, it.visibility, it.state) == (
        cast.ada,
        cast.track,
        "private",
        "idea",
    )


def test_the_same_letter_twice_is_one_wonder_and_nobody_takes_its_number(cast, as_):
    uid, ada = str(uuid7()), as_(cast.ada)
    first, again = [ada.post("/experiments", data={**WORDS, "uid": uid}) for _ in range(2)]
    assert first.location == again.location == f"/experiments/{uid}"
    assert as_(cast.ben).post("/experiments", data={**WORDS, "uid": uid}).status_code == 409
    assert Experiment.select().count() == 1


@pytest.mark.parametrize("bad", [
    {"desk_task": " \u200b"}, {"desk_task": ""}, {"wondering": "x" * 4001}, {"track": "rød"},
    {"track": str(uuid.uuid4())}, {"wondering": "Hr. Hansen, 010190-1234"}, {"desk_task": "a\x00"},
])  # fmt: skip
def test_what_cannot_be_kept_is_asked_again(cast, as_, bad):
    answer = as_(cast.ada).post("/experiments", data={**WORDS, **bad})
    assert answer.status_code == 422
    assert all(WORDS[name] in answer.text for name in WORDS.keys() - bad.keys())
    assert Experiment.select().count() == 0


def test_another_programmes_track_is_no_choice(cast, as_):
    odd = as_(cast.odd)
    assert odd.post("/experiments", data={**WORDS, "track": str(cast.track.uid)}).status_code == 422


def test_whoever_sits_at_a_table_tries_things_out(cast, as_):
    for who in ("ada", "hedda", "cleo", "dora", "odd", "lea", "sofus", "mads", "anker"):
        person, seated = as_(getattr(cast, who)), who in ("ada", "hedda", "cleo", "dora", "odd")
        assert person.get("/experiments/new").status_code == (200 if seated else 404), who
        sent = person.post("/experiments", data=WORDS)
        assert sent.status_code == (303 if seated else 404), who


@pytest.mark.parametrize("state", ["idea", "planned", "reflected"])
def test_until_it_is_shared_it_answers_everybody_like_one_that_never_was(cast, as_, state):
    it = cast.experiment(state=state)
    for who in ("ben", "hedda", "cleo", "mads", "lea", "sofus", "dora", "odd"):
        person = as_(getattr(cast, who))
        hidden, missing = (person.get(f"/experiments/{u}") for u in (it.uid, uuid.uuid4()))
        assert (hidden.status_code, hidden.data) == (404, missing.data), who


def test_the_group_reads_a_shared_try_and_nobody_else_does(told, cast, as_):
    for who in ("ada", "ben", "hedda", "eli", "cleo"):
        assert as_(getattr(cast, who)).get(f"/experiments/{told.uid}").status_code == 200, who
    for who in ("nina", "anker", "dora", "finn", "mads", "lea", "sofus", "odd"):
        assert as_(getattr(cast, who)).get(f"/experiments/{told.uid}").status_code == 404, who


def test_a_reader_reads_what_went_out_and_none_of_the_owners_notes(told, cast, as_):
    page = as_(cast.ben).get(f"/experiments/{told.uid}").text
    for words in (
        told.takeaway,
        told.if_i,
        told.then,
        told.seen_heard,
        told.expectation,
        "Stilheden.",
    ):
        assert words in page
    for words in (*HIDDEN, f"/experiments/{told.uid}/edit"):
        assert words not in page
    own = as_(cast.ada).get(f"/experiments/{told.uid}").text
    assert all(words in own for words in HIDDEN)


@pytest.mark.parametrize("end", ["shared", "adopted", "dropped", "unlearned"])
def test_no_word_reaches_a_reader_but_those_the_preview_knows(told, cast, as_, end):
    names = [name for name, field in Experiment._meta.fields.items() if type(field) is TextField]
    Experiment.update(state=end, **{name: f"ord-{name}." for name in names}).execute()
    page = as_(cast.ben).get(f"/experiments/{told.uid}").text
    read = {name for name in names if f"ord-{name}" in page}
    assert read <= {"takeaway", *SHARED_WORDS}
    assert {"takeaway", "wondering", "expectation", "seen_heard"} <= read
    preview = as_(cast.ada).get(f"/experiments/{told.uid}/shares/new").text
    assert all(f"ord-{name}" in preview for name in read)


def test_while_its_thread_is_paused_only_author_and_facilitator_read_it(told, cast, as_):
    thread = Reflection.thread_of(told)
    hiding = Hiding.pause(thread, rule="identifiable", reason="Kan genkendes", by=cast.cleo)
    for who, status in (("ada", 200), ("cleo", 200), ("ben", 404), ("hedda", 404)):
        assert as_(getattr(cast, who)).get(f"/experiments/{told.uid}").status_code == status, who
    hiding.lift(by=cast.cleo)
    assert as_(cast.ben).get(f"/experiments/{told.uid}").status_code == 200


def test_a_reader_is_not_told_of_a_pause_or_of_a_private_kept_reflection(told, cast, as_):
    told.pause(None, by=cast.ada)
    page = as_(cast.ben).get(f"/experiments/{told.uid}").text
    assert "På pause" not in page
    assert "Delt" in page


def test_the_audience_on_the_page_is_the_one_that_reads(told, cast, as_):
    page = as_(cast.ada).get(f"/experiments/{told.uid}").text
    assert f'data-audience="{Experiment.audiences([told])[told.id]}"' in page


@pytest.mark.parametrize("state, ask", [
    ("idea", "Gør den til en plan"), ("hypothesis", "Læg planen"),
    ("planned", "Blev det til noget?"), ("tried", "før du tolkede det"),
    ("observed", "din måde at lede på"), ("reflected", "Del læringen"),
    ("shared", "Hvad bliver der af den?"),
])  # fmt: skip
def test_the_owner_always_sees_the_next_step(cast, as_, state, ask):
    it = cast.experiment(state=state)
    assert ask in as_(cast.ada).get(f"/experiments/{it.uid}").text


def test_the_sealed_pair_stands_side_by_side(told, cast, as_):
    page = as_(cast.ada).get(f"/experiments/{told.uid}").text
    assert page.index("Jeg ventede") < page.index("De tier") < page.index("Jeg så")
    assert "Forseglet" in page


def test_any_subset_of_fields_is_saved_alone(cast, as_):
    it = cast.experiment(state="planned")
    sent = as_(cast.ada).post(
        f"/experiments/{it.uid}", data={"sign": "To taler", "version": it.version}
    )
    after = Experiment.get_by_id(it.id)
    assert (sent.status_code, after.sign, after.first_move) == (303, "To taler", it.first_move)
    assert after.track == it.track


@pytest.mark.parametrize("field", ["desk_task", "wondering", "if_i", "core_task", "first_move"])
def test_what_it_rests_on_is_not_emptied(cast, as_, field):
    it = cast.experiment(state="planned")
    answer = as_(cast.ada).post(f"/experiments/{it.uid}", data={field: "", "sign": "Behold mig"})
    assert answer.status_code == 422
    assert "Behold mig" in answer.text
    assert getattr(Experiment.get_by_id(it.id), field)


def test_two_pens_meet_with_both_texts_on_the_page_and_nothing_lost(cast, as_):
    it, ada = cast.experiment(), as_(cast.ada)
    seen = it.version
    it.write(wondering="Skrevet på telefonen")
    data = {"wondering": "Skrevet ved skrivebordet", "desk_task": it.desk_task, "version": seen}
    answer = ada.post(f"/experiments/{it.uid}", data=data)
    assert answer.status_code == 409
    assert "Skrevet på telefonen" in answer.text
    assert "Skrevet ved skrivebordet" in answer.text
    assert Experiment.get_by_id(it.id).wondering == "Skrevet på telefonen"
    again = ada.post(f"/experiments/{it.uid}", data={**data, "version": seen + 1})
    assert again.status_code == 303
    assert Experiment.get_by_id(it.id).wondering == "Skrevet ved skrivebordet"


def test_no_version_or_a_mad_one_never_breaks_it(cast, as_):
    it, ada = cast.experiment(), as_(cast.ada)
    for version in ("", "x", "-1", "9" * 40, "\u00b2"):
        data = {"wondering": f"Ny {version}", "version": version}
        assert ada.post(f"/experiments/{it.uid}", data=data).status_code in (303, 409, 422)


@pytest.mark.parametrize("who, status", [("ben", 403), ("cleo", 403), ("dora", 404), ("mads", 404)])
def test_nobody_else_changes_it(told, cast, as_, who, status):
    person = as_(getattr(cast, who))
    assert person.get(f"/experiments/{told.uid}/edit").status_code == status
    answer = person.post(f"/experiments/{told.uid}", data={"takeaway": "Mit"})
    assert answer.status_code == status
    assert Experiment.get_by_id(told.id).takeaway == told.takeaway


ROUTES = {
    "": {"expectation": "Det vidste jeg"},
    "/hypotheses": {"if_i": "Ny", "then": "Ny", "core_task": "Ny"},
    "/plans": {"date": 8, "situation": "Ny", "first_move": "Ny", "expectation": "Ny"},
}


@pytest.mark.parametrize("state", ["planned", "tried", "observed", "reflected", "shared"])
def test_what_was_expected_is_sealed_against_every_route(still, cast, as_, state):
    it = cast.experiment(state=state)
    if state == "planned":
        still.stop(it.planned_at)  # the try begins
    for route, data in ROUTES.items():
        answer = as_(cast.ada).post(f"/experiments/{it.uid}{route}", data=posted(data))
        assert answer.status_code == 409, route
        after = Experiment.get_by_id(it.id)
        assert (after.expectation, after.if_i) == (it.expectation, it.if_i)
        assert after.first_move == it.first_move


def test_the_edit_page_does_not_offer_what_is_sealed(told, cast, as_):
    page = as_(cast.ada).get(f"/experiments/{told.uid}/edit").text
    assert 'name="seen_heard"' in page
    assert 'name="expectation"' not in page


def test_my_list_is_mine_and_knows_what_is_over(told, cast, as_):
    over = cast.experiment(state="reflected")
    over.conclude("dropped", by=cast.ada, dropped_why="Nej", dropped_along="Ja")
    cast.experiment(by=cast.ben, state="shared")
    ada = as_(cast.ada)
    for phase, expected in (("running", {told}), ("concluded", {over}), ("all", {told, over})):
        page = ada.get(f"/experiments?phase={phase}").text
        assert {it for it in Experiment.select() if str(it.uid) in page} == expected


def test_an_odd_address_is_no_accident(cast, as_):
    for query in ("phase=%00", "track=ja", "before=nej", f"before={uuid.uuid4()}"):
        assert as_(cast.ada).get(f"/experiments?{query}").status_code in (200, 404), query


def test_a_track_holds_what_the_reader_may_read(told, cast, as_):
    cast.experiment(state="planned")
    address = f"/experiments?track={cast.track.uid}"
    assert str(told.uid) in as_(cast.ben).get(address).text
    dora = as_(cast.dora).get(address)
    assert (dora.status_code, str(told.uid) in dora.text) == (200, False)
    assert as_(cast.odd).get(address).status_code == 404


def test_a_long_list_comes_in_pages_and_asks_as_little(told, cast, as_):
    ada = as_(cast.ada)
    ada.get("/experiments?phase=all")
    with count_queries() as few:
        ada.get("/experiments?phase=all")
    for _ in range(24):
        cast.experiment()
    with count_queries() as many:
        page = ada.get("/experiments?phase=all").text
    assert many.count == few.count
    assert page.count("list__item experiment") == 20
    assert "Vis ældre" in page


def test_the_door_is_closed_without_signing_in(client, told):
    for address in ("/experiments", "/experiments/new", f"/experiments/{told.uid}"):
        assert client.get(address).location.startswith("/sign-in")
    assert client.post("/experiments", data=WORDS).location.startswith("/sign-in")
