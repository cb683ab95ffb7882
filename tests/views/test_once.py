"""One letter, one effect (N3, R5): what a write answers when it carries a key from a phone."""

import threading
import uuid

import pytest
from uuid_utils.compat import uuid7

from flu import clock
from flu.models import Comment, Experiment, Receipt, SignIn
from flu.web import part
from flu.web.access import PUBLIC
from tests.absence import absent
from tests.cast import PASSWORD

WONDER = {"desk_task": "Tavlemødet tirsdag", "wondering": "Hvorfor taler vi om lister?"}


def post(client, at, data, key, **more):
    headers = {"Idempotency-Key": str(key), "HX-Request": "true", **more}
    return client.post(at, data=data, headers=headers)


def test_a_letter_is_answered_with_its_key_and_where_it_leads(cast, as_):
    key, uid = uuid7(), uuid7()
    answer = post(as_(cast.ada), "/experiments", {**WONDER, "uid": uid}, key)
    assert (answer.status_code, answer.data) == (204, b"")
    assert answer.headers["X-Flu-Op"] == str(key)
    assert answer.headers["X-Flu-Then"] == f"/experiments/{uid}"
    assert "X-Flu-Replayed" not in answer.headers


def test_the_same_letter_again_has_no_second_effect(cast, as_):
    key, client = uuid7(), as_(cast.ada)
    first = post(client, "/experiments", WONDER, key)
    again = post(client, "/experiments", WONDER, key)
    assert Experiment.select().where(Experiment.author == cast.ada).count() == 1
    assert again.headers["X-Flu-Replayed"] == "1"
    assert again.headers["X-Flu-Then"] == first.headers["X-Flu-Then"]


def test_an_answer_in_a_thread_comes_in_pieces_and_once(cast, as_):
    thread, key, client = cast.reflection(), uuid7(), as_(cast.ben)
    say = {"kind": "hears", "body": "Jeg hører, at det gik i stå", "uid": uuid7()}
    first = post(client, f"/reflections/{thread.uid}/comments", say, key)
    again = post(client, f"/reflections/{thread.uid}/comments", say, key)
    assert first.status_code == 200
    assert "Jeg hører, at det gik i stå" in first.text
    assert (again.status_code, again.data) == (204, b"")
    assert Comment.select().where(Comment.reflection == thread).count() == 1


def test_a_receipt_holds_no_word_of_the_letter(cast, as_):
    post(as_(cast.ada), "/experiments", WONDER, uuid7())
    receipt = Receipt.get()
    held = " ".join(str(getattr(receipt, name)) for name in receipt._meta.sorted_field_names)
    wrote = Experiment.get()
    assert receipt.place == f"/experiments/{wrote.uid}"
    absent("Tavlemødet", "lister", from_=held, but_in=f"{wrote.desk_task} {wrote.wondering}")


def test_another_letter_under_the_same_key_is_refused(cast, as_):
    key, client = uuid7(), as_(cast.ada)
    post(client, "/experiments", WONDER, key)
    other = post(client, "/experiments", {**WONDER, "wondering": "Noget andet"}, key)
    assert (other.status_code, other.headers["X-Flu-Reason"]) == (422, "key-reuse")


def test_somebody_elses_key_opens_nothing(cast, as_):
    key = uuid7()
    post(as_(cast.ada), "/experiments", WONDER, key)
    other = post(as_(cast.ben), "/experiments", WONDER, key)
    assert other.status_code == 422
    assert "X-Flu-Then" not in other.headers


def test_a_refusal_leaves_no_receipt_so_that_it_may_be_sent_again(cast, as_):
    key, client = uuid7(), as_(cast.ada)
    refused = post(client, "/experiments", {**WONDER, "desk_task": ""}, key)
    assert (refused.status_code, refused.headers["X-Flu-Op"]) == (422, str(key))
    assert WONDER["wondering"] in refused.text
    assert Receipt.select().count() == 0


def test_a_rule_that_says_no_undoes_the_whole_letter(cast, as_):
    experiment = cast.experiment()
    at = f"/experiments/{experiment.uid}/observations"
    answer = post(as_(cast.ada), at, {"seen_heard": "Alle talte"}, uuid7())
    assert answer.status_code == 409
    assert Receipt.select().count() == 0


def test_a_letter_without_a_session_waits(client):
    key = uuid7()
    answer = post(client, "/experiments", WONDER, key)
    assert (answer.status_code, answer.headers["X-Flu-Op"]) == (401, str(key))
    assert answer.headers["X-Flu-User"] == "-"


def test_a_letter_of_somebody_else_on_the_same_phone_waits(cast, as_):
    theirs = part.LENGTH * "0"
    answer = post(as_(cast.ada), "/experiments", WONDER, uuid7(), **{"X-Flu-User": theirs})
    assert (answer.status_code, answer.headers["X-Flu-Reason"]) == (403, "other-user")
    assert Experiment.select().count() == 0


