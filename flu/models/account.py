"""A person's way into FLU: shut with a reason and opened again (M43), or found anew by a link."""

from flu.db import transaction
from flu.models.event import Event
from flu.models.invitation import Invitation
from flu.models.refusal import Refused
from flu.models.sign_in import SignIn
from flu.models.user import NAMELESS, User

SHUT, OPENED = "user.deactivated", "user.reactivated"


def shut(person, *, by, reason):
    """Out everywhere at the next request. Nobody shuts themselves out, or for no reason."""
    with transaction():
        if person == by:
            raise Refused("user.own_account")
        person.deactivate()
        SignIn.end_all(person)
        Event.record(SHUT, by=by, on=person, reason=reason)


def open_again(person, *, by):
    """The old password opens once more; what was shut meanwhile stays shut."""
    with transaction():
        person.reactivate()
        Event.record(OPENED, by=by, on=person)


def readmit(email):
    """A link for whoever forgot the password. Raises Refused for nobody, newcomers, shut out."""
    person = User.by_email(email)
    if person is None:
        raise Refused("user.unknown")
    if not person.is_active:
        raise Refused("user.shut_out", name=person.name)
    if person.joined_at is None:
        raise Refused("user.not_joined", name=person.name)
    return Invitation.readmit(person)


def readmitted_at(person):
    """When such a link was last made for this person, whoever used it; or None."""
    made = Event.select().where(Event.verb == "user.readmitted", Event.subject_uid == person.uid)
    last = made.order_by(Event.id.desc()).first()
    return last and last.created_at


def shut_in(viewer):
    """(person, reason) of everybody of the viewer's house who is shut out, the latest first."""
    people = list(_gone(viewer).order_by(User.deactivated_at.desc()))
    told = Event.select().where(
        Event.verb == SHUT, Event.subject_uid.in_([person.uid for person in people])
    )
    reasons = {event.subject_uid: event.words["reason"] for event in told.order_by(Event.id)}
    return [(person, reasons.get(person.uid, "")) for person in people]


def find_shut(uid, viewer):
    """The one with this address who is shut out. Raises DoesNotExist (404)."""
    return _gone(viewer).where(User.uid == uid).get()


def _gone(viewer):
    return User.select().where(
        User.organisation == viewer.organisation_id,
        User.deactivated_at.is_null(False),
        ~User.email.endswith(NAMELESS),
    )
