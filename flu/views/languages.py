"""Danish or English: kept with the person, and in a cookie for whoever has not signed in."""

from flask import Blueprint, current_app
from flask_login import current_user

from flu.forms.profiles import LanguageForm
from flu.i18n import COOKIE
from flu.web.access import anyone
from flu.web.render import moved
from flu.web.session import safe_next

bp = Blueprint("languages", __name__, url_prefix="/language")
YEAR = 365 * 24 * 3600


@bp.post("")
@anyone
def update():
    form = LanguageForm()
    answer = moved(safe_next(form.next.data))
    if form.validate_on_submit():
        secure = current_app.config["SETTINGS"].secure
        answer.set_cookie(
            COOKIE, form.locale.data, max_age=YEAR, secure=secure, httponly=True, samesite="Lax"
        )
        if current_user.is_authenticated:
            current_user.speak(form.locale.data)
    return answer
