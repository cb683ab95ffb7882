"""The guard at the door: who is asking, and is it really them (S6, S14)."""

from urllib.parse import urlsplit

from flask import abort, current_app, redirect, request, session, url_for
from flask_login import LoginManager, current_user, login_user, logout_user

from flu.models import SignIn
from flu.models.sign_in import ABSOLUTE
from flu.web import device
from flu.web.access import PUBLIC

login = LoginManager()
login.session_protection = None  # an address changes between two meetings; SignIn guards instead


def init(app):
    login.init_app(app)
    login.user_loader(SignIn.person)
    app.config["PERMANENT_SESSION_LIFETIME"] = ABSOLUTE
    app.config["SESSION_REFRESH_EACH_REQUEST"] = False
    app.before_request(refuse_foreign_writes)
    app.before_request(ask_who)


def enter(user):
    """Sign in under a new session id; whatever the old cookie opened is shut (S14)."""
    leave()
    session.permanent = True
    login_user(SignIn.open(user, device=device.known_as(request.user_agent.string)))


def leave():
    if current_user.is_authenticated:
        current_user.sign_in.end()
    logout_user()
    session.clear()


def emptied(response):
    """Let the browser drop what it kept of these pages; phones are shared.

    The pages' own script destroys what it kept sealed for this person; "storage" would take
    along what somebody else left unsent.
    """
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


def refuse_foreign_writes():
    """A write comes from our own pages: by Sec-Fetch-Site, else by Origin; never by neither."""
    if request.method in ("GET", "HEAD", "OPTIONS") or fills_only():
        return None
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    ours = site == "same-origin" if site else origin is not None
    if origin is not None:
        ours = ours and parted(origin).netloc in (request.host, _own_host())
    return None if ours else current_app.handle_user_exception(ForeignWrite())


def ask_who():
    """Nobody gets past without signing in, but through the public doors; fragments get 401."""
    if getattr(asked(), "decision", None) == PUBLIC or current_user.is_authenticated:
        return None
    if fills_only():
        abort(401)  # a page that says so: a walk to the sign-in would drop what was shared unseen
    if request.htmx:
        where = parted(request.headers.get("HX-Current-URL")).path or "/"
        return "", 401, {"HX-Redirect": url_for("sessions.new", next=where)}
    here = request.full_path.rstrip("?") if request.method == "GET" else None
    return redirect(url_for("sessions.new", next=here), 303)


def asked():
    """The view this request is for; None for an address that does not exist."""
    return current_app.view_functions.get(request.endpoint)


def fills_only():
    return getattr(asked(), "fills_only", False)


def safe_next(target):
    """A path on this site to go on to, else the front page; never another host (S10)."""
    plain = target and target.startswith("/") and not target.startswith("//")
    return target if plain and target.isprintable() and "\\" not in target else "/"


def parted(address):
    """Its parts, as whoever is asking wrote it; all empty for what is no address."""
    try:
        return urlsplit(address or "")
    except ValueError:
        return urlsplit("")


class ForeignWrite(Exception):
    """A write that another site, or no page at all, asked for."""


def _own_host():
    return urlsplit(current_app.config["SETTINGS"].base_url).netloc
