"""Widening and narrowing: exact numbers first, reversible; answers travel as agreed (N4, N5)."""

import re

import pytest
from playhouse.test_utils import count_queries

from flu import clock
from flu.models import Comment, Experiment, Format, Group, Reflection
from tests.absence import absent

OUTSIDE = ("dora", "finn", "mads", "lea", "sofus", "nina", "anker", "odd")


@pytest.fixture
def draft(cast):
    return cast.reflection(visibility="private")


def place(reflection, more=""):
    return f"/reflections/{reflection.uid}/visibility{more}"


def share(client, reflection, visibility="group", **fields):
    return client.post(place(reflection), data={"visibility": visibility, **fields})


def people(cast):
    return [person for person in vars(cast).values() if hasattr(person, "email")]


def who_gets_it(cast, as_, reflection):
    address = f"/reflections/{reflection.uid}"
    return {p for p in people(cast) if as_(p).get(address).status_code == 200}


def test_the_circles_are_told_with_exact_numbers_before_one_shares(cast, as_, draft):
    page = as_(cast.ada).get(place(draft, "/edit")).text
    for reach, words in (("group", "Broen · "), ("cohort", ""), ("organisation", "")):
        told = int(re.search(rf'value="{reach}".*?{words}(\d+) kan læse', page, re.S)[1])
        share(as_(cast.ada), draft, reach)
        assert told == Reflection.get().readers().count()
    assert "Hedda Prøve" in page
    assert "Nina" not in page


@pytest.mark.parametrize("reach", ["group", "cohort", "organisation", "private"])
def test_the_number_told_is_those_who_get_the_page(cast, as_, draft, reach):
    share(as_(cast.ada), draft, "cohort")
    assert share(as_(cast.ada), draft, reach).status_code == 303
    item = Reflection.get()
    readers = set(item.readers())
    page = as_(cast.ada).get(f"/reflections/{item.uid}").text
    assert f'data-audience="{len(readers)}"' in page
    assert who_gets_it(cast, as_, item) == readers & set(people(cast))


def test_whoever_joined_after_the_first_sharing_is_not_counted_either(still, cast, as_):
    reflection = cast.reflection()
    still.stop(clock.now().replace(hour=15))
    late = cast.broen.memberships.model.create(group=cast.broen, user=cast.lea)
    cast.accept(cast.broen, [cast.lea])
    assert late.reads_from > reflection.shared_at
    page = as_(cast.ada).get(place(reflection, "/edit")).text
    assert "Broen · 5 kan læse" in page
    new = cast.reflection(visibility="private")
    assert "Broen · 6 kan læse" in as_(cast.ada).get(place(new, "/edit")).text


def test_sharing_tells_whom_and_how_many(cast, as_, draft):
    client = as_(cast.ada)
    answer = share(client, draft, wants=["challenge"])
    assert answer.status_code == 303
    page = client.get(answer.location).text
    assert "Delt med Broen. 5 kan læse" in page
    assert "ønsker: udfordr mig" in page
    assert Reflection.get().shared_at is not None


def test_narrowing_hides_the_answers_with_it_and_widening_brings_them_back(cast, as_):
    comment = cast.comment()
    thread, address = comment.reflection, f"/reflections/{comment.reflection.uid}"
    assert "bliver det ene svar gemt" in as_(cast.ada).get(place(thread, "/edit")).text
    share(as_(cast.ada), thread, "private")
    assert as_(cast.ben).get(address).status_code == 404
    assert list(Comment.visible_to(cast.hedda)) == []
    assert comment.body in as_(cast.ada).get(address).text
    share(as_(cast.ada), thread, "group")
    assert comment.body in as_(cast.hedda).get(address).text


def test_earlier_answers_stay_with_the_group_until_their_author_says_yes(cast, as_):
    comment = cast.comment()
    thread, address = comment.reflection, f"/reflections/{comment.reflection.uid}"
    share(as_(cast.ada), thread, "cohort")
    ada, ben, dora, hedda = (
        as_(who).get(address) for who in (cast.ada, cast.ben, cast.dora, cast.hedda)
    )
    absent(comment.body, from_=dora, but_in=hedda)
    absent("Ét svar er blevet i den mindre kreds", from_=hedda, but_in=ada)
    absent("Lad svaret følge med", from_=hedda, but_in=ben)

    said = as_(cast.ben).post(f"/comments/{comment.uid}/following")
    assert said.status_code == 303
    assert comment.body in as_(cast.dora).get(address).text
    absent("Ét svar er blevet i den mindre kreds", from_=as_(cast.ada).get(address), but_in=ada)

    assert as_(cast.ben).post(f"/comments/{comment.uid}/following/undo").status_code == 303
    absent(comment.body, from_=as_(cast.dora).get(address), but_in=hedda)


@pytest.mark.parametrize(
    "who, status", [("ada", 403), ("hedda", 403), ("cleo", 403), ("dora", 404), ("mads", 404)]
)
def test_nobody_else_lets_an_answer_travel(cast, as_, who, status):
    comment = cast.comment()
    share(as_(cast.ada), comment.reflection, "cohort")
    for path in ("following", "following/undo"):
        assert as_(getattr(cast, who)).post(f"/comments/{comment.uid}/{path}").status_code == status
    assert Comment.get().visibility == "group"


def test_an_answer_that_has_nowhere_to_follow_stays(cast, as_):
    comment = cast.comment()
    assert as_(cast.ben).post(f"/comments/{comment.uid}/following").status_code == 303
    assert Comment.get().visibility == "group"


