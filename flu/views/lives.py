"""The meeting as it goes, on every phone at once: the host moves, the others follow."""

from flask import Blueprint, abort, request, url_for
from flask_login import current_user

from flu.forms.topics import MinuteForm
from flu.models import Minute, Seance
from flu.models.agenda import Agenda
from flu.web.access import allow, signed_in, stands_alone
from flu.web.addresses import uid_or_404
from flu.web.render import moved, page

bp = Blueprint("lives", __name__, url_prefix="/seances/<uuid:seance_id>/live")


@bp.get("")
@signed_in("M12")
def show(seance_id):
    seance = attended(seance_id)
    if not seance.is_live and seance.held_at is None:
        return moved(url_for("seances.show", seance_id=seance.uid, _anchor="minutes"))
    return page(
        "lives/show.html", seance=seance, members=seance.members(),
        agenda=Agenda.of(seance, current_user), minutes=Minute.of(seance, current_user),
        form=MinuteForm(formdata=None),
    )  # fmt: skip


@bp.post("")
@signed_in("M26")
@stands_alone
def create(seance_id):
    seance = attended(seance_id)
    protocol = request.form.get("protocol")
    allow(protocol in ("60", "25") and seance.may_begin)
    seance.begin(protocol, by=current_user)
    return there(seance)


@bp.post("/step")
@signed_in("M26")
@stands_alone
def update(seance_id):
    """The host's taps: on or back a phase, the next name, who is in focus, or the end of it."""
    seance, tap = attended(seance_id), request.form.get("tap", "")
    if tap in ("next", "back"):
        seance.step(number("seen"), by=current_user, back=tap == "back")
    elif tap == "call":
        seance.call(number("turn"), by=current_user)
    elif tap == "focus":
        seance.put_in_focus(person_of(seance), by=current_user)
    elif tap == "lead":
        seance.take_over(by=current_user)
    else:
        abort(400)
    return there(seance)


def attended(seance_id):
    """A group's meeting one reads in; the hold's seance has no protocol of its own."""
    seance = Seance.find(seance_id, current_user)
    allow(seance.group_id is not None and seance.is_read_by(current_user))
    return seance


def number(name):
    said = request.form.get(name, "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 4 else abort(400)


def person_of(seance):
    wanted = uid_or_404("person")
    return next((person for person in seance.members() if person.uid == wanted), None) or abort(404)


def there(seance):
    if seance.is_live:
        return moved(url_for("lives.show", seance_id=seance.uid))
    return moved(url_for("seances.show", seance_id=seance.uid, _anchor="minutes"))
