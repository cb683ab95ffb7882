"""My own læringspointer, with when each of them comes back (F13)."""

from flask import Blueprint
from flask_login import current_user

from flu import clock
from flu.models.recall import Recall, returns
from flu.web.access import signed_in
from flu.web.render import page

bp = Blueprint("takeaways", __name__)


@bp.get("/me/takeaways")
@signed_in("M11")
def index():
    answers = {(recall.experiment_id, recall.week): recall for recall in Recall.of(current_user)}
    return page(
        "takeaways/index.html", taught=list(Recall.taught(current_user)),
        due=list(Recall.due_for(current_user)), answers=answers, returns=returns,
        now=clock.now(),
    )  # fmt: skip
