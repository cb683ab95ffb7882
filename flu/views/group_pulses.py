"""The group's own share of the culture pulse, once a pulse has closed (M36)."""

from flask import Blueprint
from flask_login import current_user

from flu import defaults
from flu.models import GroupPulse, Pulse
from flu.models.trend import Trend
from flu.web.access import signed_in
from flu.web.render import page

bp = Blueprint("group_pulses", __name__, url_prefix="/groups/<uuid:group_id>/pulses")


@bp.get("")
@signed_in("M36")
def index(group_id):
    group = GroupPulse.table(group_id, current_user)
    return page(
        "group_pulses/index.html", group=group, statements=defaults.statements(),
        trend=Trend(group.programme, GroupPulse.within(group)),
        hold=Pulse.told_to(current_user, group.programme),
    )  # fmt: skip
