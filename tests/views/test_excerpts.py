"""A part of one's portfolio goes out after its author saw exactly what and with whom (S42)."""

import re

import pytest
from uuid_utils.compat import uuid7
from werkzeug.datastructures import MultiDict

from flu.models import Experiment, Format, Habit, Reflection
from tests.absence import absent, read

SECRET = "Det her bliver hjemme"


@pytest.fixture
def told(cast):
    """A try that became a practice, and what stays with its owner."""
    it = cast.experiment(state="reflected")
    it.write(takeaway="Ti, til nogen siger noget.", desk_task=SECRET, employee_voice=SECRET)
    it.conclude("adopted", by=cast.ada, practice_when="Hver tirsdag", practice_stops="At læse op")
    Habit.notice(trigger=SECRET, old_response="o", replacement="r", by=cast.ada)
    return Experiment.get_by_id(it.id)


def keys(it, *kinds):
    return [f"{kind}-{it.uid}" for kind in kinds]


def previewed(client, parts):
    return client.get("/excerpts/new", query_string=MultiDict([("part", part) for part in parts]))


def digest(page):
    return re.search(r'name="shown" value="([0-9a-f]{64})"', page.text)[1]


def send(client, parts, reach="group", **more):
    fields = {"shown": digest(previewed(client, parts)), "wants": "questions", **more}
    pairs = [("part", part) for part in parts] + [("visibility", reach), *fields.items()]
    return client.post("/excerpts", data=MultiDict(pairs))


def test_nothing_is_chosen_beforehand(told, cast, as_):
    page = as_(cast.ada).get("/excerpts/new").text
    assert page.count('name="part"') == 4  # lesson, practice, story, and what was reflected
    assert "checked" not in page
    assert 'id="preview"' not in page
    assert SECRET not in page


def test_the_preview_is_what_goes_out_and_who_reads_it(told, cast, as_):
    ada, chosen = as_(cast.ada), keys(told, "lesson", "practice")
    preview = previewed(ada, chosen)
    names = preview.text.split('class="audience__people"')[1].split("</ul>")[0]
    number = int(re.search(r'data-audience="(\d+)"', preview.text)[1])
    answer = send(ada, chosen)
    excerpt = Reflection.get(Reflection.is_excerpt)
    assert (answer.status_code, answer.location) == (303, f"/reflections/{excerpt.uid}")
    readers = [person.name for person in excerpt.readers()]
    assert re.findall(r"<li>(.*?)</li>", names) == readers
    assert number == len(readers)
    assert [told_["answer"] for told_ in excerpt.answers] == [
        "Ti, til nogen siger noget.", "Hver tirsdag\n\nHolder op med: At læse op",
    ]  # fmt: skip
    page, own = as_(cast.ben).get(answer.location), ada.get(f"/experiments/{told.uid}")
    for words in ("Ti, til nogen siger noget.", "Hver tirsdag"):
        assert words in preview.text
        assert words in page.text
    absent(SECRET, told.if_i, told.seen_heard, "Stilheden.", from_=page, but_in=own)


def test_a_story_keeps_the_desk_task_at_home(told, cast, as_):
    page = as_(cast.ben).get(send(as_(cast.ada), keys(told, "story")).location).text
    assert told.if_i in page and told.seen_heard in page
    assert SECRET not in page


def test_it_stands_in_the_groups_feed_and_is_taken_back(told, cast, as_):
    ada, ben = as_(cast.ada), as_(cast.ben)
    where = send(ada, keys(told, "lesson")).location
    feed = ben.get(f"/groups/{cast.broen.uid}")
    assert "Ti, til nogen siger noget." in feed.text
    assert ada.post(f"{where}/withdrawal").status_code == 303
    assert ben.get(where).status_code == 404
    absent("Fra porteføljen", from_=ben.get(f"/groups/{cast.broen.uid}"), but_in=feed)


