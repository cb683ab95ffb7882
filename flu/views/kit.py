"""The forms of the loop's steps for things the server has not met, for a phone to take along."""

from flask import Blueprint
from flask_login import current_user

from flu.forms.experiments import WonderForm
from flu.forms.hypotheses import HypothesisForm
from flu.forms.observations import ObservationForm
from flu.forms.plans import PlanForm
from flu.forms.reflections import ReflectionForm
from flu.forms.shares import ShareForm
from flu.forms.trials import TrialForm
from flu.forms.visibilities import VisibilityForm
from flu.i18n import language
from flu.models import Experiment, Habit, Reflection
from flu.models.circles import Circles
from flu.models.format import WEEKLY
from flu.models.question import Question
from flu.web.access import seated, signed_in
from flu.web.filters import UNBORN
from flu.web.render import page

bp = Blueprint("kit", __name__)
BLANK = {"formdata": None}


@bp.get("/kit")
@signed_in("M22", "M10")
def show():
    seated()
    experiment = Experiment(uid=UNBORN, author=current_user.id)
    reflection = Reflection(uid=UNBORN, author=current_user.id)
    circles = Circles(reflection)
    return page(
        "kit/show.html", experiment=experiment, reflection=reflection, circles=circles,
        forms=blank(circles), after=asked(experiment), weekly=asked(format=WEEKLY),
    )  # fmt: skip


def blank(circles):
    """The forms by the name of their step; the phone writes the address in for `UNBORN`."""
    wanted = {"visibility": "group", "group": str(circles.home.uid) if circles.home else None}
    return {
        "wonder": WonderForm.of(current_user, **BLANK),
        "hypotheses": HypothesisForm.of(list(Habit.kept_by(current_user)), **BLANK),
        "plans": PlanForm(**BLANK),
        "trials": TrialForm(**BLANK),
        "postponed": TrialForm(outcome="postponed", **BLANK),
        "given_up": TrialForm(outcome="given_up", **BLANK).ask(),
        "observations": ObservationForm(**BLANK),
        "shares": ShareForm(group=wanted["group"], **BLANK),
        "visibilities": VisibilityForm.of(circles, "", **wanted, **BLANK),
    }


def asked(experiment=None, format=None):
    """The question of a reflection and its form: after a try, or this week's."""
    question = Question(current_user, format=format, locale=language())
    if experiment is not None:
        question.about(experiment)
    return question, ReflectionForm.asking(question, uid=None, **BLANK)
