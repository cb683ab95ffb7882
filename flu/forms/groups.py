"""Who may sit together: the builder, its name, and a seat in a group."""

from flask_babel import lazy_gettext as _l
from wtforms.validators import DataRequired, InputRequired, ValidationError

from flu.forms.fields import PICK_ONE, BirthId, Form, Pick, PickFromList, Picks, line, words
from flu.models import Group
from flu.words import options

NAME = 60
NOBODY = ("", _l("Ingen endnu"))


class GroupForm(Form):
    """People become a group; what is typed stays when a rule says no."""

    uid = BirthId()
    name = line(_l("Gruppens navn"), most=NAME, missing=_l("Giv gruppen et navn."))
    members = Picks(_l("Ledere"))
    host = PickFromList(_l("Vært"), description=_l("En af lederne. Værten skifter undervejs."))
    facilitator = PickFromList(_l("Facilitator"))

    @classmethod
    def of(cls, programme, user, **kwargs):
        """A form that knows whom there is to choose among; only who runs it appoints (M06)."""
        form = cls(**kwargs)
        form.leaders = [p for p in programme.roster("participant") if p != user]
        form.facilitators = [p for p in programme.roster("facilitator") if p != user]
        form.members.choices = _named(form.leaders)
        form.host.choices = [NOBODY, *_named(form.leaders)]
        form.facilitator.choices = [NOBODY, *_named(form.facilitators)]
        if not programme.managed_by(user):
            del form.host, form.facilitator
        return form

    def validate_host(self, field):
        if field.data and field.data not in (self.members.data or ()):
            raise ValidationError(_l("Værten er en af lederne i gruppen. Vælg vedkommende til."))

    @property
    def people(self):
        """Whom Group.form() is to seat."""
        return {
            "members": _among(self.leaders, self.members),
            "host": next(iter(_among(self.leaders, self.host)), None),
            "facilitator": next(iter(_among(self.facilitators, self.facilitator)), None),
        }

    def draft(self):
        """What speaks for and against those chosen so far."""
        people = self.people
        staff = [people["facilitator"]] if people["facilitator"] else []
        return Group.draft(people["members"], staff=staff)


class RenameForm(Form):
    name = line(_l("Gruppens navn"), most=NAME, missing=_l("Giv gruppen et navn."))


class MembershipForm(Form):
    """A seat for one more."""

    uid = BirthId()
    person = PickFromList(
        _l("Hvem?"), validators=[DataRequired(_l("Vælg, hvem der skal have pladsen."))]
    )

    @classmethod
    def of(cls, group, role, user, **kwargs):
        """Everybody in this role in the programme; those who sit here already stand greyed."""
        form = cls(**kwargs)
        enrolled = "facilitator" if role == "facilitator" else "participant"
        people = [p for p in group.programme.roster(enrolled) if p != user]
        seated = {seat.user_id for seat in group.seats()}
        form.people = {str(person.uid): person for person in people}
        form.person.choices = [
            ("", _l("Vælg en leder")),
            *((str(p.uid), _placed(p), {"disabled": p.id in seated}) for p in people),
        ]
        return form

    @property
    def chosen(self):
        return self.people[self.person.data]


class RoleForm(Form):
    role = Pick(
        _l("Rolle i gruppen"), choices=options("role", ("member", "host")),
        validators=[InputRequired(PICK_ONE)],
    )  # fmt: skip


class DepartureForm(Form):
    reason = words(
        _l("Hvorfor?"),
        most=1000,
        hint=_l("Den, det gælder, og gruppen kan læse begrundelsen i gruppens log."),
    )


def _named(people):
    return [(str(person.uid), person.name) for person in people]


def _among(people, field):
    uids = field.data if field else ()
    return [person for person in people if str(person.uid) in (uids or ())]


def _placed(person):
    """With the unit, so that two of the same name are told apart."""
    return f"{person.name} · {person.unit.name}" if person.unit else person.name
