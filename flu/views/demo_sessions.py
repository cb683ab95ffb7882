"""In the demo, and nowhere else, one tap signs in as one of its people."""

from flask import Blueprint, abort, current_app

from flu.forms.sessions import DemoForm
from flu.models import crowd
from flu.web.access import anyone
from flu.web.render import moved
from flu.web.session import enter, safe_next

bp = Blueprint("demo_sessions", __name__, url_prefix="/sign-in/demo")


@bp.post("")
@anyone
def create():
    if not current_app.config["SETTINGS"].demo:
        abort(404)
    form = DemoForm()
    enter(crowd.find(form.person.data))
    return moved(safe_next(form.next.data))
