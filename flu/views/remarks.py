"""Short answers on a brief, between the two of them (S14)."""

from flask import Blueprint, url_for
from flask_login import current_user

from flu.forms.briefs import RemarkForm
from flu.models import Brief, Remark
from flu.views.briefs import shown
from flu.web.access import allow, signed_in
from flu.web.filters import dom_id
from flu.web.render import moved

bp = Blueprint("remarks", __name__, url_prefix="/briefs/<uuid:brief_id>/remarks")


@bp.post("")
@signed_in()
def create(brief_id):
    brief, form = Brief.find(brief_id, current_user), RemarkForm()
    allow(brief.answered_by(current_user))
    if not form.validate_on_submit():
        return shown(brief, form, 422)
    remark = Remark.make(form.body.data, on=brief, by=current_user, uid=form.uid.data)
    return moved(url_for("briefs.show", brief_id=brief.uid, _anchor=dom_id(remark)))
