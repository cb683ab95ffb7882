"""Tre linjer til min chef (S14)."""

from flask import Blueprint, url_for
from flask_login import current_user

from flu.forms.briefs import BriefForm, RemarkForm
from flu.models import Brief, Experiment, Remark
from flu.models.sending import Sending
from flu.web.access import owned, signed_in
from flu.web.addresses import uid_or_none
from flu.web.render import moved, page

bp = Blueprint("briefs", __name__, url_prefix="/briefs")


@bp.get("/new")
@signed_in()
def new():
    return sheet(BriefForm(formdata=None))


@bp.post("")
@signed_in()
def create():
    form, experiment = BriefForm(), tried()
    if not form.validate_on_submit():
        return sheet(form, 422)
    if form.to.moved_from(Sending.upward(current_user)):
        return sheet(form, 409)
    brief = Brief.send(uid=form.uid.data, by=current_user, experiment=experiment, **form.lines)
    return moved(url_for("briefs.show", brief_id=brief.uid))


@bp.get("/<uuid:brief_id>")
@signed_in()
def show(brief_id):
    return shown(Brief.find(brief_id, current_user), RemarkForm(formdata=None))


def shown(brief, form, status=200):
    """The brief with its answers, and who the two are that read it."""
    remarks, readers = list(Remark.under(brief, current_user)), list(brief.readers())
    return page(
        "briefs/show.html", status, brief=brief, remarks=remarks, readers=readers, form=form
    )


def sheet(form, status=200):
    sending = Sending.upward(current_user)
    told = {"readers": list(sending.readers()), "address": sending.address}
    return page("briefs/new.html", status, form=form, experiment=tried(), **told)


def tried():
    """The reader's own try the brief grows from, if the request names one."""
    uid = uid_or_none("experiment")
    return owned(Experiment, uid) if uid else None
