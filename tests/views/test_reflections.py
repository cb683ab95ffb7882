"""Reflections: asked by a format or a try, private until shared, read as a thread."""

import re
import uuid

import pytest
from playhouse.test_utils import count_queries
from uuid_utils.compat import uuid7

from flu.models import Comment, Experiment, Format, Hiding, Reflection
from tests.absence import absent, read

ANSWERS = {"answer_1": "Jeg tav.", "answer_2": "De talte."}
OUTSIDE = ("dora", "finn", "mads", "lea", "sofus", "nina", "anker", "odd")


def write(client, **fields):
    return client.post("/reflections", data={"uid": str(uuid7()), **ANSWERS, **fields})


def address(reflection, more=""):
    return f"/reflections/{reflection.uid}{more}"


# Writing ----------------------------------------------------------------------------------------


def test_one_is_asked_this_weeks_questions_first(cast, as_):
    Format.create(programme=cast.programme, code="RF1", name="Før seancen", prompts=["Hvad nu?"])
    page = as_(cast.ada).get("/reflections/new").text
    assert "Hvad prøvede du?" in page
    assert page.index("Ugens to minutter</a>") < page.index("Før seancen</a>")


@pytest.mark.parametrize("named", ["code", "uid"])
def test_a_format_is_chosen_by_its_code_or_its_address(cast, as_, named):
    chosen = Format.create(programme=cast.programme, code="RF4", name="Svær", prompts=["Set ude?"])
    address = f"/reflections/new?format={getattr(chosen, named)}"
    assert "Set ude?" in as_(cast.ada).get(address).text


@pytest.mark.parametrize("name", ["RF99", "0", "'; --", "a35955ba-108f-4b76-af3d-51d134d76755"])
def test_a_format_that_is_none_is_not_found(cast, as_, name):
    assert as_(cast.ada).get("/reflections/new", query_string={"format": name}).status_code == 404


def test_another_programmes_format_is_not_found(cast, as_):
    away = Format.create(programme=cast.away_programme, code="X1", name="Fremmed", prompts=["?"])
    assert as_(cast.ada).get(f"/reflections/new?format={away.uid}").status_code == 404
    assert write(as_(cast.ada), format=away.uid).status_code == 404


def test_what_is_written_is_for_oneself_alone(cast, as_):
    answer = write(as_(cast.ada), format=cast.format.uid, next="keep")
    reflection = Reflection.get()
    assert answer.status_code == 303
    assert answer.location == address(reflection)
    assert reflection.visibility == "private"
    assert reflection.answers[1] == {"prompt": "Hvad lagde du mærke til?", "answer": "De talte."}
    for who in ("ben", "cleo", *OUTSIDE):
        assert as_(getattr(cast, who)).get(address(reflection)).status_code == 404


def test_save_and_share_leads_to_the_question_who_may_read(cast, as_):
    answer = write(as_(cast.ada), format=cast.format.uid, next="share")
    assert answer.location == address(Reflection.get(), "/visibility/edit")
    assert Reflection.get().visibility == "private"


def test_the_first_answer_is_needed_and_nothing_typed_is_lost(cast, as_):
    answer = write(as_(cast.ada), format=cast.format.uid, answer_1="  ", answer_3="Og så?")
    assert answer.status_code == 422
    assert "Og så?" in answer.text
    assert "Resten kan vente" in answer.text
    assert Reflection.select().count() == 0


def test_after_a_try_any_one_answer_is_enough(cast, as_):
    experiment = cast.experiment(state="observed")
    page = as_(cast.ada).get(f"/reflections/new?experiment={experiment.uid}").text
    assert "Hvad overraskede dig?" in page
    sent = {"answer_1": "", "answer_2": "", "answer_3": "Tie.", "experiment": experiment.uid}
    assert write(as_(cast.ada), **sent).status_code == 303
    assert Experiment.get().state == "reflected"
    assert Reflection.get().experiment == experiment
    assert write(as_(cast.ada), **{**sent, "answer_3": " "}).status_code == 422


@pytest.mark.parametrize("who, status", [("ada", 200), ("ben", 403), ("dora", 404), ("odd", 404)])
def test_nobody_reflects_on_anothers_try_but_under_it(cast, as_, who, status):
    experiment = cast.experiment(state="shared")
    person = as_(getattr(cast, who))
    assert person.get(f"/reflections/new?experiment={experiment.uid}").status_code == status
    assert write(person, experiment=experiment.uid).status_code == (
        303 if status == 200 else status
    )


def test_a_leader_without_a_programme_may_write_freely(cast, as_):
    page = as_(cast._extra("Ny Leder", "Pleje")).get("/reflections/new")
    assert "Hvad overraskede dig?" in page.text


def test_the_same_letter_twice_is_one_reflection(cast, as_):
    uid = uuid7()
    ada = as_(cast.ada)
    first, again = write(ada, uid=uid), write(ada, uid=uid, answer_1="Noget andet")
    assert first.location == again.location
    assert [r.text for r in Reflection.select()] == ["Jeg tav.\n\nDe talte."]
    stolen = write(as_(cast.ben), uid=uid)
    assert stolen.status_code == 409
    assert Reflection.select().count() == 1


