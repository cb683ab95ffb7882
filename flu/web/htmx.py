"""htmx-flask, wrapped once: htmx 4's headers, the bugs of 0.1.0 kept outside (see docs)."""

from flask import request
from htmx_flask import Htmx


def init(app):
    Htmx(app)

    @app.after_request
    def _vary(response):
        response.vary.add("HX-Request")
        if request.htmx and response.status_code >= 400:
            response.headers["HX-Push-Url"] = "false"
        return response


def wants_pieces():
    """Did a form ask for the changed pieces alone? A boosted walk wants the whole page."""
    return bool(request.htmx) and not request.htmx.boosted


def whole_page(response):
    """Tell htmx to lay this answer over the page, whatever region had asked."""
    response.headers["HX-Retarget"] = "#page"
    response.headers["HX-Reselect"] = "#page"
    response.headers["HX-Reswap"] = "outerHTML"
    return response
