"""Does the process live, and is it ready to serve (R24)?"""

from flask import Blueprint

from flu.db import pending
from flu.web.access import anyone

bp = Blueprint("health", __name__)


@bp.get("/healthz")
@anyone
def lives():
    return {"status": "ok"}


@bp.get("/readyz")
@anyone
def ready():
    return ({"status": "ok"}, 200) if not pending() else ({"status": "not ready"}, 503)
