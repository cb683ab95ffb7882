"""Inspiration cards: read one, try what it says, add one (S36)."""

from flask import Blueprint, url_for
from flask_login import current_user

from flu.forms.cards import CardForm
from flu.models import Experiment, InspirationCard, Programme
from flu.web.access import allow, signed_in
from flu.web.addresses import uid_or_none
from flu.web.render import moved, page

bp = Blueprint("cards", __name__, url_prefix="/cards")


@bp.get("")
@signed_in("M25")
def index():
    programme = Programme.chosen(current_user, uid_or_none("programme"))
    cards = list(InspirationCard.deck(programme, current_user)) if programme else []
    return page("cards/index.html", programme=programme, cards=cards)


@bp.get("/<uuid:card_id>")
@signed_in("M25")
def show(card_id):
    card = InspirationCard.find(card_id, current_user)
    tried = list(Experiment.citing(card, current_user))
    return page("cards/show.html", card=card, tried=tried, is_read=card.is_read_by(current_user))


@bp.get("/new")
@signed_in()
def new():
    programme = composed()
    form = CardForm.of(programme, formdata=None)
    return page("cards/new.html", programme=programme, form=form)


@bp.post("")
@signed_in()
def create():
    programme = composed()
    form = CardForm.of(programme)
    if not form.validate_on_submit():
        return page("cards/new.html", 422, programme=programme, form=form)
    card = InspirationCard.add(programme, by=current_user, uid=form.uid.data, **form.fields)
    return moved(url_for("cards.show", card_id=card.uid))


@bp.get("/<uuid:card_id>/edit")
@signed_in()
def edit(card_id):
    card = edited(card_id)
    return page("cards/edit.html", card=card, form=CardForm.of(card.programme, card))


@bp.post("/<uuid:card_id>")
@signed_in()
def update(card_id):
    card = edited(card_id)
    form = CardForm.of(card.programme, card)
    if not form.validate_on_submit():
        return page("cards/edit.html", 422, card=card, form=form)
    card.change(by=current_user, **form.fields)
    return moved(url_for("cards.show", card_id=card.uid))


def composed():
    programme = Programme.chosen(current_user, uid_or_none("programme"))
    allow(programme is not None and programme.composed_by(current_user))
    return programme


def edited(card_id):
    card = InspirationCard.find(card_id, current_user)
    allow(card.edited_by(current_user))
    return card