@pytest.mark.parametrize("text", ["Hun er 010203-1234.", "Nul\x00byte", "x" * 4001])
def test_what_cannot_be_kept_is_refused_with_the_text_kept(cast, as_, text):
    answer = write(as_(cast.ada), format=cast.format.uid, answer_2=text)
    assert answer.status_code == 422
    assert "Jeg tav." in answer.text
    assert Reflection.select().count() == 0


def test_a_strange_uid_is_drawn_anew(cast, as_):
    assert write(as_(cast.ada), uid="0" * 36).status_code == 303
    assert Reflection.get().uid.version == 7


def test_a_private_kind_offers_no_sharing(cast, as_):
    tank = Format.create(
        programme=cast.programme, code="RF11", name="Overskud", prompts=["Tank?"], private=True
    )
    alone, with_others = (
        as_(cast.ada).get(f"/reflections/new?format={code}") for code in ("RF11", "RF3")
    )
    absent("Gem og del", from_=alone, but_in=with_others)
    answer = write(as_(cast.ada), format=tank.uid, next="share")
    assert answer.location == address(Reflection.get())
    kept = (answer.location, address(cast.reflection(visibility="private")))
    pages = [read(as_(cast.ada).get(place)) for place in kept]
    now, other = (re.sub(r"<details.*?</details>", "", page, flags=re.S) for page in pages)
    absent("visibility/edit", from_=now, but_in=other)


def test_who_has_not_signed_in_is_led_to_the_door(client):
    for path in ("/reflections", "/reflections/new", f"/reflections/{uuid.uuid4()}"):
        assert client.get(path).location.startswith("/sign-in?next=")
    assert client.post("/reflections", data=ANSWERS).location.startswith("/sign-in")


# Reading ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["ada", "ben", "hedda", "cleo"])
def test_the_group_reads_what_is_shared(cast, as_, who):
    page = as_(getattr(cast, who)).get(address(cast.reflection()))
    assert page.status_code == 200
    assert "Jeg tav i fire minutter." in page.text
    assert 'data-audience="5"' in page.text


@pytest.mark.parametrize("who", OUTSIDE)
def test_an_outsider_finds_what_a_stranger_finds(cast, as_, who):
    client = as_(getattr(cast, who))
    shared = client.get(address(cast.reflection()))
    missing = client.get(f"/reflections/{uuid.uuid4()}")
    assert (shared.status_code, shared.data) == (404, missing.data)


def test_both_sides_of_the_try_stand_in_the_thread(cast, as_):
    experiment = cast.experiment(state="shared")
    thread = Reflection.get(Reflection.experiment == experiment)
    page = as_(cast.ben).get(address(thread)).text
    for words in ("Jeg ventede", "De tier", "Jeg så", "Tre tog ordet.", "Forseglet", "Delt"):
        assert words in page


def test_a_shared_reflection_does_not_show_a_private_try(cast, as_):
    reflection = cast.reflection(on=cast.experiment(state="observed"))
    page = as_(cast.ben).get(address(reflection)).text
    assert "Jeg tav" in page
    assert "De tier" not in page
    assert "De tier" in as_(cast.ada).get(address(reflection)).text


def test_answers_stand_in_the_order_of_arrival(cast, as_):
    thread = cast.reflection()
    cast.comment(on=thread, body="Først")
    cast.comment(on=thread, by=cast.hedda, kind="hears", body="Dernæst")
    page = as_(cast.ada).get(address(thread)).text
    assert page.index("Først") < page.index("Dernæst")
    assert "Jeg undrer mig</b>" in page
    assert "Jeg hører</b>" in page


def test_a_long_thread_is_read_page_by_page(cast, as_):
    thread = cast.reflection()
    for n in range(45):
        cast.comment(on=thread, body=f"Svar nummer {n:02}")
    seen, path, pages = [], address(thread), 0
    while path:
        page = as_(cast.eli).get(path).text
        seen += re.findall(r"Svar nummer (\d\d)", page)
        more = re.search(r'id="further" href="([^"]+)"', page)
        path, pages = more and more[1], pages + 1
    assert seen == [f"{n:02}" for n in range(45)]
    assert pages == 3


def test_a_strange_key_finds_nothing_and_breaks_nothing(cast, as_):
    thread = cast.comment().reflection
    assert as_(cast.ben).get(address(thread, "?after=x")).status_code == 404
    assert as_(cast.ben).get(address(thread, f"?after={uuid.uuid4()}")).status_code == 200


def test_a_paused_answer_leaves_a_place_and_nothing_else(cast, as_):
    comment = cast.comment(body="Bent fra Nordhøj", by=cast.eli)
    comment.paused_at = comment.created_at
    comment.save()
    page = as_(cast.ben).get(address(comment.reflection)).text
    assert "Et svar er sat på pause" in page
    assert "Bent" not in page
    assert "Eli" not in page
    for who in (cast.eli, cast.cleo):
        assert "Bent fra Nordhøj" in as_(who).get(address(comment.reflection)).text


