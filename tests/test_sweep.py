"""What has had its time goes by itself; what has not, stays."""

from datetime import timedelta
from pathlib import Path

import pytest

from flu.jobs.sweep import sweep
from flu.models import (
    Attempt,
    Comment,
    Experiment,
    Hiding,
    Invitation,
    Reflection,
    SignIn,
    Trial,
    User,
)
from tests.absence import absent

SECRET = "Det med Bent på Nordhøj"


@pytest.fixture
def later(still, noon):
    return lambda **time: still.stop(noon + timedelta(**time))


def test_sign_ins_go_when_they_can_open_nothing(cast, later):
    old = SignIn.open(cast.ada).sign_in
    later(hours=11)
    young = SignIn.open(cast.ben).sign_in
    SignIn.open(cast.eli).sign_in.end()
    later(hours=13)
    assert sweep()["sign-ins"] == 2
    assert [row.id for row in SignIn.select()] == [young.id]
    assert old.id != young.id


def test_attempts_go_after_a_quarter(cast, later):
    Attempt.admit("a@x.example", "192.0.2.1")
    later(minutes=10)
    Attempt.admit("b@x.example", "192.0.2.1")
    later(minutes=16)
    assert sweep()["attempts"] == 1
    assert Attempt.select().count() == 1


def test_invitations_go_thirty_days_after_their_last(cast, later):
    vera = User.add(organisation=cast.home, name="Vera", email="vera@proeveby.example")
    Invitation.invite(vera, programme=cast.programme, by=cast.lea)
    later(days=32)
    assert sweep()["invitations"] == 0
    later(days=33, seconds=1)
    assert sweep()["invitations"] == 1


def test_a_withdrawn_text_can_be_undone_for_thirty_days_and_is_then_gone(cast, later):
    kept = cast.reflection(answer="Den her bliver.")
    gone = cast.reflection(answer=SECRET)
    comment = cast.comment(on=gone, body="Hvad så du?")
    gone.withdraw()
    later(days=29)
    assert sweep()["withdrawn"] == 0
    assert SECRET in str(Reflection.get_by_id(gone.id).answers)
    later(days=30, seconds=1)
    assert sweep()["withdrawn"] == 1
    assert Reflection.get_by_id(gone.id).answers == []
    assert "Den her bliver." in str(Reflection.get_by_id(kept.id).answers)
    assert Comment.get_by_id(comment.id).body == "Hvad så du?"
    assert sweep()["withdrawn"] == 0


def test_an_experiment_takes_the_words_of_its_trials_along(cast, later, noon):
    it = cast.experiment(state="observed")
    Trial.update(note=SECRET).execute()
    Experiment.update(seen_heard=SECRET, withdrawn_at=noon).execute()
    before = everything(Experiment, Trial)
    later(days=31)
    sweep()
    absent(SECRET, from_=everything(Experiment, Trial), but_in=before)
    assert Experiment.get_by_id(it.id).state == "observed"


def test_what_moderation_kept_of_a_text_goes_with_it(cast, later):
    gone = cast.reflection(answer=SECRET)
    Hiding.mask(gone, ["Bent"], rule="identifiable", reason="Kan genkendes", by=cast.cleo)
    gone.withdraw()
    before = everything(Hiding, Reflection)
    later(days=31)
    sweep()
    hiding = Hiding.get()
    absent("Bent", from_=everything(Hiding, Reflection), but_in=before)
    assert hiding.reason == "Kan genkendes"


@pytest.mark.on_sqlite_alone("Postgres vacuums by itself")
def test_nothing_of_it_is_left_in_the_file(cast, later, db, address):
    gone = cast.reflection(answer=SECRET)
    gone.withdraw()
    before = on_disk(db, address)
    later(days=31)
    sweep()
    absent(b"Det med Bent", from_=on_disk(db, address), but_in=before)


def on_disk(db, address):
    """What stands in the files of this database, once all of it is written there."""
    db.execute_sql("pragma wal_checkpoint(truncate)")
    path = address.removeprefix("sqlite:///")
    return b"".join(Path(name).read_bytes() for name in (path, f"{path}-wal"))


def everything(*nouns):
    return str([list(noun.select().dicts()) for noun in nouns])
