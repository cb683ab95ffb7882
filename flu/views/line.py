"""Op og ned i linjen: what was sent to me by name, and what I sent upward (S9, S14)."""

from flask import Blueprint
from flask_login import current_user

from flu.models import Ask, Backing, Brief
from flu.web.access import signed_in
from flu.web.render import page

bp = Blueprint("line", __name__)
MOST = 50


@bp.get("/line")
@signed_in()
def index():
    briefs = list(Brief.visible_to(current_user).limit(MOST))
    return page(
        "line/index.html",
        asks=list(Ask.sent_to(current_user).limit(MOST)),
        briefs_to_me=[brief for brief in briefs if brief.to_id == current_user.id],
        briefs_of_mine=[brief for brief in briefs if brief.author_id == current_user.id],
        backings=Backing.with_status(Backing.asked_by(current_user).limit(MOST)),
    )
