"""Shared actions: proposed, decided, carried through and looked at again (M26, M27)."""

from flask import Blueprint, request, url_for
from flask_login import current_user

from flu.forms.actions import ActionForm
from flu.models import Action
from flu.models.action import ORIGINS, PAGE
from flu.models.proposal import Proposal
from flu.models.reading import tables_of
from flu.views.rounds import shown
from flu.web.access import allow, signed_in
from flu.web.addresses import uid_or_none
from flu.web.render import moved, page
from flu.web.sentences import fits

bp = Blueprint("actions", __name__, url_prefix="/actions")
SHOWN = ("open", "mine", "proposed", "live", "over")
FIELDS = {
    "action.one_department": "helpers",
    "action.line": "others",
    "action.no_origin": "origin_reason",
    "action.first_step_late": "first_step_on",
    "action.dates_order": "follow_up_on",
}


@bp.get("")
@signed_in("M27")
def index():
    show = request.args.get("show")
    show = show if show in SHOWN else "open"
    over = Action.over_for(current_user, before=uid_or_none("before"))
    rows = list(over if show == "over" else Action.open_for(current_user))
    actions = rows[:PAGE] if show == "over" else rows
    told = {"crews": Action.crews(actions), "more": len(rows) > len(actions)}
    told["sections"] = [(name, told) for name, told in sorted_out(actions, show) if told]
    return page("actions/index.html", show=show, homes=list(tables_of(current_user)), **told)


@bp.get("/new")
@signed_in("M26")
def new():
    proposal = begun()
    form = ActionForm.blank(proposal.group, by=current_user, seed=proposal.seed)
    return sheet(form, proposal)


@bp.post("")
@signed_in("M26")
def create():
    proposal = begun()
    form = ActionForm.of(proposal.group)
    form.validate()
    if not fits(form, form.faults(proposal), FIELDS):
        return sheet(form, proposal, 422)
    born = {"origin": proposal.origin, "origin_reason": form.origin_reason.data or ""}
    born |= {"group": proposal.group, "by": current_user, "uid": form.uid.data}
    action = Action.propose(**born, **form.plan)
    return moved(url_for("actions.show", action_id=action.uid))


@bp.get("/<uuid:action_id>")
@signed_in("M27")
def show(action_id):
    return shown(Action.find(action_id, current_user))


@bp.get("/<uuid:action_id>/edit")
@signed_in("M26")
def edit(action_id):
    action = edited(action_id)
    return page("actions/edit.html", action=action, form=ActionForm.filled(action))


@bp.post("/<uuid:action_id>")
@signed_in("M26")
def update(action_id):
    action = edited(action_id)
    form = ActionForm.of(action.group, action=action)
    form.validate()
    if not fits(form, form.faults(action), FIELDS):
        return page("actions/edit.html", 422, action=action, form=form)
    if form.version.data not in (None, action.version):
        form.version.data = action.version
        return page("actions/edit.html", 409, action=action, form=form, moved_on=True)
    action.edit(by=current_user, seen=form.version.data, **form.plan)
    return moved(url_for("actions.show", action_id=action.uid), action.version)


def sorted_out(actions, show):
    """(section, actions): what one carries comes first and, among the open ones, only there."""
    mine = [action for action in actions if action.carried_for(current_user)]
    rest = [action for action in actions if show != "open" or action not in mine]
    if show in ("open", "mine"):
        yield "mine", mine
    if show in ("open", "live"):
        yield "live", [action for action in rest if action.is_live]
    if show in ("open", "proposed"):
        yield "proposed", [action for action in rest if action.state == "proposed"]
    if show == "over":
        yield "over", actions


def begun():
    """What the request names as origin and group, if they are open to the viewer; else 404."""
    named = ((kind, uid_or_none(kind)) for kind in ORIGINS)
    born_of = next(((kind, uid) for kind, uid in named if uid is not None), None)
    return Proposal.begun(current_user, born_of=born_of, group=uid_or_none("group"))


def sheet(form, proposal, status=200):
    count = proposal.readers(form.others.data or ())
    return page("actions/new.html", status, form=form, proposal=proposal, count=count)


def edited(action_id):
    action = Action.find(action_id, current_user)
    allow(action.edited_by(current_user) and not action.is_over)
    return action
