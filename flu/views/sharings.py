"""Words shared from another app, where no worker on the phone has sealed them as a draft before."""

from flask import Blueprint, redirect, url_for
from flask_login import current_user

from flu.forms.reflections import ReflectionForm
from flu.forms.sharings import SharingForm
from flu.i18n import language
from flu.models.question import Question
from flu.web.access import fills_only, signed_in
from flu.web.render import page

bp = Blueprint("sharings", __name__, url_prefix="/reflections/shared")


@bp.get("")
@signed_in("M10")
def index():
    """Whoever comes back to the address alone, as after signing in, begins on an empty page."""
    return redirect(url_for("reflections.new"))


@bp.post("")
@signed_in("M10")
@fills_only
def create():
    question = Question(current_user, locale=language())
    form = ReflectionForm.asking(question, formdata=None, answer_1=SharingForm().words)
    return page("reflections/new.html", form=form, question=question)
