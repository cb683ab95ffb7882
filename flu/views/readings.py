"""A person's own mark that a card is read."""

from flask import Blueprint, url_for
from flask_login import current_user

from flu.models import InspirationCard
from flu.web.access import signed_in
from flu.web.render import moved

bp = Blueprint("readings", __name__, url_prefix="/cards/<uuid:card_id>/reading")


@bp.post("")
@signed_in("M25")
def create(card_id):
    card = InspirationCard.find(card_id, current_user)
    card.read(by=current_user)
    return moved(url_for("cards.show", card_id=card.uid))
