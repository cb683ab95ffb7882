"""Ekko: one question about one own try, long after (N19)."""

from flask import Blueprint, flash, url_for
from flask_babel import gettext as _
from flask_login import current_user

from flu.forms.echoes import EchoForm
from flu.models import Echo
from flu.web.access import signed_in
from flu.web.render import moved, page

bp = Blueprint("echoes", __name__, url_prefix="/echoes/<uuid:echo_id>")


@bp.get("")
@signed_in("M22")
def show(echo_id):
    echo = Echo.find(echo_id, current_user)
    return page("echoes/show.html", echo=echo, form=EchoForm(formdata=None))


@bp.post("")
@signed_in("M22")
def update(echo_id):
    echo, form = Echo.find(echo_id, current_user), EchoForm()
    if not form.validate_on_submit():
        return page("echoes/show.html", 422, echo=echo, form=form)
    echo.tell(form.answer.data, form.words.data)
    flash(_("Tak. Det står ved prøvehandlingen, kun for dig."))
    return moved(url_for("echoes.show", echo_id=echo.uid))
