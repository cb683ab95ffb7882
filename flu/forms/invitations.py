"""Whom to invite to what, and the way in for whoever was invited."""

from email_validator import EmailNotValidError, validate_email
from flask_babel import lazy_gettext as _l
from wtforms import EmailField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length, Optional, StopValidation

from flu import text, words
from flu.forms.fields import TOO_LONG, BirthId, Form, PickFromList, Storable, line
from flu.forms.sessions import new_password

ROLES = ("participant", "facilitator", "nearest_manager", "sponsor", "programme_manager")
SEATED = ("participant", "facilitator")


class RealEmail:
    def __call__(self, form, field):
        try:
            validate_email(field.data, check_deliverability=False)
        except EmailNotValidError:
            raise StopValidation(_l("Det ligner ikke en e-mailadresse.")) from None


class InvitationForm(Form):
    uid = BirthId()
    person = PickFromList(_l("Hvem?"), default="")
    name = line(_l("Navn"), required=False)
    email = EmailField(
        _l("E-mail"),
        filters=[text.tidy],
        validators=[Optional(), Length(max=254, message=TOO_LONG), Storable(), RealEmail()],
        render_kw={"autocomplete": "off", "inputmode": "email"},
    )
    unit = PickFromList(_l("Hvor arbejder personen?"), default="")
    role = PickFromList(_l("Rolle i forløbet"), default="participant")
    group = PickFromList(_l("Plads i en gruppe"), default="")

    @classmethod
    def of(cls, people, units, groups, *, managing, **kwargs):
        """With these to choose among; only who manages a programme gives other roles."""
        form = cls(**kwargs)
        form.person.choices = [SelectChoice("", _l("En, der ikke står på listen"))]
        form.person.choices += [SelectChoice(str(p.uid), f"{p.name} · {p.email}") for p in people]
        form.unit.choices = [SelectChoice("", _l("Ved jeg ikke"))]
        form.unit.choices += [SelectChoice(str(node.uid), " / ".join(p)) for node, p in units]
        form.group.choices = [SelectChoice("", _l("Ingen gruppe endnu"))] if managing else []
        form.group.choices += [SelectChoice(str(group.uid), group.name) for group in groups]
        form.role.choices = words.options("role", ROLES if managing else ROLES[:1])
        return form

    def validate_person(self, field):
        if field.data:
            return
        if not self.name.data:
            raise StopValidation(_l("Vælg en person, eller skriv navnet på en ny."))
        if not self.email.data:
            raise StopValidation(_l("Skriv også den nyes e-mail."))

    def validate_group(self, field):
        if field.data and self.role.data not in SEATED:
            raise StopValidation(_l("Kun deltagere og facilitatorer har plads i en gruppe."))


class JoinForm(Form):
    password = new_password(_l("Vælg en adgangskode"))
