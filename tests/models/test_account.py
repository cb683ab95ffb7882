"""A person's way in: shut with a reason, opened again, and what is told of both (M43)."""

from datetime import timedelta

import pytest

from flu.models import SignIn, User, account


def test_what_was_open_stays_shut_when_the_account_opens_again(cast):
    SignIn.open(cast.ben)
    account.shut(cast.ben, by=cast.lea, reason="Orlov")
    account.open_again(cast.ben, by=cast.lea)
    assert User.get_by_id(cast.ben.id).is_active
    assert SignIn.person(cast.ben.token) is None


def test_who_is_shut_out_is_told_with_the_latest_reason_the_latest_first(cast, still, noon):
    doings = (
        (account.shut, cast.ben, "Orlov"), (account.open_again, cast.ben, None),
        (account.shut, cast.gro, "Fratrådt"), (account.shut, cast.ben, "Barsel"),
        (account.shut, cast.odd, "Fremmed"), (account.shut, cast.ada, "Ferie"),
        (account.open_again, cast.ada, None),
    )  # fmt: skip
    User.stand_in(cast.home)
    for minutes, (do, person, reason) in enumerate(doings):
        still.stop(noon + timedelta(minutes=minutes))
        do(person, by=cast.lea, **({"reason": reason} if reason else {}))
    cast.ida.deactivate()
    assert account.shut_in(cast.lea) == [
        (cast.ida, ""), (cast.ben, "Barsel"), (cast.gro, "Fratrådt"),
    ]  # fmt: skip
    for person in (cast.ben, cast.gro):
        assert account.find_shut(person.uid, cast.lea) == person
    for uid in (cast.odd.uid, cast.ada.uid, User.stand_in(cast.home).uid):
        with pytest.raises(User.DoesNotExist):
            account.find_shut(uid, cast.lea)


def test_the_latest_link_made_for_oneself_is_told_and_nothing_else(cast, still, noon):
    assert account.readmitted_at(cast.ada) is None
    for hours in (1, 2):
        still.stop(noon + timedelta(hours=hours))
        account.readmit("ada@proeveby.example")
    still.stop(noon + timedelta(hours=3))
    account.readmit("ben@proeveby.example")
    account.shut(cast.ada, by=cast.lea, reason="Orlov")
    assert account.readmitted_at(cast.ada) == noon + timedelta(hours=2)
