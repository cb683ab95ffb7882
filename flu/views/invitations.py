"""Inviting people, and the page behind an invitation's link (M04, S24)."""

from flask import Blueprint, current_app, session, url_for
from flask_babel import gettext as _
from flask_login import current_user

from flu.forms.invitations import InvitationForm, JoinForm
from flu.models import Group, Invitation, Programme, User
from flu.models.department import Tree
from flu.models.directory import to_invite
from flu.web.access import allow, anyone, signed_in
from flu.web.addresses import uid_or_none
from flu.web.render import moved, page

bp = Blueprint("invitations", __name__, url_prefix="/invitations")
LINK = "link"  # in the inviter's own cookie from the making of a link until it is shown, once


@bp.get("")
@signed_in("M04")
def index():
    waiting = Invitation.waiting(*tended())
    again = InvitationForm(formdata=None)
    link = session.pop(LINK, None)
    return page("invitations/index.html", waiting=waiting, again=again, link=link)


@bp.get("/new")
@signed_in("M04")
def new():
    group = named_group()
    return page("invitations/new.html", form=asked(formdata=None, group=group and str(group.uid)))


@bp.post("")
@signed_in("M04", "M44")
def create():
    group, form = named_group(), asked()
    if not form.validate_on_submit() or is_known(form):
        return page("invitations/new.html", 422, form=form)

    programme = group.programme if group else next(iter(tended()[0]), None)
    allow(programme is not None)
    allow(form.role.data == "participant" or programme.managed_by(current_user))
    invitation = invite(form, programme=programme, group=group)
    if invitation.token:
        where = url_for("invitations.show", token=invitation.token)
        url = current_app.config["SETTINGS"].base_url + where
        session[LINK] = {"name": invitation.user.name, "url": url}
    return moved(url_for("invitations.index"))


@bp.get("/<token>")
@anyone
def show(token):
    invitation = Invitation.opened_by(token)
    if invitation is None:
        return page("invitations/gone.html", 404)
    form = JoinForm(formdata=None)
    return page("invitations/show.html", invitation=invitation, token=token, form=form)


def tended():
    """The programmes and groups one may invite to. 403 when there are none."""
    programmes = [p for p in Programme.visible_to(current_user) if p.managed_by(current_user)]
    groups = [g for g in Group.visible_to(current_user) if g.tended_by(current_user)]
    allow(programmes or groups)
    return programmes, groups


def named_group():
    uid = uid_or_none("group")
    group = Group.find(uid, current_user) if uid else None
    allow(group is None or group.tended_by(current_user))
    return group


def asked(**kwargs):
    programmes, groups = tended()
    people, units = to_invite(current_user), Tree(current_user.organisation_id).units()
    open_groups = [group for group in groups if not group.archived_at]
    return InvitationForm.of(people, units, open_groups, managing=bool(programmes), **kwargs)


def is_known(form):
    """A new person's e-mail that somebody has already, which the form then says."""
    known = not form.person.data and User.by_email(form.email.data)
    if known:
        form.email.errors = [_("Den e-mail kan ikke bruges her. Står personen på listen?")]
    return known


def invite(form, **to):
    to |= {"role": form.role.data, "by": current_user._get_current_object(), "uid": form.uid.data}
    if form.person.data:
        return Invitation.invite(User.find(form.person.data, current_user), **to)
    unit = Tree(current_user.organisation_id).found(form.unit.data)
    return Invitation.invite_newcomer(name=form.name.data, email=form.email.data, unit=unit, **to)
