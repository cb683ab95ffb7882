"""An echo answered from the mail: the link asks, only the answer uses it up (N19).

Whatever opens links by itself – a scanner, a preview – sees a question and changes nothing.
"""

from flask import Blueprint

from flu.forms.echoes import EchoForm
from flu.models import Echo
from flu.web.access import anyone
from flu.web.render import page

bp = Blueprint("mailed_answers", __name__, url_prefix="/echoes/by-mail/<token>")


@bp.get("")
@anyone
def new(token):
    return asked(token, EchoForm(formdata=None))


@bp.post("")
@anyone
def create(token):
    form = EchoForm()
    echo = Echo.opened_by(token)
    if echo is None or not form.validate_on_submit():
        return asked(token, form, 422)
    echo.tell(form.answer.data, form.words.data)
    return page("mailed_answers/thanks.html")


def asked(token, form, status=200):
    if Echo.opened_by(token) is None:
        return page("mailed_answers/gone.html", 404)
    return page("mailed_answers/new.html", status, token=token, form=form)
