"""The reply to a request for backing: ja · ja, hvis … · nej, fordi … (S9)."""

from flask import Blueprint, url_for
from flask_login import current_user

from flu.forms.backings import ReplyForm
from flu.models import Ask, Backing
from flu.views.backings import shown
from flu.web.access import allow, signed_in
from flu.web.render import moved

bp = Blueprint("replies", __name__, url_prefix="/backings/<uuid:backing_id>/reply")


@bp.post("")
@signed_in()
def create(backing_id):
    backing, form = Backing.find(backing_id, current_user), ReplyForm()
    ask = Ask.of(backing, current_user)
    allow(ask is not None)
    if not form.validate_on_submit():
        return shown(backing, form, 422)
    ask.reply(form.answer.data, form.body.data)
    return moved(url_for("backings.show", backing_id=backing.uid))
