"""A topic for the table, and a line of the minutes."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField

from flu.forms.fields import BirthId, Form, line, words


class TopicForm(Form):
    uid = BirthId()
    title = line(_l("Hvad vil du gerne have på bordet?"))
    led = BooleanField(_l("Jeg står selv for det"))


class MinuteForm(Form):
    uid = BirthId()
    body = words(_l("Skriv en linje til referatet"), most=1000, rows=2)
