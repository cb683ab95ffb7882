"""Mig: what is mine, and the doors that are mine alone."""

from flask import Blueprint
from flask_login import current_user

from flu.models import Check, Experiment, Focus, Habit
from flu.web.access import signed_in
from flu.web.render import page

bp = Blueprint("me", __name__, url_prefix="/me")
SHOWN = 5


@bp.get("")
@signed_in("M11", "M39")
def show():
    running = list(Experiment.mine(current_user, "running").limit(SHOWN + 1))
    kept = list(Experiment.mine(current_user).where(Experiment.state == "adopted").limit(SHOWN))
    habits = list(Habit.mine(current_user))
    return page(
        "me/show.html", running=running[:SHOWN], more=len(running) > SHOWN, kept=kept,
        counts=Experiment.audiences([*running, *kept]), due=list(Check.due_for(current_user)),
        focus=Focus.newest(current_user), habits=[habit for habit in habits if not habit.let_go_at],
        let_go=[habit for habit in habits if habit.let_go_at],
        manages=any("programme_manager" in roles for roles in current_user.posts.values()),
    )  # fmt: skip
