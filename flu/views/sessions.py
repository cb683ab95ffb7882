"""Signing in and out (S12–S14)."""

from flask import Blueprint, current_app, redirect, request
from flask_babel import gettext as _
from flask_login import current_user

from flu.forms.sessions import SessionForm
from flu.models import Attempt, SignIn, User, crowd
from flu.web.access import anyone
from flu.web.render import moved, page
from flu.web.session import emptied, enter, leave, safe_next

bp = Blueprint("sessions", __name__)


@bp.get("/sign-in")
@anyone
def new():
    if current_user.is_authenticated:
        return redirect(safe_next(request.args.get("next")), 303)
    return door(SessionForm(formdata=None, next=request.args.get("next")))


@bp.post("/sign-in")
@anyone
def create():
    form = SessionForm()
    if not form.validate_on_submit():
        return door(form, 422)
    if not Attempt.admit(form.email.data, request.remote_addr or ""):
        return throttled(form)

    user = User.by_credentials(form.email.data, form.password.data)
    if user is None:
        form.password.errors = [_("E-mail og adgangskode passer ikke sammen.")]
        return door(form, 422)
    Attempt.forget(form.email.data)
    enter(user)
    return moved(safe_next(form.next.data))


@bp.post("/sign-out")
@anyone
def destroy():
    if current_user.is_authenticated and "everywhere" in request.form:
        SignIn.end_all(current_user)
    leave()
    return emptied(moved("/sign-in"))


def door(form, status=200, **context):
    settings = current_app.config["SETTINGS"]
    if settings.demo:
        context |= {"tables": crowd.tables(), "staff": crowd.staff()}
    return page("sessions/new.html", status, form=form, contact=settings.contact, **context)


def throttled(form):
    answer = door(form, 429, throttled=True)
    answer.headers["Retry-After"] = str(int(Attempt.WINDOW.total_seconds()))
    return answer