def test_a_thread_with_answers_that_stay_behind_costs_the_same(cast, as_):
    comment = cast.comment()
    share(as_(cast.ada), comment.reflection, "cohort")
    client, spent = as_(cast.ben), []
    client.get(f"/reflections/{comment.reflection.uid}")
    for _ in range(2):
        with count_queries() as queries:
            client.get(f"/reflections/{comment.reflection.uid}")
        spent.append(queries.count)
        for _ in range(15):
            Comment.post("x", kind="hears", on=Reflection.get(), by=cast.hedda)
    assert spent[0] == spent[1] <= 6


@pytest.mark.parametrize("who, status", [("ben", 403), ("cleo", 403), *((w, 404) for w in OUTSIDE)])
def test_nobody_shares_anothers_reflection(cast, as_, who, status):
    reflection, client = cast.reflection(), as_(getattr(cast, who))
    assert client.get(place(reflection, "/edit")).status_code == status
    assert share(client, reflection, "organisation").status_code == status
    assert Reflection.get().visibility == "group"


@pytest.mark.parametrize("fields", [
    {"visibility": ""}, {"visibility": "world"}, {"group": "x"}, {"wants": "praise"},
])  # fmt: skip
def test_a_choice_that_is_none_is_refused(cast, as_, draft, fields):
    answer = share(as_(cast.ada), draft, **{"visibility": "group", **fields})
    assert answer.status_code == 422
    assert Reflection.get().visibility == "private"


def test_a_foreign_group_is_no_choice(cast, as_, draft):
    answer = share(as_(cast.ada), draft, group=cast.taarnet.uid)
    assert answer.status_code == 422
    assert Reflection.get().visibility == "private"


def test_one_who_sits_in_two_groups_is_asked_which(cast, as_, draft):
    cast.broen.memberships.model.create(group=cast.taarnet, user=cast.ada)
    cast.accept(cast.taarnet, [cast.ada])
    page = as_(cast.ada).get(place(draft, "/edit")).text
    assert "Tårnet · 6 kan læse" in page
    assert share(as_(cast.ada), draft).status_code == 422
    assert share(as_(cast.ada), draft, group=cast.taarnet.uid).status_code == 303
    assert Reflection.get().group == cast.taarnet
    assert as_(cast.dora).get(f"/reflections/{draft.uid}").status_code == 200
    assert as_(cast.ben).get(f"/reflections/{draft.uid}").status_code == 404


def test_at_another_table_newcomers_read_from_when_it_came_there(still, cast, as_):
    reflection = cast.reflection()
    still.stop(clock.now().replace(hour=15))
    cast.broen.memberships.model.create(group=cast.taarnet, user=cast.ada)
    cast.broen.memberships.model.create(group=cast.taarnet, user=cast.lea)
    cast.accept(cast.taarnet, [cast.ada, cast.lea])
    share(as_(cast.ada), reflection, group=cast.taarnet.uid)
    assert as_(cast.lea).get(f"/reflections/{reflection.uid}").status_code == 200


def test_without_an_accepted_agreement_there_is_nobody_to_share_with(cast, as_):
    draft = Reflection.post([{"prompt": "?", "answer": "Mit"}], by=cast.nina)
    page = as_(cast.nina).get(place(draft, "/edit")).text
    assert "Sig ja til gruppens aftale først" in page
    assert 'value="group"' not in page
    assert share(as_(cast.nina), draft, group=cast.broen.uid).status_code == 422
    assert Reflection.get().visibility == "private"


def test_a_private_kind_cannot_be_shared(cast, as_):
    tank = Format.create(
        programme=cast.programme, code="RF11", name="Overskud", prompts=["Tank?"], private=True
    )
    reflection = Reflection.post([{"prompt": "Tank?", "answer": "Halv"}], by=cast.ada, format=tank)
    assert "kun til dig selv" in as_(cast.ada).get(place(reflection, "/edit")).text
    assert share(as_(cast.ada), reflection).status_code == 409
    assert Reflection.get().visibility == "private"


def test_names_and_places_are_asked_about_and_stop_nothing(cast, as_):
    draft = cast.reflection(visibility="private", answer="Ben tog Nørregade 12 og 26 12 34 56.")
    page = as_(cast.ada).get(place(draft, "/edit")).text
    for word in ("Ben", "Nørregade 12", "26 12 34 56"):
        assert f"<mark>{word}</mark>" in page
    assert share(as_(cast.ada), draft).status_code == 303


def test_a_civil_number_goes_nowhere(cast, as_, draft):
    Reflection.update(answers=[{"prompt": "?", "answer": "CPR 010203-1234"}]).execute()
    answer = share(as_(cast.ada), draft)
    assert answer.status_code == 422
    assert "CPR-nummer" in answer.text
    assert Reflection.get().visibility == "private"


def test_the_try_does_not_follow_unasked(cast, as_):
    reflection = cast.reflection(on=cast.experiment(state="observed"), visibility="private")
    assert "Prøvehandlingen følger ikke med" in as_(cast.ada).get(place(reflection, "/edit")).text
    share(as_(cast.ada), reflection)
    assert Experiment.get().visibility == "private"


def test_who_has_not_signed_in_is_led_to_the_door(client, draft):
    assert client.get(place(draft, "/edit")).location.startswith("/sign-in?next=")
    assert share(client, draft).location.startswith("/sign-in")
    assert Reflection.get().visibility == "private"


def test_a_closed_group_is_no_table_to_share_at(cast, as_, draft):
    Group.update(archived_at=clock.now()).where(Group.id == cast.broen.id).execute()
    assert share(as_(cast.ada), draft).status_code == 422
