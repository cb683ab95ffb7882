"""An answer's author lets it follow a thread that was widened, or takes it back (N5)."""

from flask import Blueprint, flash
from flask_babel import gettext as _
from flask_login import current_user

from flu.models import Comment
from flu.web.access import owned, signed_in
from flu.web.addresses import place_of
from flu.web.render import moved

bp = Blueprint("followings", __name__, url_prefix="/comments/<uuid:comment_id>/following")


@bp.post("")
@signed_in("M13")
def create(comment_id):
    comment = owned(Comment, comment_id)
    comment.follow(by=current_user)
    flash(_("Dit svar følger nu med, så langt refleksionen er delt."))
    return moved(place_of(comment))


@bp.post("/undo")
@signed_in("M13")
def destroy(comment_id):
    comment = owned(Comment, comment_id)
    comment.stay(by=current_user)
    flash(_("Dit svar bliver i gruppen."))
    return moved(place_of(comment))
