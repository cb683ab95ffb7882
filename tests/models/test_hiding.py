"""A hiding: what it covers, whose desk it lies on, and that nothing of it stays behind (I7)."""

from datetime import timedelta

import pytest

from flu.models import Agreement, Event, Flag, Group, Hiding, Reflection
from flu.models.hiding import MASK
from flu.models.post import find_post
from flu.models.refusal import Refused

WORDS = {"rule": "identifiable", "reason": "Kan genkendes", "by": None}
SAID = "Bent fra Nordhøj, bent over bordet; Bente tav."


def fresh(row):
    return type(row).get_by_id(row.id)


def pause(cast, post):
    return Hiding.pause(post, **WORDS | {"by": cast.cleo})


def mask(cast, post, *words):
    return Hiding.mask(post, words or ["Bent"], **WORDS | {"by": cast.cleo})


def log(group):
    return [event.verb for event in Event.log_of(group) if event.verb.startswith("hiding")]


def test_a_mask_covers_whole_words_in_any_case_and_of_answers_the_answers(cast):
    comment, thread = cast.comment(body=SAID), cast.reflection(answer=SAID)
    for post in (comment, thread):
        mask(cast, post, "Bent", "Nordhøj")
    covered = f"{MASK} fra {MASK}, {MASK} over bordet; Bente tav."
    assert fresh(comment).body == covered
    assert fresh(thread).answers == [{"prompt": "Hvad lagde du mærke til?", "answer": covered}]
    assert fresh(thread).version == 2
    question = {"prompt": "Hvad lagde du mærke til?", "answer": SAID}
    assert [hiding.written for hiding in Hiding.select()] == [SAID, [question]]
    assert [hiding.texts for hiding in Hiding.select()] == [[SAID], [SAID]]


def test_a_word_that_does_not_stand_there_is_not_covered(cast):
    thread = cast.reflection(answer=SAID)
    assert Hiding.finds(["Grethe", "Nordhøj"], thread)
    for words in (["Grethe"], ["Nord"], []):
        assert not Hiding.finds(words, thread)
        with pytest.raises(Refused, match=r"hiding\.word_missing"):
            mask(cast, thread, *words or ["høj"])
    assert fresh(thread).text == SAID and not Hiding.select().exists()


def test_the_reason_does_not_say_again_what_is_hidden(cast):
    thread = cast.reflection(answer=SAID)
    told = WORDS | {"by": cast.cleo, "reason": "Her står bent ved navn"}
    with pytest.raises(Refused, match=r"hiding\.word_told"):
        Hiding.mask(thread, ["Nordhøj", "Bent"], **told)
    assert fresh(thread).text == SAID
    assert mask(cast, thread, "Bent").reason == WORDS["reason"]


@pytest.mark.parametrize("first", [pause, mask])
@pytest.mark.parametrize("second", [pause, mask])
def test_what_is_hidden_is_not_hidden_again(cast, first, second):
    thread, other = cast.reflection(answer=SAID), cast.reflection(answer=SAID)
    first(cast, thread)
    with pytest.raises(Refused, match=r"hiding\.open"):
        second(cast, thread)
    second(cast, other)  # another one may be
    assert Hiding.select().count() == 2


def test_a_hiding_is_of_one_post_and_not_of_another_with_its_number(cast):
    """The first comment and the first reflection have the same key."""
    comment = cast.comment(body=SAID)
    thread, by = comment.reflection, {"by": cast.cleo}
    assert comment.id == thread.id
    hiding = pause(cast, comment)
    assert Hiding.open_on(comment) == Hiding.concerning(comment) == hiding
    assert Hiding.open_on(thread) is None and Hiding.concerning(thread) is None
    Hiding.refuse_changes(thread)
    with pytest.raises(Refused, match=r"hiding\.rewrite"):
        Hiding.refuse_changes(comment)
    assert fresh(comment).paused_at and not fresh(thread).paused_at
    hiding.lift(**by)
    Hiding.refuse_changes(comment)
    assert Hiding.open_on(comment) is None and Hiding.concerning(comment) is None


