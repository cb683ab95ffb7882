"""What is measured, each an application of its own: our ceilings, and ourselves."""

import json
import os
from datetime import datetime
from pathlib import Path

from flask import Flask, render_template, template_rendered

from flu import create_app


def hello():
    """The least Flask can do."""
    app = Flask("hello")
    app.add_url_rule("/", view_func=lambda: "Hello")
    return app


def bare():
    """Flask and Jinja with the thread's rows as constants, and no more."""
    app = Flask("bare", root_path=str(Path(__file__).parent))
    rows = json.loads(os.environ["BENCH_ROWS"])
    for comment in rows["comments"]:
        comment["at"] = datetime.fromisoformat(comment["at"])
    app.add_url_rule("/", view_func=lambda: render_template("bare.html", **rows))
    return app


def template():
    """Our own thread template, fed with what its view once found: no database, no session."""
    app, address = create_app(), os.environ["BENCH_THREAD"]
    template, found = seen_once(app, address, os.environ["BENCH_COOKIE"])
    for theirs in ("g", "request", "session"):
        found.pop(theirs, None)
    app.before_request_funcs.clear()
    app.teardown_request_funcs.clear()
    endpoint, _ = app.url_map.bind("localhost").match(address)
    app.view_functions[endpoint] = lambda **ids: render_template(template, **found)
    return app


def seen_once(app, address, cookie):
    """The template and the context by which this address was answered."""
    shown = []

    def look(sender, template, context, **more):
        shown.append((template, dict(context)))

    with template_rendered.connected_to(look, app):
        answer = app.test_client(use_cookies=False).get(address, headers={"Cookie": cookie})
    assert answer.status_code == 200, f"{address} answered {answer.status_code}"
    return shown[-1]


flu = create_app
