"""A habit let go, and one that came back; both are part of it."""

from flask import Blueprint, url_for

from flu.models import Habit
from flu.web.access import owned, signed_in
from flu.web.render import moved

bp = Blueprint("farewells", __name__, url_prefix="/habits/<uuid:habit_id>")


@bp.post("/farewell")
@signed_in("M22")
def create(habit_id):
    owned(Habit, habit_id).let_go()
    return moved(url_for("habits.index"))


@bp.post("/relapse")
@signed_in("M22")
def destroy(habit_id):
    owned(Habit, habit_id).relapse()
    return moved(url_for("habits.index"))
