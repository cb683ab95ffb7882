"""Seats: giving one, appointing, leaving, and taking one back with a reason."""

from flask import Blueprint, flash, url_for
from flask_babel import gettext as _
from flask_login import current_user

from flu.forms.groups import DepartureForm, MembershipForm, RoleForm
from flu.models import Group, Membership
from flu.web.access import allow, signed_in
from flu.web.addresses import sent
from flu.web.render import moved, page

bp = Blueprint("memberships", __name__)


@bp.get("/groups/<uuid:group_id>/memberships/new")
@signed_in("M04")
def new(group_id):
    group, role = tended(group_id)
    form = MembershipForm.of(group, role, current_user, formdata=None)
    return page("memberships/new.html", group=group, role=role, form=form)


@bp.post("/groups/<uuid:group_id>/memberships")
@signed_in("M04", "M06")
def create(group_id):
    group, role = tended(group_id)
    form = MembershipForm.of(group, role, current_user)
    if not form.validate_on_submit():
        return page("memberships/new.html", 422, group=group, role=role, form=form)
    seat = group.admit(form.chosen, by=current_user, role=role, uid=form.uid.data)
    flash(_("%(name)s har fået en plads.", name=seat.user.name))
    return moved(url_for("groups.show", group_id=group.uid))


@bp.get("/memberships/<uuid:membership_id>/edit")
@signed_in("M05", "M06")
def edit(membership_id):
    seat = known(membership_id)
    return seat_page(seat)


@bp.post("/memberships/<uuid:membership_id>")
@signed_in("M06")
def update(membership_id):
    seat, form = Membership.find(membership_id, current_user), RoleForm()
    allow(seat.appointed_by(current_user))
    if not form.validate_on_submit():
        return seat_page(seat, 422, appointment=form)
    seat.appoint(form.role.data, by=current_user)
    return moved(url_for("groups.show", group_id=seat.group.uid))


@bp.post("/memberships/<uuid:membership_id>/departure")
@signed_in("M05")
def destroy(membership_id):
    seat, form = known(membership_id), DepartureForm()
    leaving = seat.user_id == current_user.id
    if not leaving and not form.validate_on_submit():
        return seat_page(seat, 422, departure=form)
    seat.end(by=current_user, reason="" if leaving else form.reason.data)
    if leaving:
        flash(
            _("Du har forladt %(name)s. Det, du har skrevet, er stadig dit.", name=seat.group.name)
        )
        return moved(url_for("groups.mine"))
    return moved(url_for("groups.show", group_id=seat.group.uid))


def known(membership_id):
    seat = Membership.find(membership_id, current_user)
    allow(seat.ended_by(current_user))
    return seat


def tended(group_id):
    group = Group.find(group_id, current_user)
    allow(group.tended_by(current_user))
    role = "facilitator" if sent("role") == "facilitator" else "member"
    allow(role == "member" or group.managed_by(current_user))
    return group, role


def seat_page(seat, status=200, **forms):
    fresh = {
        "appointment": RoleForm(formdata=None, role=seat.role),
        "departure": DepartureForm(formdata=None),
    }
    return page("memberships/edit.html", status, seat=seat, **{**fresh, **forms})
