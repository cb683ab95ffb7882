"""A sign-in sleeps away, ends and is swept; a guess is counted for a quarter (S13, S14)."""

from datetime import timedelta

import pytest

from flu.models import Attempt, SignIn, User

SECOND = timedelta(seconds=1)
TEN, QUARTER = timedelta(minutes=10), timedelta(minutes=15)
IDLE, ABSOLUTE = timedelta(hours=12), timedelta(days=7)


@pytest.fixture
def after(still, noon):
    return lambda time: still.stop(noon + time)


def open_for(person):
    SignIn.open(person)
    return person.token


def lasts(token):
    return SignIn.person(token) is not None


def test_a_secret_has_256_bits_and_opens_one_persons_door(cast):
    secrets = [open_for(cast.ada), open_for(cast.ben)]
    assert [len(secret) for secret in secrets] == [43, 43]  # 32 bytes, in letters of 6 bits
    assert [SignIn.person(secret) for secret in secrets] == [cast.ada, cast.ben]
    assert SignIn.person(secrets[0]).sign_in.user == cast.ada
    assert not lasts("") and not lasts(secrets[0].swapcase())
    assert list(SignIn.visible_to(cast.ada)) == [cast.ada.sign_in]


def test_the_name_of_a_device_is_cut_where_the_column_ends(cast):
    assert len(SignIn.open(cast.ada, device="x" * 200).sign_in.device) == 120


def test_it_sleeps_away_after_twelve_hours_to_the_second(cast, after):
    token = open_for(cast.ada)
    after(IDLE)
    assert not lasts(token)
    after(IDLE - SECOND)
    assert lasts(token)


def test_a_closed_account_opens_nothing_though_its_session_was_left_open(cast, noon):
    token = open_for(cast.ada)
    assert lasts(token)
    User.update(deactivated_at=noon).where(User.id == cast.ada.id).execute()
    assert not lasts(token)
    assert not SignIn.of(cast.ada).exists()


def test_what_was_signed_out_is_swept(cast):
    open_for(cast.ben)
    open_for(cast.ada)
    cast.ada.sign_in.end()
    assert (SignIn.purge(), [row.user for row in SignIn.select()]) == (1, [cast.ben])


def test_it_ends_after_seven_days_to_the_second_however_much_it_is_used(cast, after):
    token = open_for(cast.ada)
    for hours in range(0, 7 * 24, 6):
        after(timedelta(hours=hours))
        assert lasts(token)
    after(ABSOLUTE - SECOND)
    assert lasts(token)
    after(ABSOLUTE)
    assert not lasts(token)


def test_a_page_within_ten_minutes_of_the_last_writes_nothing(cast, after, noon):
    token = open_for(cast.ada)
    for time, used in ((TEN, noon), (TEN + SECOND, noon + TEN + SECOND)):
        after(time)
        assert lasts(token)
        assert SignIn.get_by_id(cast.ada.sign_in.id).used_at == used


def test_a_password_just_said_is_fresh_for_ten_minutes(cast, after):
    open_for(cast.ada)
    after(TEN - SECOND)
    assert cast.ada.sign_in.is_fresh
    after(TEN)
    assert not cast.ada.sign_in.is_fresh


def test_signing_out_everywhere_is_for_oneself_and_may_spare_this_device(cast, still, noon):
    here, there, other = open_for(cast.ada), open_for(cast.ada), open_for(cast.ben)
    SignIn.end_all(cast.ada, but=SignIn.person(here).sign_in)
    assert [lasts(token) for token in (here, there, other)] == [True, False, True]
    ended = SignIn.of(cast.ada).count()
    still.stop(noon + timedelta(minutes=1))
    SignIn.end_all(cast.ada)
    assert (ended, lasts(here), lasts(other)) == (1, False, True)
    assert sorted(row.ended_at for row in SignIn.select().where(SignIn.user == cast.ada)) == [
        noon,
        noon + timedelta(minutes=1),
    ]


@pytest.mark.parametrize("time", [IDLE, ABSOLUTE])
def test_what_opens_nothing_any_more_is_swept_at_once_and_not_before(cast, after, noon, time):
    """Not the one that was used all the time, until it ends, too."""
    open_for(cast.ada)
    used = noon + (ABSOLUTE if time == ABSOLUTE else timedelta(0))
    SignIn.update(used_at=used).execute()
    after(time - SECOND)
    assert (SignIn.purge(), SignIn.select().count()) == (0, 1)
    after(time)
    assert (SignIn.purge(), SignIn.select().count()) == (1, 0)


def test_wrong_guesses_close_an_account_until_a_quarter_has_passed(cast, after):
    tried = [Attempt.admit(" ADA@proeveby.example", f"192.0.2.{n}") for n in range(11)]
    assert tried == [True] * 10 + [False]
    after(QUARTER - SECOND)
    assert not Attempt.admit("ada@proeveby.example", "192.0.2.99")
    after(QUARTER)
    assert Attempt.admit("ada@proeveby.example", "192.0.2.99")


def test_wrong_guesses_close_an_address_whatever_accounts_they_were_at(cast, after):
    tried = [Attempt.admit(f"{n}@ukendt.example", "192.0.2.7") for n in range(101)]
    assert tried == [True] * 100 + [False]
    assert Attempt.admit("ada@proeveby.example", "192.0.2.8")
    after(QUARTER)
    assert Attempt.admit("ada@proeveby.example", "192.0.2.7")


def test_ones_own_right_password_takes_back_ones_own_wrong_ones_alone(cast):
    for email in ("ada@proeveby.example", "ben@proeveby.example"):
        for _ in range(10):
            Attempt.admit(email, "192.0.2.7")
    Attempt.forget("Ben@proeveby.example ")
    assert Attempt.admit("ben@proeveby.example", "192.0.2.8")
    assert not Attempt.admit("ada@proeveby.example", "192.0.2.8")


def test_a_guess_is_kept_while_it_counts(cast, after):
    Attempt.admit("ada@proeveby.example", "192.0.2.7")
    after(QUARTER)
    assert Attempt.purge() == 0
    after(QUARTER + SECOND)
    assert (Attempt.purge(), Attempt.select().count()) == (1, 0)
