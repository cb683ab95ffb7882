"""Which answers are offered, taken and refused: questions before advice, each in its phase."""

from datetime import timedelta

import pytest
from uuid_utils.compat import uuid7

from flu.models import Comment, Reflection
from flu.models.refusal import Refused

HOUR = timedelta(hours=1)
ASKS = ("hears", "recognises", "wonders", "impressed")
ALL = (*ASKS, "offers")
OFFER = "Jeg har prøvet fast ringetid. Sig til, hvis du vil høre."

NOW = {  # script and hours → what its author, the one who asks, a peer and the facilitator choose
    ("plain", 0): (("reply",), ALL, ALL, (*ALL, "facilitates")),
    ("plain", 99): (("reply",), ALL, ALL, (*ALL, "facilitates")),
    ("questions", 0): (("reply",), ALL, ALL, (*ALL, "facilitates")),
    ("questions", 24): (("reply",), ALL, ALL, (*ALL, "facilitates")),
    ("questions", 48): (("concludes", "reply"), ALL, ALL, (*ALL, "facilitates")),
    ("team", 0): (("reply",), ("moved", "wonders"), ("moved",), ("moved", "facilitates")),
    ("team", 24): ((), ("moved",), ("moved",), ("moved", "facilitates")),
    ("team", 48): (("concludes",), ("moved",), ("moved",), ("moved", "facilitates")),
}
EVER = {  # and what they choose in one phase or another, or elsewhere
    "plain": ({"reply"}, {*ALL}, {*ALL}, {*ALL, "facilitates"}),
    "questions": ({"reply", "concludes"}, {*ALL}, {*ALL}, {*ALL, "facilitates"}),
    "team": (
        {"reply", "concludes"}, {"moved", *ALL}, {"moved", *ALL}, {"moved", *ALL, "facilitates"},
    ),
}  # fmt: skip


def fresh(row):
    return type(row).get_by_id(row.id)


def opened(cast, script="plain", wants=(), **more):
    thread = cast.reflection(**more)
    Reflection.update(wants=list(wants)).where(Reflection.id == thread.id).execute()
    fresh(thread).begin(script, by=cast.ada, interviewer=cast.ben)
    return fresh(thread)


def four(cast):
    return cast.ada, cast.ben, cast.eli, cast.cleo


@pytest.mark.parametrize("script, hours", NOW)
def test_each_phase_offers_each_their_kinds_in_order(cast, still, noon, script, hours):
    thread = opened(cast, script)
    still.stop(noon + hours * HOUR)
    assert tuple(Comment.kinds_for(who, thread) for who in four(cast)) == NOW[script, hours]
    assert tuple({*Comment.kinds_ever(who, thread)} for who in four(cast)) == EVER[script]


def test_a_thread_that_is_over_offers_nobody_anything(cast):
    thread = opened(cast, "questions")
    thread.conclude(by=cast.ada)
    assert [Comment.kinds_for(who, thread) for who in four(cast)] == [()] * 4
    assert "offers" in Comment.kinds_ever(cast.eli, thread)


def test_a_challenge_is_offered_to_peers_where_it_was_asked_for(cast):
    thread, uninvited = opened(cast, wants=["listen", "challenge"]), opened(cast, wants=["listen"])
    assert Comment.kinds_for(cast.eli, thread) == (*ALL, "challenges")
    assert Comment.kinds_for(cast.ada, thread) == ("reply",)
    for kinds in (Comment.kinds_for, Comment.kinds_ever):
        assert "challenges" in kinds(cast.eli, thread)
        assert "challenges" not in kinds(cast.eli, uninvited)


