"""The directory: name, title and department of everybody in the organisation (M33)."""

from flask import Blueprint, request
from flask_login import current_user

from flu import text
from flu.models import account, directory
from flu.web.access import allow, signed_in
from flu.web.render import page

bp = Blueprint("people", __name__, url_prefix="/people")
A_PAGE = 60


@bp.get("")
@signed_in("M33")
def index():
    allow(not current_user.visiting)
    words = text.tidy(request.args.get("q"))[:120]
    words = words if text.is_storable(words) else ""
    nth = min(max(request.args.get("page", 1, int), 1), 1000)
    people = directory.page_of(current_user, like=words, page=nth, size=A_PAGE)
    more = len(people) > A_PAGE
    shut = account.shut_in(current_user) if current_user.runs_a_programme else ()
    told = {"people": people[:A_PAGE], "more": more, "shut": shut}
    return page("people/index.html", words=words, nth=nth, **told)