@pytest.mark.parametrize("odd", ["ikke en nøgle", "", " ", "æøå"])
def test_a_key_that_is_none_is_told_off(cast, as_, odd):
    odd = odd.encode().decode("latin-1")
    assert post(as_(cast.ada), "/experiments", WONDER, odd).status_code == 400
    as_edit = {"X-Flu-Instead": odd}
    assert post(as_(cast.ada), "/experiments", WONDER, uuid7(), **as_edit).status_code == 400
    assert Experiment.select().count() == 0


def test_no_letter_takes_its_own_place(cast, as_):
    key = uuid7()
    answer = post(as_(cast.ada), "/experiments", WONDER, key, **{"X-Flu-Instead": str(key)})
    assert (answer.status_code, Experiment.select().count()) == (400, 0)


@pytest.mark.parametrize("odd", ["nøgle", "a\x7fb"])
def test_no_odd_key_is_put_into_the_answer(cast, as_, odd):
    answer = post(as_(cast.ada), "/experiments", WONDER, odd.encode().decode("latin-1"))
    assert (answer.status_code, answer.headers["X-Flu-Op"]) == (400, "")


def test_a_page_tells_that_nobody_is_signed_in(client):
    assert client.get("/sign-in").headers["X-Flu-User"] == "-"


def test_an_edited_letter_takes_the_place_of_the_first(cast, as_):
    first, second, client = uuid7(), uuid7(), as_(cast.ada)
    uid = uuid7()
    edited = {**WONDER, "wondering": "Rettet i elevatoren", "uid": uid}
    post(client, "/experiments", edited, second, **{"X-Flu-Instead": str(first)})
    late = post(client, "/experiments", {**WONDER, "uid": uid}, first)
    assert late.status_code == 422
    assert [it.wondering for it in Experiment.select()] == ["Rettet i elevatoren"]


def test_an_edit_of_a_letter_that_had_arrived_asks_its_writer(cast, as_):
    first, client = uuid7(), as_(cast.ada)
    post(client, "/experiments", WONDER, first)
    edited = {**WONDER, "wondering": "Rettet i elevatoren"}
    answer = post(client, "/experiments", edited, uuid7(), **{"X-Flu-Instead": str(first)})
    assert (answer.status_code, answer.headers["X-Flu-Reason"]) == (409, "arrived")
    assert [it.wondering for it in Experiment.select()] == [WONDER["wondering"]]


def test_an_edit_tells_which_version_it_became(cast, as_):
    experiment = cast.experiment()
    said = {"desk_task": "Nyt bord", "version": experiment.version}
    answer = post(as_(cast.ada), f"/experiments/{experiment.uid}", said, uuid7())
    assert int(answer.headers["X-Flu-Version"]) == experiment.version + 1


def test_what_a_phone_sends_by_itself_leaves_no_thanks_behind(cast, as_):
    client, late = as_(cast.ada), {"X-Flu-Late": "1"}
    pages = []
    for more in (late, {}):
        at = f"/experiments/{cast.experiment().uid}/pauses"
        assert post(client, at, {}, uuid7(), **more).status_code == 204
        pages.append(client.get("/now"))
    absent("Sat på pause", from_=pages[0], but_in=pages[1])


def test_what_waited_to_be_said_is_said_though_a_phone_sent_something_since(cast, as_):
    """The words of thanks of a tap, and none for the letter that came after it by itself."""
    paused, late = (f"/experiments/{cast.experiment().uid}/pauses" for _ in range(2))
    client = as_(cast.ada)
    client.post(paused)
    with client.session_transaction() as session:
        before = session["_flashes"]
    post(client, late, {}, uuid7(), **{"X-Flu-Late": "1"})
    with client.session_transaction() as session:
        assert session["_flashes"] == before


def test_what_is_only_read_leaves_no_receipt(cast, as_):
    answer = as_(cast.ada).get("/people", headers={"Idempotency-Key": str(uuid7())})
    assert (answer.status_code, Receipt.select().count()) == (200, 0)


def test_one_more_name_under_the_same_key_makes_another_letter(cast, as_):
    """A field said twice is told from the same field said once."""
    key, client = uuid7(), as_(cast.ada)
    post(client, "/experiments", WONDER, key)
    twice = {**WONDER, "wondering": [WONDER["wondering"], "Og noget til"]}
    assert post(client, "/experiments", twice, key).status_code == 422


def test_an_answer_that_leads_nowhere_tells_nothing_of_where_or_which(cast, as_):
    key, client = uuid7(), as_(cast.ada)
    post(client, f"/experiments/{cast.experiment().uid}/pauses", {}, key)
    again = post(client, f"/experiments/{Experiment.get().uid}/pauses", {}, key)
    assert "X-Flu-Version" not in again.headers
    assert again.headers["X-Flu-Then"] == f"/experiments/{Experiment.get().uid}"


