"""What becomes of one's own at the end: taken home, left without a name, or deleted (N18).

A choice takes effect at once and is undone until the programme's words go; then what is nameless is
cut from its author for good (`severance.py`). Deleting is withdrawing, with its own 30 days.
"""

from datetime import datetime

from peewee import CharField, ForeignKeyField, IntegerField, JSONField

from flu.db import Born, UTCDateTimeField, transaction
from flu.models.action import Carrier
from flu.models.belongings import KINDS, Own, find_own
from flu.models.comment import Comment
from flu.models.consent import Consent, Voice
from flu.models.experiment import Experiment
from flu.models.export import plain
from flu.models.follow_up import FollowUp
from flu.models.group import Group
from flu.models.hiding import Hiding
from flu.models.line import Line
from flu.models.programme import Programme
from flu.models.reading import ReadingSeat
from flu.models.reflection import Reflection
from flu.models.refusal import Refused
from flu.models.user import NAMELESS, User

CHOICES = ("home", "nameless", "delete")
ROWS = {
    **KINDS, "voice": Voice, "consent": Consent, "followup": FollowUp, "carrier": Carrier,
}  # fmt: skip
SHARED = ("author", "user", "visibility", "group", "shared_at")
KEPT = {Experiment: (*SHARED, "state", "unit")}


class Parting(Born):
    """A choice about one thing; `before` is how each of its rows was, for undoing."""

    user = ForeignKeyField(User, backref="+", on_delete="CASCADE")
    programme = ForeignKeyField(Programme, backref="+", on_delete="CASCADE")
    choice = CharField(max_length=12)
    subject_kind = CharField(max_length=16)
    subject_id = IntegerField()
    before = JSONField(default=list)

    class Meta:
        indexes = ((("subject_kind", "subject_id"), True),)

    @classmethod
    def visible_to(cls, viewer):
        """One's own, the latest first."""
        own = cls.select(cls, Programme).join(Programme).where(cls.user == viewer)
        return own.order_by(cls.id.desc())

    @classmethod
    def choose_all(cls, programme, choice, *, by):
        """The same for all that others still read; what is hidden waits. How many things."""
        with transaction():
            units = [unit for unit in Own.shared_in(programme, by) if not _is_hidden(unit)]
            for unit in units:
                cls.choose(unit, choice, programme=programme, by=by)
        return len(units)

    @classmethod
    def choose(cls, unit, choice, *, programme, by):
        """Raises Refused before the last week, after the words went, and while it is hidden."""
        with transaction():
            if not programme.is_parting:
                raise Refused("parting.closed")
            if _is_hidden(unit):
                raise Refused("parting.hidden")
            if choice == "delete":
                return _withdraw(unit)
            before = [_remembered(row) for row in unit.rows]
            for row in unit.rows:
                _take_home(row) if choice == "home" else _unname(row, by)
            return cls.create(
                user=by, programme=programme, choice=choice, subject_kind=unit.item.noun,
                subject_id=unit.item.id, before=before,
            )  # fmt: skip

    def undo(self):
        """As it was before, for those who read it then."""
        with transaction():
            for kind, key, told in self.before:
                _bring_back(kind, key, told)
            self.delete_instance()

    @property
    def item(self):
        return KINDS[self.subject_kind].get_or_none(KINDS[self.subject_kind].id == self.subject_id)


def choose(programme, choice, one=None, *, by):
    """For the one thing at (kind, uid), else for all. How many. Raises DoesNotExist (404)."""
    if one is None:
        return Parting.choose_all(programme, choice, by=by)
    with transaction():
        Parting.choose(find_own(programme, *one, by), choice, programme=programme, by=by)
    return 1


def listed(user, programme):
    """(choice, its item) of what this person has chosen there, the latest first."""
    chosen = Parting.visible_to(user).where(Parting.programme == programme)
    return [(parting, parting.item) for parting in chosen if parting.item is not None]


def _is_hidden(unit):
    posts = [row for row in unit.rows if isinstance(row, Reflection | Comment)]
    return any(Hiding.open_on(post) for post in posts)


def _withdraw(unit):
    """The threads of a try go with it; one's own replies go each for itself."""
    unit.item.withdraw()
    for row in unit.along:
        if isinstance(row, Comment):
            row.withdraw()


def _remembered(row):
    """The row's columns that a choice may change."""
    names = KEPT.get(type(row), SHARED)
    told = {name: plain(row.__data__[name]) for name in names if name in row.__data__}
    return [type(row).__name__.lower(), row.id, told]


def _bring_back(kind, key, told):
    noun = ROWS[kind]
    fields = {name: _full(noun._meta.fields[name], value) for name, value in told.items()}
    row = noun.get_or_none(noun.id == key)
    if isinstance(row, Carrier | Consent) and _is_settled_since(row, fields["user"]):
        return None
    return noun.update(**fields).where(noun.id == key).execute()


def _is_settled_since(row, user):
    """Others carry it now, or this person does or has answered anew: what was left without a name
    is not taken up again."""
    noun = type(row)
    if not row.user.email.endswith(NAMELESS):
        return True
    theirs = noun.select().where(noun.action == row.action_id, noun.user == user)
    if noun is Consent:
        theirs = theirs.where(noun.round_number == row.round_number)
    if theirs.exists():
        return bool(row.delete_instance())
    return False


def _full(field, value):
    is_moment = isinstance(field, UTCDateTimeField) and value
    return datetime.fromisoformat(value) if is_moment else value


def _take_home(row):
    """Only its author reads it from now on."""
    if hasattr(row, "visibility"):
        turns = {"state": "reflected"} if getattr(row, "state", "") == "shared" else {}
        type(row).update(visibility="private", **turns).where(type(row).id == row.id).execute()


def _unname(row, by):
    """Its readers keep it, and nobody's name is on it; who is above its author reads no more."""
    noun, nobody = type(row), User.stand_in(by.organisation)
    changes = {"author" if hasattr(row, "author_id") else "user": nobody}
    if isinstance(row, Experiment):
        changes["unit"] = None  # where there is one leader, the place is the name
    if getattr(row, "visibility", "") == "cohort" and _is_watched(row, by):
        changes["visibility"] = "group"
    noun.update(**changes).where(noun.id == row.id).execute()


def _is_watched(row, author):
    """Does anybody above its author sit in the cohort, where without a name they would read it?"""
    place = Group.select(Group.programme).where(Group.id == row.group_id)
    above = Line.select(Line.above).where(Line.below == author)
    return (
        ReadingSeat.select()
        .where(ReadingSeat.programme_id == place, ReadingSeat.user_id.in_(above))
        .exists()
    )
