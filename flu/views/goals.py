"""Pejlemærker: set by the programme manager, weighed by manager and sponsor (S10)."""

from flask import Blueprint, request, url_for
from flask_login import current_user

from flu.forms.goals import GoalForm
from flu.models import Aim, Goal, Programme
from flu.models.discreet import weighed
from flu.web.access import allow, signed_in
from flu.web.addresses import uid_or_none
from flu.web.render import moved, page
from flu.web.rooms import managed

bp = Blueprint("goals", __name__, url_prefix="/goals")
MOVES = {"up": -1, "down": 1}


@bp.get("")
@signed_in("M37")
def index():
    programme = Programme.chosen(current_user, uid_or_none("programme"))
    allow(programme is not None and programme.overseen_by(current_user))
    goals = list(Goal.kept(programme))
    return page(
        "goals/index.html", programme=programme, goals=goals,
        weights=weighed(Aim.tallies(programme)),
        vision=current_user.organisation.vision,
    )  # fmt: skip


@bp.get("/new")
@signed_in()
def new():
    return page("goals/new.html", programme=managed(), form=GoalForm(formdata=None))


@bp.post("")
@signed_in()
def create():
    programme, form = managed(), GoalForm()
    if not form.validate_on_submit():
        return page("goals/new.html", 422, programme=programme, form=form)
    Goal.add(programme, by=current_user, uid=form.uid.data, **form.fields)
    return moved(url_for("goals.index", programme=programme.uid))


@bp.get("/<uuid:goal_id>/edit")
@signed_in()
def edit(goal_id):
    goal = edited(goal_id)
    return page("goals/edit.html", goal=goal, form=GoalForm(formdata=None, obj=goal))


@bp.post("/<uuid:goal_id>")
@signed_in()
def update(goal_id):
    goal, form = edited(goal_id), GoalForm()
    if request.form.get("move") in MOVES:
        goal.move(MOVES[request.form["move"]])
        return moved(url_for("goals.index", programme=goal.programme.uid))
    if not form.validate_on_submit():
        return page("goals/edit.html", 422, goal=goal, form=form)
    goal.change(by=current_user, **form.fields)
    return moved(url_for("goals.index", programme=goal.programme.uid))


def edited(goal_id):
    goal = Goal.find(goal_id, current_user)
    allow(goal.edited_by(current_user))
    return goal
