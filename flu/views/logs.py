"""The group's own log: seats, roles, promises, moderation with its reasons (M41)."""

from flask import Blueprint
from flask_login import current_user

from flu.models import Event, Group, User
from flu.web.access import signed_in
from flu.web.addresses import sent, unfolded
from flu.web.render import printed
from flu.web.rooms import promise

bp = Blueprint("logs", __name__, url_prefix="/groups/<uuid:group_id>/log")

PAGE, ALL = 50, 1000


@bp.get("")
@signed_in("M41")
def show(group_id):
    group = Group.look_into(group_id, current_user)
    if current_user.belongs_to(group.id) and not group.read_by(current_user):
        return promise(group)
    most = ALL if unfolded() else PAGE
    events = list(Event.log_of(group, before=sent("before")).limit(most + 1))
    lines = events[:most]
    older = lines[-1].digest if len(events) > most else None
    names = User.names(event.subject_uid for event in lines)
    told = {"lines": lines, "names": names, "older": older}
    return printed("logs/show.html", "log", group=group, unfolded=unfolded(), **told)
