"""What the phone needs to install FLU, and what it shows without network."""

from flask import Blueprint, jsonify, request

from flu.i18n import language, speaking
from flu.web import manifest as told
from flu.web.access import anyone
from flu.web.render import page

bp = Blueprint("pwa", __name__)


@bp.get("/manifest.webmanifest")
@anyone
def manifest():
    """Asked for without cookies, so the address tells the language."""
    with speaking(request.args.get("lang") or language()):
        answer = jsonify(told.manifest())
    answer.mimetype = "application/manifest+json"
    return answer


@bp.get("/offline")
@anyone
def offline():
    return page("offline/show.html")
