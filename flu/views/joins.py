"""Joining through an invitation, once (S24)."""

from flask import Blueprint

from flu.forms.invitations import JoinForm
from flu.models import Invitation
from flu.web.access import anyone
from flu.web.render import moved, page
from flu.web.session import enter

bp = Blueprint("joins", __name__, url_prefix="/invitations/<token>")


@bp.post("")
@anyone
def create(token):
    invitation = Invitation.opened_by(token)
    if invitation is None:
        return page("invitations/gone.html", 404)
    form = JoinForm()
    if not form.validate_on_submit():
        return page("invitations/show.html", 422, invitation=invitation, token=token, form=form)
    enter(invitation.accept(form.password.data))
    return moved("/")
