"""FLU: leaders learn leadership from their own work, together."""

from flask import Flask, request
from werkzeug.middleware.proxy_fix import ProxyFix

from flu import config, i18n, seal, views
from flu.db import connect, database
from flu.web import access, addresses, assets, errors, filters, headers, htmx, once, session


def create_app(settings=None):
    """The application. Raises LookupError if a route has no access decision."""
    settings = settings or config.read()
    app = Flask(__name__, static_folder=None, template_folder=str(config.ROOT / "templates"))
    app.config.update(
        SETTINGS=settings,
        SECRET_KEY=settings.key,
        SESSION_COOKIE_NAME="__Host-flu" if settings.secure else "flu",
        SESSION_COOKIE_SECURE=settings.secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        MAX_CONTENT_LENGTH=2 * 2**20,
        WTF_CSRF_ENABLED=False,  # one guard for all writes instead: web/session.py
    )
    if settings.proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=settings.proxies)
    connect(settings.database)
    seal.use(settings.key)
    one_connection_per_request(app)
    i18n.init(app)
    htmx.init(app)
    session.init(app)
    assets.init(app, settings.data_dir)
    headers.init(app)
    filters.init(app)
    errors.init(app)
    addresses.init(app)
    views.register(app)
    once.init(app)
    app.extensions["decisions"] = list(access.decisions(app))
    return app


def one_connection_per_request(app):
    @app.before_request
    def _open():
        if request.endpoint != "health.lives":
            database.connect(reuse_if_open=True)

    @app.teardown_request
    def _close(error):
        if not database.is_closed():
            database.close()