@pytest.mark.parametrize("who", ["ada", "ben", "cleo"])
def test_a_thread_costs_six_queries_however_long(cast, as_, who):
    thread, client = cast.reflection(), as_(getattr(cast, who))
    client.get(address(thread))
    spent = []
    for more in (1, 199):
        for n in range(more):
            cast.comment(on=thread, by=(cast.ben, cast.hedda, cast.eli)[n % 3], kind="hears")
        with count_queries() as queries:
            assert client.get(address(thread)).status_code == 200
        spent.append(queries.count)
    assert spent[0] == spent[1] <= 6


def test_my_reflections_cost_the_same_however_many(cast, as_):
    client, spent = as_(cast.ada), []
    for more in (1, 24):
        for _ in range(more):
            cast.comment(on=cast.reflection())
        with count_queries() as queries:
            page = client.get("/reflections").text
        spent.append(queries.count)
    assert spent[0] == spent[1] <= 8
    assert page.count("<article") == 20
    older = re.search(r'href="(/reflections\?before=[^"]+)"', page)[1]
    assert as_(cast.ada).get(older).text.count("<article") == 5


def test_an_empty_list_teaches(cast, as_):
    page = as_(cast.ben).get("/reflections").text
    assert "Skriv den første" in page
    assert "empty__example" in page


def test_only_my_own_stand_among_my_reflections(cast, as_):
    cast.reflection(answer="Adas egen")
    ben, ada = (as_(who).get("/reflections") for who in (cast.ben, cast.ada))
    absent("Adas egen", from_=ben, but_in=ada)


# Changing ---------------------------------------------------------------------------------------


def rewrite(client, reflection, **fields):
    data = {"answer_1": "Ny tekst", "version": reflection.version, **fields}
    return client.post(address(reflection), data=data)


def test_an_author_writes_it_better_and_changes_the_wish(cast, as_):
    reflection = cast.reflection()
    assert "Jeg tav i fire" in as_(cast.ada).get(address(reflection, "/edit")).text
    answer = rewrite(as_(cast.ada), reflection, wants=["challenge", "listen"])
    assert answer.status_code == 303
    after = Reflection.get()
    assert (after.text, after.wants, after.version) == ("Ny tekst", ["challenge", "listen"], 2)
    assert "Ny tekst" in as_(cast.ben).get(address(reflection)).text


@pytest.mark.parametrize("who, status", [("ben", 403), ("cleo", 403), *((w, 404) for w in OUTSIDE)])
def test_nobody_changes_anothers_words(cast, as_, who, status):
    reflection = cast.reflection()
    client = as_(getattr(cast, who))
    assert client.get(address(reflection, "/edit")).status_code == status
    assert rewrite(client, reflection).status_code == status
    assert Reflection.get().text == "Jeg tav i fire minutter."


@pytest.mark.parametrize(
    "fields", [{"answer_1": " "}, {"wants": "praise"}, {"answer_1": "x" * 4001}]
)
def test_a_change_that_is_none_is_refused(cast, as_, fields):
    assert rewrite(as_(cast.ada), cast.reflection(), **fields).status_code == 422
    assert Reflection.get().text == "Jeg tav i fire minutter."


def test_two_changes_at_once_lose_neither_text(cast, as_):
    reflection = cast.reflection()
    assert rewrite(as_(cast.ada), reflection, answer_1="Fra telefonen").status_code == 303
    answer = rewrite(as_(cast.ada), reflection, answer_1="Fra bordet")
    assert answer.status_code == 409
    assert "Fra bordet" in answer.text
    assert "Fra telefonen" in answer.text
    assert Reflection.get().text == "Fra telefonen"
    assert rewrite(as_(cast.ada), Reflection.get(), answer_1="Begge").status_code == 303


def test_a_version_that_is_none_is_taken_as_not_told(cast, as_):
    assert rewrite(as_(cast.ada), cast.reflection(), version="²x").status_code == 303


def test_what_moderation_covers_is_rewritten_where_it_was_told(cast, as_):
    reflection = cast.reflection(answer="Bent sagde det.")
    hiding = Hiding.mask(reflection, ["Bent"], rule="identifiable", reason="x", by=cast.cleo)
    edit = as_(cast.ada).get(address(reflection, "/edit"))
    assert edit.location == f"/hidings/{hiding.uid}/revision/new"
    answer = rewrite(as_(cast.ada), reflection, answer_1="Nogen sagde det for længe siden.")
    assert answer.status_code == 409
    assert "Nogen sagde det for længe siden." in answer.text


def test_the_empty_thread_says_how_to_begin(cast, as_):
    page = as_(cast.ben).get(address(cast.reflection())).text
    assert "Begynd med det, du hører" in page
    assert "Læs to gange, svar én gang." in page
    assert Comment.select().count() == 0