def test_it_settles_the_flags_on_this_post_that_wait(cast, still, noon):
    comment = cast.comment()
    thread = comment.reflection
    flags = [Flag.raise_on(post, "Et navn", by=cast.eli) for post in (comment, thread)]
    done = Flag.raise_on(comment, "Et navn", by=cast.hedda)
    done.settle()
    still.stop(noon + timedelta(hours=1))
    pause(cast, comment)
    assert [fresh(flag).settled_at for flag in (*flags, done)] == [
        noon + timedelta(hours=1), None, noon,
    ]  # fmt: skip


def test_it_lies_on_the_authors_page_and_on_the_desk_of_the_facilitator_there(cast):
    """Not on that of whoever facilitates elsewhere, nor on any before the promise is accepted."""
    mine, bens = cast.reflection(answer=SAID), cast.comment(body=SAID)
    hidings = [pause(cast, mine), mask(cast, bens)]
    for who, seen, own in (
        ("ada", [0], [0]), ("ben", [1], [1]), ("cleo", [0, 1], []), ("finn", [], []),
        ("hedda", [], []), ("lea", [], []), ("mads", [], []),
    ):  # fmt: skip
        person = getattr(cast, who)
        assert list(Hiding.visible_to(person)) == [hidings[n] for n in seen]
        assert list(Hiding.of_author(person)) == [hidings[n] for n in own]
        assert list(Hiding.on_posts_of(person)) == [hidings[n] for n in own]
        assert list(Hiding.tended(person)) == (hidings if who == "cleo" else [])
        assert [hidings[0].lifted_by(person), hidings[0].answered_by(person)] == [
            who == "cleo", who == "ada",
        ]  # fmt: skip
    Agreement.propose(cast.broen, by=cast.ada, text="Forfra")
    assert not Hiding.tended(cast.cleo).exists()
    assert list(Hiding.visible_to(cast.ada)) == [hidings[0]]


@pytest.mark.parametrize("gone", ["withdrawn", "narrowed"])
def test_what_its_author_took_home_lies_on_no_desk(cast, gone):
    mine, comment = cast.reflection(answer=SAID), cast.comment(body=SAID)
    for post in (mine, comment):
        mask(cast, post)
    for post in (mine, comment.reflection):  # an answer goes with its thread
        if gone == "withdrawn":
            post.withdraw()
        else:
            post.share(visibility="private", group=None, by=cast.ada)
    assert list(Hiding.tended(cast.cleo)) == []
    assert [hiding.subject for hiding in Hiding.visible_to(cast.ada)] == [mine]
    assert [hiding.subject for hiding in Hiding.visible_to(cast.ben)] == [comment]


def test_an_opened_one_is_no_more_but_in_what_one_takes_along(cast):
    hiding = pause(cast, cast.reflection(answer=SAID))
    hiding.lift(by=cast.cleo)
    for people in (Hiding.visible_to(cast.ada), Hiding.of_author(cast.ada)):
        assert not people.exists()
    assert list(Hiding.on_posts_of(cast.ada)) == [hiding]


def test_new_words_wait_until_the_facilitator_opens_and_are_asked_for_once(cast, still, noon):
    comment = cast.comment(body=SAID)
    hiding = mask(cast, comment)
    still.stop(noon + timedelta(hours=1))
    hiding.revise(["En kollega tav."], by=cast.ben)
    kept = fresh(hiding)
    assert (kept.revision, kept.revised_texts) == ("En kollega tav.", ["En kollega tav."])
    assert kept.revised_at == noon + timedelta(hours=1)
    assert MASK in fresh(comment).body
    assert not Hiding.of_author(cast.ben).exists()
    kept.lift(by=cast.cleo)
    assert fresh(comment).body == "En kollega tav."
    assert log(cast.broen) == ["hiding.restored", "hiding.revised", "hiding.masked"]