def test_a_yes_to_an_offer_lets_its_writer_tell_in_this_thread(cast):
    thread, other = opened(cast), opened(cast)
    offer = cast.comment(on=thread, kind="offers", body=OFFER)
    cast.comment(on=thread, by=cast.eli, kind="offers", body=OFFER)

    def telling(who, on, **known):
        return "tells" in Comment.kinds_for(who, on, **known)

    assert not telling(cast.ben, thread)
    offer.welcome()
    assert Comment.kinds_for(cast.ben, thread) == (*ALL, "tells")
    assert "tells" in Comment.kinds_ever(cast.ben, thread)
    assert [telling(*it) for it in ((cast.eli, thread), (cast.ben, other))] == [False, False]
    assert Comment.welcomed_in(thread, cast.ben).scalar() == 1
    assert telling(cast.eli, thread, welcomed=True)
    assert not telling(cast.ben, thread, welcomed=False)
    fresh(offer).withdraw()
    assert not telling(cast.ben, thread)


def test_advice_is_too_soon_until_somebody_asked_in_this_thread(cast):
    def is_too_soon(kind="offers", body="Ring i morgen"):
        return Comment.advises_too_soon(body, kind=kind, on=thread)

    thread, other = opened(cast), opened(cast)
    cast.comment(on=other)
    cast.comment(on=thread, kind="hears", body="Jeg hører uro")
    assert is_too_soon()
    assert is_too_soon("hears", "Du skal bare ringe")
    assert not is_too_soon("hears", "Jeg hører uro")
    assert not is_too_soon("tells", "Du skal bare ringe")
    asked = cast.comment(on=thread)
    assert not is_too_soon()
    fresh(asked).withdraw()
    assert is_too_soon()


def test_a_refusal_says_what_stands_in_the_way(cast, still, noon):
    """That of an answer which was taken before says nothing, and only to its own writer."""
    plain, team = opened(cast), opened(cast, "team")
    known = cast.comment(on=plain)
    private = cast.reflection(visibility="private")

    def why(kind, on, by=cast.ben, **more):
        return Comment.refusal(kind, on=fresh(on), by=by, **more)

    assert why("wonders", plain) is None
    assert why("reply", private, cast.ada) == "thread.private"
    assert why("challenges", plain) == "comment.uninvited"
    assert why("reply", plain) == why("reply", team) == "comment.kind"
    assert why("offers", team) == "phase.interview"
    assert why("concludes", plain, cast.ada) == "comment.kind"
    assert why("concludes", team, cast.ada) == "phase.interview"
    still.stop(noon + 24 * HOUR)
    assert why("wonders", team) == "phase.team"
    fresh(team).conclude(by=cast.ada)
    assert why("reply", team) == why("moved", team) == "phase.over"
    plain.lock("Pause", by=cast.cleo)
    assert why("wonders", plain) == "thread.locked"
    assert why("wonders", plain, uid=known.uid) is None
    assert why("wonders", plain, uid=uuid7()) == "thread.locked"
    assert why("wonders", plain, cast.eli, uid=known.uid) == "thread.locked"
    with pytest.raises(Refused, match=r"thread\.locked"):
        Comment.refuse("wonders", on=fresh(plain), by=cast.ben)


def test_what_it_may_be_called_anew_begins_with_what_it_is(cast):
    thread = opened(cast)
    asked = cast.comment(on=thread)
    replied = cast.comment(on=thread, by=cast.ada, kind="reply")
    assert asked.kinds == ALL
    assert replied.kinds == ("reply",)
    Comment.update(kind="tells").where(Comment.id == asked.id).execute()
    assert fresh(asked).kinds == ("tells", *ALL)


def test_nothing_is_called_the_conclusion_afterwards(cast, still, noon):
    thread = opened(cast, "questions")
    still.stop(noon + 48 * HOUR)
    said = cast.comment(on=thread, by=cast.ada, kind="reply")
    assert fresh(said).kinds == ("reply",)


@pytest.mark.parametrize("kind, who, may", [
    ("offers", "ada", True), ("offers", "ben", False), ("offers", "eli", False),
    ("wonders", "ada", False),
])  # fmt: skip
def test_the_threads_author_alone_welcomes_and_only_an_offer(cast, kind, who, may):
    comment = cast.comment(kind=kind)
    assert comment.welcomed_by(getattr(cast, who)) is may


def test_a_yes_is_kept_with_its_moment(cast, noon):
    offer = cast.comment(kind="offers", body=OFFER)
    offer.welcome()
    assert fresh(offer).welcomed_at == noon