@pytest.mark.parametrize("who", ["mads", "lea", "sofus", "dora", "nina", "anker", "odd"])
def test_whoever_it_was_not_shared_with_meets_nothing(told, cast, as_, who):
    where = send(as_(cast.ada), keys(told, "lesson")).location
    assert as_(getattr(cast, who)).get(where).status_code == 404


def test_nobody_above_reads_what_went_to_the_cohort(told, cast, as_):
    where = send(as_(cast.ada), keys(told, "lesson"), reach="cohort").location
    assert as_(cast.dora).get(where).status_code == 200
    for who in ("mads", "sofus", "lea", "odd"):
        assert as_(getattr(cast, who)).get(where).status_code == 404, who


def test_the_same_letter_twice_is_one(told, cast, as_):
    ada, uid = as_(cast.ada), str(uuid7())
    first, again = (send(ada, keys(told, "lesson"), uid=uid) for _ in range(2))
    assert first.location == again.location == f"/reflections/{uid}"
    assert Reflection.select().where(Reflection.is_excerpt).count() == 1


def test_what_was_changed_since_it_was_shown_is_shown_again(told, cast, as_):
    ada, chosen = as_(cast.ada), keys(told, "lesson")
    shown = digest(previewed(ada, chosen))
    Experiment.update(takeaway="Helt andre ord").execute()
    answer = send(ada, chosen, shown=shown)
    assert answer.status_code == 422
    assert "Helt andre ord" in answer.text
    assert Reflection.select().where(Reflection.is_excerpt).count() == 0


@pytest.mark.parametrize("parts, more", [
    ([], {}), (["lesson-x"], {}), (None, {"visibility": "private"}), (None, {"visibility": ""}),
])  # fmt: skip
def test_what_cannot_be_shared_is_asked_again(told, cast, as_, parts, more):
    chosen = keys(told, "lesson") if parts is None else parts
    pairs = [("part", part) for part in chosen] + [("visibility", "group"), ("shown", "x")]
    data = MultiDict(pairs)
    data.update(more)
    assert as_(cast.ada).post("/excerpts", data=data).status_code == 422
    assert Reflection.select().where(Reflection.is_excerpt).count() == 0


def test_nobody_chooses_from_anothers_portfolio(told, cast, as_):
    cast.experiment(by=cast.ben, state="shared")
    page, own = (previewed(as_(who), keys(told, "lesson", "story")) for who in (cast.ben, cast.ada))
    choice, hers = (re.findall(r'value="([^"]+)"', read(it)) for it in (page, own))
    absent(f"lesson-{told.uid}", from_=choice, but_in=hers)
    absent('id="preview"', from_=page, but_in=own)
    assert page.status_code == 200 and str(told.uid) not in page.text.split("<form")[0]


def test_a_private_kind_and_what_moderation_holds_are_no_choice(told, cast, as_):
    tank = Format.create(
        programme=cast.programme, code="RF11", name="Overskud", prompts=["?"], private=True
    )
    Reflection.post([{"prompt": "?", "answer": "Halvt fuld"}], by=cast.ada, format=tank)
    held = cast.reflection(answer="Under samtale")
    hiding = cast.hiding(held)
    page = as_(cast.ada).get("/excerpts/new")
    hiding.lift(by=cast.cleo)
    Format.update(private=False).execute()
    open_ = as_(cast.ada).get("/excerpts/new")
    absent("Halvt fuld", "Under samtale", from_=page, but_in=open_)


def test_whoever_sits_at_no_table_has_no_such_page(told, cast, as_):
    for who in ("mads", "lea", "sofus", "anker"):
        assert as_(getattr(cast, who)).get("/excerpts/new").status_code == 404, who
        assert as_(getattr(cast, who)).post("/excerpts").status_code == 404, who


def test_the_excerpt_is_not_told_again_in_the_portfolio(told, cast, as_):
    send(as_(cast.ada), keys(told, "practice"))
    assert as_(cast.ada).get("/me/portfolio").text.count("At læse op") == 1
