"""The ＋: just write a wonder, or choose what else to write."""

from flask import Blueprint
from flask_login import current_user

from flu.forms.experiments import WonderForm
from flu.web.access import signed_in
from flu.web.render import page

bp = Blueprint("capture", __name__)


@bp.get("/capture")
@signed_in("M22", "M10", "M26")
def show():
    return page("capture/show.html", form=WonderForm.of(current_user, formdata=None))
