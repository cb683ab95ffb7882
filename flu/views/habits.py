"""Vaner: always one's own alone."""

from flask import Blueprint, url_for
from flask_login import current_user

from flu.forms.habits import HabitForm
from flu.models import Habit
from flu.web.access import owned, signed_in
from flu.web.render import moved, page

bp = Blueprint("habits", __name__, url_prefix="/habits")


@bp.get("")
@signed_in("M22")
def index():
    return page("habits/index.html", habits=list(Habit.mine(current_user)))


@bp.get("/new")
@signed_in("M22")
def new():
    return page("habits/new.html", form=HabitForm(formdata=None))


@bp.post("")
@signed_in("M22")
def create():
    form = HabitForm()
    if not form.validate_on_submit():
        return page("habits/new.html", 422, form=form)
    Habit.notice(uid=form.uid.data, by=current_user, **form.parts)
    return moved(url_for("habits.index"))


@bp.get("/<uuid:habit_id>/edit")
@signed_in("M22")
def edit(habit_id):
    habit = owned(Habit, habit_id)
    return page("habits/edit.html", habit=habit, form=HabitForm(formdata=None, obj=habit))


@bp.post("/<uuid:habit_id>")
@signed_in("M22")
def update(habit_id):
    habit, form = owned(Habit, habit_id), HabitForm()
    if not form.validate_on_submit():
        return page("habits/edit.html", 422, habit=habit, form=form)
    if form.is_stale(habit):
        return page("habits/edit.html", 409, habit=habit, form=form, saved=habit)
    habit.revise(**form.parts)
    return moved(url_for("habits.index"), habit.version)