def test_new_answers_stand_under_the_questions_they_were_asked(cast):
    thread = cast.reflection(answer=SAID)
    hiding = pause(cast, thread)
    hiding.revise(["En kollega tav."], by=cast.ada)
    fresh(hiding).lift(by=cast.cleo)
    kept = fresh(thread)
    assert kept.answers == [{"prompt": "Hvad lagde du mærke til?", "answer": "En kollega tav."}]
    assert kept.paused_at is None
    with pytest.raises(ValueError):
        pause(cast, kept).revise([], by=cast.ada)  # every question has its answer


@pytest.mark.parametrize("hide", [pause, mask])
def test_an_opened_post_is_as_it_was_written(cast, hide):
    comment = cast.comment(body=SAID)
    hiding = hide(cast, comment)
    assert fresh(hiding).is_mask is (hide is mask)
    assert hiding.written == SAID
    fresh(hiding).lift(by=cast.cleo)
    assert (fresh(comment).body, fresh(comment).paused_at) == (SAID, None)
    if hide is pause:  # nobody edited it
        assert (fresh(comment).edited_at, fresh(comment).version) == (None, comment.version)


def test_what_its_author_takes_away_comes_back_as_hidden_as_it_was(cast, still, noon):
    """Only what was open then: what the facilitator had opened stays open."""
    comment = cast.comment(body=SAID)
    first = mask(cast, comment)
    first.lift(by=cast.cleo)
    still.stop(noon + timedelta(hours=1))
    post = fresh(comment)
    second = pause(cast, post)
    fresh(second).withdraw(by=cast.ben)
    kept = fresh(second)
    assert kept.lifted_at == fresh(post).withdrawn_at == noon + timedelta(hours=1)
    assert log(cast.broen)[0] == "hiding.withdrawn"
    other = pause(cast, cast.reflection())
    other.lift(by=cast.cleo)
    Hiding.reopen(fresh(post))
    assert fresh(second).lifted_at is None
    assert fresh(first).lifted_at == noon
    assert fresh(other).lifted_at is not None


def test_of_two_taken_away_at_one_moment_only_the_one_brought_back_is_hidden_again(cast):
    """A comment and its thread with the same key, and another comment."""
    comment = cast.comment(body=SAID)
    posts = [comment, comment.reflection, cast.comment(on=comment.reflection)]
    hidings = [pause(cast, post) for post in posts]
    for hiding in hidings:
        fresh(hiding).withdraw(by=hiding.subject.author)
    Hiding.reopen(fresh(comment))
    assert [Hiding.open_on(post) is not None for post in posts] == [True, False, False]
    assert [Hiding.concerning(post) is not None for post in posts] == [True, False, False]


def test_of_two_hidden_posts_each_has_its_own(cast):
    first, second = (pause(cast, cast.reflection()) for _ in range(2))
    assert [Hiding.concerning(hiding.subject) for hiding in (first, second)] == [first, second]


def test_a_flag_waits_while_its_own_post_is_shared(cast):
    """The first comment and the first reflection have the same key, the second ones, too."""
    posts = {}
    for n in ("first", "second"):
        comment = cast.comment()
        posts |= {f"{n} thread": comment.reflection, f"{n} answer": comment}
        assert comment.id == comment.reflection.id
    for name, post in posts.items():
        Flag.raise_on(post, name, by=cast.hedda)

    def waiting():
        return [flag.reason for flag in Flag.open_for(cast.cleo)]

    assert waiting() == [*posts]
    posts["first answer"].withdraw()
    assert waiting() == ["first thread", "second thread", "second answer"]
    posts["second thread"].withdraw()
    assert waiting() == ["first thread"]


def test_nothing_but_a_reflection_and_an_answer_is_a_post(cast):
    with pytest.raises(Reflection.DoesNotExist):
        find_post("user", cast.ada.uid, cast.ada)


def test_the_author_has_a_word_with_the_facilitator(cast):
    hiding = pause(cast, cast.reflection(answer=SAID))
    hiding.answer("Det er mig selv.")
    assert fresh(hiding).reply == "Det er mig selv."
    assert (fresh(hiding).reason, fresh(hiding).group) == ("Kan genkendes", Group.get(name="Broen"))
    assert Reflection.get().paused_at is not None
