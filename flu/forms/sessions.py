"""Signing in, the way in for demo people, and a new password."""

from flask_babel import lazy_gettext as _l
from wtforms import EmailField, HiddenField, PasswordField
from wtforms.validators import DataRequired, Length, StopValidation

from flu import text
from flu.forms.fields import TOO_LONG, Form, Identity, Storable

LEAST = 12
MOST = 1000
COMMON = frozenset(
    """
    adgangskode1 adgangskode12 adgangskode123 adgangskoden1 hemmelighed1 hemmelighed123
    password1234 password12345 password123456 password2024 password2025 password2026
    passwordpassword passw0rd1234 welcome12345 velkommen123 velkommen1234 velkommen2026
    qwertyuiop12 qwertyuiop123 qwerty123456 1q2w3e4r5t6y 1qaz2wsx3edc qazwsxedcrfv
    123456789012 1234567890123 12345678901234 012345678910 1234567891011 123123123123
    123456123456 987654321098 111111111111 000000000000 abcdefghijkl abcd12345678 abc123456789
    iloveyou1234 letmein12345 administrator administrator1 administrator123 sommer202612
    danmark12345 kommune12345 fremtidenslederuddannelse lederuddannelse changeme1234
    """.split()
)  # fmt: skip


class Unguessable:
    """Twelve characters or more, and none of those everybody tries first (S19)."""

    def __call__(self, form, field):
        word = (field.data or "").casefold()
        if len(word) < LEAST:
            raise StopValidation(_l("Brug mindst 12 tegn. Tre-fire ord efter hinanden er fint."))
        if word in COMMON or len(set(word)) < 5:
            raise StopValidation(_l("Den gætter andre let. Tre-fire ord efter hinanden er bedre."))


def new_password(label, **kwargs):
    """A password to be chosen: typed once, shown if one wishes, pasted if one wishes."""
    return PasswordField(
        label,
        description=_l("Mindst 12 tegn. Du må gerne sætte den ind fra en adgangskodeboks."),
        validators=[
            DataRequired(_l("Vælg en adgangskode.")),
            Length(max=MOST, message=TOO_LONG),
            Storable(),
            Unguessable(),
        ],
        render_kw={"autocomplete": "new-password", **kwargs},
    )


class SessionForm(Form):
    email = EmailField(
        _l("E-mail"),
        filters=[text.tidy],
        validators=[
            DataRequired(_l("Skriv din e-mail.")),
            Length(max=254, message=TOO_LONG),
            Storable(),
        ],
        render_kw={"autocomplete": "username", "inputmode": "email"},
    )
    password = PasswordField(
        _l("Adgangskode"),
        validators=[
            DataRequired(_l("Skriv din adgangskode.")),
            Length(max=MOST, message=TOO_LONG),
            Storable(),
        ],
        render_kw={"autocomplete": "current-password"},
    )
    next = HiddenField()


class DemoForm(Form):
    person = Identity(validators=[DataRequired()])
    next = HiddenField()


class PasswordForm(Form):
    """A new password, for whoever knows the present one."""

    present = PasswordField(
        _l("Din nuværende adgangskode"),
        validators=[
            DataRequired(_l("Skriv din nuværende adgangskode.")),
            Length(max=MOST),
            Storable(),
        ],
        render_kw={"autocomplete": "current-password"},
    )
    fresh = new_password(_l("Din nye adgangskode"))
