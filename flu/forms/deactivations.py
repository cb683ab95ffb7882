"""Why somebody is shut out."""

from flask_babel import lazy_gettext as _l

from flu.forms.fields import LINE, Form, words


class DeactivationForm(Form):
    reason = words(
        _l("Hvorfor?"),
        most=LINE * 2,
        hint=_l("Kort og nøgternt, fx »fratrådt«. De forløbsansvarlige kan læse det."),
    )
