"""Signing in and out (S12–S14)."""

from flask import Blueprint, request
from flask_babel import gettext as _

from flu.forms.sessions import SessionForm
from flu.models import Attempt, User
from flu.web.access import anyone
from flu.web.render import moved, page
from flu.web.session import enter, leave, safe_next

bp = Blueprint("sessions", __name__)


@bp.get("/sign-in")
@anyone
def new():
    form = SessionForm(formdata=None, next=request.args.get("next"))
    return page("sessions/new.html", form=form)


@bp.post("/sign-in")
@anyone
def create():
    form = SessionForm()
    if not form.validate_on_submit():
        return page("sessions/new.html", 422, form=form)
    if Attempt.too_many(form.email.data, request.remote_addr):
        return page("sessions/new.html", 429, form=form, throttled=True)
    user = User.by_credentials(form.email.data, form.password.data)
    if user is None:
        Attempt.note(form.email.data, request.remote_addr)
        form.password.errors = [_("E-mail og adgangskode passer ikke sammen.")]
        return page("sessions/new.html", 422, form=form)
    enter(user, device=request.user_agent.string)
    return moved(safe_next(form.next.data))


@bp.post("/sign-out")
@anyone
def destroy():
    leave()
    return moved("/sign-in")
