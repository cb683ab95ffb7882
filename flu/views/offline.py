"""What the phone keeps in the open: the worker, and pages without anybody's content."""

from flask import Blueprint, current_app, make_response

from flu.forms.experiments import WonderForm
from flu.web import worker
from flu.web.access import anyone
from flu.web.render import page

bp = Blueprint("offline", __name__)


@bp.get("/service-worker.js")
@anyone
def script():
    known = current_app.extensions
    text = known.get("worker") or known.setdefault("worker", worker.script())
    answer = make_response(text)
    answer.headers |= {"Content-Type": "text/javascript", "Cache-Control": "no-cache"}
    answer.add_etag()
    return answer


@bp.get("/offline")
@anyone
def show():
    return page("offline/show.html")


@bp.get("/offline/capture")
@anyone
def capture():
    form = WonderForm(formdata=None)
    form.track.offer([])
    return page("offline/capture.html", form=form)


@bp.get("/offline/outbox")
@anyone
def outbox():
    return page("offline/outbox.html")
