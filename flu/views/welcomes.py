"""The author's yes to an offer: tell me (PR6)."""

from flask import Blueprint, flash
from flask_babel import gettext as _
from flask_login import current_user

from flu.models import Comment
from flu.web.access import allow, signed_in
from flu.web.addresses import place_of
from flu.web.render import moved

bp = Blueprint("welcomes", __name__, url_prefix="/comments/<uuid:comment_id>/welcome")


@bp.post("")
@signed_in("M15")
def create(comment_id):
    comment = Comment.find(comment_id, current_user)
    allow(comment.welcomed_by(current_user))
    comment.welcome()
    flash(_("Du har sagt ja tak. %(name)s kan fortælle nu.", name=comment.author.first_name))
    return moved(place_of(comment))
