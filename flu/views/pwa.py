"""What the phone needs to install FLU."""

from flask import Blueprint, jsonify, request

from flu.i18n import language, speaking
from flu.web import manifest as told
from flu.web.access import anyone

bp = Blueprint("pwa", __name__)


@bp.get("/manifest.webmanifest")
@anyone
def manifest():
    """Asked for without cookies, so the address tells the language."""
    with speaking(request.args.get("lang") or language()):
        answer = jsonify(told.manifest())
    answer.mimetype = "application/manifest+json"
    return answer
