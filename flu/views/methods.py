"""Keep, change or stop: the monthly look at how we learn, and what came of it (S39)."""

from flask import Blueprint, abort, flash, url_for
from flask_babel import gettext as _
from flask_login import current_user

from flu.forms.cards import ChangeForm, vote_form
from flu.models import MethodChange, MethodVote, Programme
from flu.models.method import last_month
from flu.web.access import allow, signed_in
from flu.web.addresses import uid_or_none
from flu.web.render import moved, page

bp = Blueprint("methods", __name__)


@bp.get("/methods")
@signed_in()
def index():
    return shown(chosen())


@bp.post("/methods")
@signed_in()
def update():
    programme = chosen()
    allow("participant" in current_user.posts.get(programme.id, ()))
    form = vote_form({})
    if not form.validate_on_submit():
        return shown(programme, 422, form=form)
    said = {method: choice for method, choice in form.data.items() if choice}
    MethodVote.cast(programme, said, by=current_user)
    flash(_("Tak. Dit svar tæller med, når mindst fem har svaret."))
    return moved(url_for("methods.index", programme=programme.uid))


@bp.post("/programmes/<uuid:programme_id>/changes")
@signed_in()
def create(programme_id):
    programme = Programme.find(programme_id, current_user)
    allow(programme.managed_by(current_user))
    form = ChangeForm()
    if not form.validate_on_submit():
        return shown(programme, 422, change=form)
    fields = {name: form[name].data for name in ("method", "what", "why")}
    MethodChange.log(programme, by=current_user, uid=form.uid.data, **fields)
    return moved(url_for("methods.index", programme=programme.uid))


def shown(programme, status=200, form=None, change=None):
    told = {
        "form": form or vote_form(MethodVote.of(programme, current_user), formdata=None),
        "change": change or ChangeForm(formdata=None),
        "changes": list(MethodChange.within(programme)),
        "tendencies": MethodVote.tendencies(programme, last_month()),
    }
    return page("methods/index.html", status, programme=programme, **told)


def chosen():
    return Programme.chosen(current_user, uid_or_none("programme")) or abort(404)
