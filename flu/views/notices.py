"""What everybody may read about FLU itself: privacy, accessibility, how it works, whom to call."""

from datetime import date, timedelta
from urllib.parse import urlsplit

from flask import Blueprint, current_app, redirect

from flu import clock
from flu.i18n import language
from flu.web.access import anyone, signed_in
from flu.web.render import page

bp = Blueprint("notices", __name__)
STATED_ON = date(2026, 11, 23)
AGENCY = "https://www.was.digst.dk/"
HALF_A_YEAR = timedelta(days=180)


@bp.get("/privacy")
@anyone
def privacy():
    return told("privacy")


@bp.get("/tilgaengelighed")
@anyone
def accessibility():
    return told("accessibility", stated_on=STATED_ON, agency=register())


@bp.get("/was")
@anyone
def was():
    return redirect(register(), 302)


@bp.get("/help")
@signed_in()
def guide():
    return told("guide")


@bp.get("/.well-known/security.txt")
@anyone
def security():
    settings = current_app.config["SETTINGS"]
    whom = f"mailto:{settings.contact}" if settings.contact else f"{settings.base_url}/privacy"
    ends = (clock.now() + HALF_A_YEAR).replace(microsecond=0)
    lines = [
        f"Contact: {whom}",
        f"Expires: {ends.isoformat()}",
        "Preferred-Languages: da, en",
        f"Canonical: {settings.base_url}/.well-known/security.txt",
    ]
    return "\n".join(lines) + "\n", {"Content-Type": "text/plain; charset=utf-8"}


def told(name, **context):
    settings = current_app.config["SETTINGS"]
    return page(f"notices/{name}.{language()}.html", settings=settings, **context)


def register():
    """Where the agency keeps this host's accessibility statement."""
    host = urlsplit(current_app.config["SETTINGS"].base_url).hostname
    return AGENCY + host.removeprefix("www.").replace(".", "-")