def test_without_a_key_a_write_is_what_it_always_was(cast, as_):
    answer = as_(cast.ada).post("/experiments", data=WONDER)
    assert answer.status_code == 303
    assert Receipt.select().count() == 0


def test_a_page_tells_whose_it_is(cast, as_, client):
    mine = as_(cast.ada).get("/now").headers["X-Flu-User"]
    assert mine == as_(cast.ada).get("/capture").headers["X-Flu-User"]
    assert mine != as_(cast.ben).get("/now").headers["X-Flu-User"]
    assert client.get("/sign-in").headers["X-Flu-User"] == "-"


def test_every_page_tells_whose_it_is_and_what_asks_for_nobody_tells_nothing(
    cast, as_, client, app
):
    public = [
        rule.rule
        for rule in app.url_map.iter_rules()
        if "GET" in rule.methods and not rule.arguments
        and app.view_functions[rule.endpoint].decision == PUBLIC
    ]  # fmt: skip
    answers = [client.get(path) for path in public]
    pages = [answer for answer in answers if answer.mimetype == "text/html"]
    assert {answer.headers.get("X-Flu-User") for answer in pages} == {"-"}
    lives = client.get("/healthz")
    assert (lives.status_code, lives.headers.get("X-Flu-User")) == (200, None)
    ada = as_(cast.ada)
    mine = ada.get("/now").headers["X-Flu-User"]
    assert ada.get("/manifest.webmanifest").headers["X-Flu-User"] == mine != "-"


@pytest.mark.parametrize("way", ["/now", "/capture", "/kit"])
def test_a_page_with_a_form_is_the_same_page_again(cast, as_, still, way):
    client = as_(cast.ada)
    tag = client.get(way).headers["ETag"]
    assert client.get(way, headers={"If-None-Match": tag}).status_code == 304


def test_a_receipt_is_kept_for_ninety_days(cast, as_, still):
    post(as_(cast.ada), "/experiments", WONDER, uuid7())
    still.stop(clock.now() + Receipt.KEPT_FOR)
    assert Receipt.purge() == 0
    still.stop(clock.now() + Receipt.KEPT_FOR)
    assert Receipt.purge() == 1


def test_forty_at_once_are_one(cast, app, as_):
    key, answers = uuid7(), []
    clients = [as_(cast.ada) for _ in range(8)]

    def knock(client):
        for _ in range(5):
            answers.append(post(client, "/experiments", WONDER, key).status_code)

    threads = [threading.Thread(target=knock, args=[client]) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [204] * 40
    assert Experiment.select().where(Experiment.author == cast.ada).count() == 1


def test_the_kit_has_the_blank_forms_of_every_step(cast, as_):
    kit = as_(cast.ada).get("/kit").text
    for step in ("wonder", "hypotheses", "plans", "trials", "observations", "reflections"):
        assert f'data-step="{step}"' in kit
    assert "/experiments/00000000-0000-7000-8000-000000000000/plans" in kit


def test_without_a_group_there_is_no_kit(cast, as_):
    assert as_(cast.dora).get("/kit").status_code in (200, 404)
    assert as_(cast.mads).get("/kit").status_code == 404


@pytest.mark.parametrize("way", ["/offline", "/offline/capture", "/offline/outbox"])
def test_a_shell_holds_nobodys_words_and_no_name(cast, as_, client, way):
    cast.reflection()
    shell = as_(cast.ada).get(way).text
    assert cast.ada.name not in shell
    assert shell == client.get(way).text


def test_the_worker_is_one_script_at_the_root(client):
    answer = client.get("/service-worker.js")
    assert answer.mimetype == "text/javascript"
    assert answer.headers["Cache-Control"] == "no-cache"
    assert "import " not in answer.text.replace("import map", "")
    assert uuid.UUID(int=0).hex not in answer.text


def test_coming_in_with_a_key_is_no_letter(cast, client):
    """Whoever opens a public door is nobody yet, and nobody's letter leaves a receipt."""
    words = {"email": cast.ada.email, "password": PASSWORD}
    assert post(client, "/sign-in", words, uuid7()).status_code < 400
    assert client.get("/now").status_code == 200
    assert Receipt.select().count() == 0


def test_guesses_at_a_password_are_counted_with_a_key_too(cast, as_):
    client = as_(cast.ada)
    guess = {"present": "forkert", "fresh": "en-ny-lang-adgangskode"}
    answers = [post(client, "/me/password", guess, uuid7()).status_code for _ in range(12)]
    assert answers[-1] == 429


def test_ending_ones_own_device_with_a_key_ends_it(cast, as_):
    client = as_(cast.ada)
    device = SignIn.of(cast.ada).get()
    post(client, f"/devices/{device.uid}/ending", {}, uuid7())
    assert client.get("/now").status_code == 303
