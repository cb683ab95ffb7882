"""Guests at a seance: asked by whoever arranges it, with a window that opens and shuts."""

from flask import Blueprint, current_app, session, url_for
from flask_login import current_user

from flu.forms.guests import GuestForm
from flu.models import Guest, Seance
from flu.web.access import allow, signed_in, stands_alone
from flu.web.addresses import uid_or_404
from flu.web.render import moved, page

bp = Blueprint("guests", __name__)
LINK = "guest_link"  # in the asker's own cookie until it is shown, once


@bp.get("/seances/<uuid:seance_id>/guests")
@signed_in("M04")
def index(seance_id):
    return listed(arranged(seance_id), GuestForm(formdata=None))


@bp.post("/seances/<uuid:seance_id>/guests")
@signed_in("M04")
@stands_alone
def create(seance_id):
    seance, form = arranged(seance_id), GuestForm()
    if not form.validate_on_submit():
        return listed(seance, form, 422)
    guest = Guest.ask(
        seance, name=form.name.data, email=form.email.data, by=current_user, uid=form.uid.data
    )  # fmt: skip
    if guest.token:
        where = url_for("invitations.show", token=guest.token)
        url = current_app.config["SETTINGS"].base_url + where
        session[LINK] = {"name": guest.user.name, "url": url}
    return moved(url_for("guests.index", seance_id=seance.uid))


@bp.post("/seances/<uuid:seance_id>/guests/end")
@signed_in("M05")
def destroy(seance_id):
    seance = arranged(seance_id)
    Guest.at(seance).where(Guest.uid == uid_or_404("guest")).get().close(by=current_user)
    return moved(url_for("guests.index", seance_id=seance.uid))


@bp.get("/visits/<uuid:guest_id>")
@signed_in("M01", "M02")
def show(guest_id):
    visit = Guest.find(guest_id, current_user)
    return page("guests/show.html", visit=visit, seance=visit.seance)


def listed(seance, form, status=200):
    told = {"guests": list(Guest.at(seance)), "link": session.pop(LINK, None)}
    return page("guests/index.html", status, seance=seance, form=form, **told)


def arranged(seance_id):
    seance = Seance.find(seance_id, current_user)
    allow(seance.arranged_by(current_user))
    return seance
