"""The only ways to answer: a whole page, a file to keep, or after a write what changed."""

import re

from flask import make_response, redirect, render_template, request

from flu.web import htmx

# What leads nowhere from a file: forms, icons of the sprite, addresses.
LIVE = re.compile(
    r'<form\b.*?</form>|<svg class="icon".*?</svg>|<print-page\b.*?</print-page>', re.S
)
DEAD = re.compile(r'\s(?:href|action|hx-[a-z:-]+|data-[a-z-]+)="[^"]*"')


def page(template, status=200, **context):
    """The whole page, with the tag by which a phone's sealed copy is kept fresh."""
    answer = make_response(render_template(template, **context), status)
    answer.headers["Cache-Control"] = "no-store"
    if status != 200:
        return answer
    answer.add_etag()
    return answer.make_conditional(request)


def kept(template, name, **context):
    """A page to take along as a file of this name; it is never shown in this house."""
    answer = make_response(render_template(template, **context))
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


def printed(template, name, **context):
    """The page; asked for `?as=file`, the same as one file that needs nothing else (S41)."""
    if request.args.get("as") != "file":
        return page(template, **context)
    answer = kept(template, f"{name}.html", layout="layouts/file.html", **context)
    answer.set_data(DEAD.sub("", LIVE.sub("", answer.get_data(as_text=True))))
    return answer


def changed(template, *, at, **context):
    """After a write: the changed pieces for htmx, a walk back to the page for everyone else."""
    if htmx.wants_pieces():
        answer = make_response(render_template(template, **context))
        answer.headers["Cache-Control"] = "no-store"
        answer.headers["X-Flu-Then"] = at
        return answer
    return redirect(at, 303)


def moved(at, version=None):
    """After a write whose answer is a whole page of its own; `version` is what an edit became."""
    answer = redirect(at, 303)
    if version is not None:
        answer.headers["X-Flu-Version"] = version
    return answer
