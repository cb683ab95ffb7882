"""What is one's own and read by others, with all that goes along: a thing to say farewell to."""

from dataclasses import dataclass, field

from flu.models.action import Action, Carrier
from flu.models.comment import Comment
from flu.models.consent import Consent, Voice
from flu.models.experiment import Experiment
from flu.models.follow_up import FollowUp
from flu.models.group import Group
from flu.models.reflection import Reflection

KINDS = {"experiment": Experiment, "reflection": Reflection, "comment": Comment, "action": Action}


@dataclass
class Own:
    """Something shared with all that goes along: the threads of a try, one's replies in them."""

    item: object
    along: list = field(default_factory=list)

    @property
    def rows(self):
        return [self.item, *self.along]

    @classmethod
    def shared_in(cls, programme, user):
        """Everything of this person's that others read there, the latest first."""
        groups = Group.select(Group.id).where(Group.programme == programme)
        found = {kind: _shared(noun, user, groups) for kind, noun in KINDS.items()}
        tries = {it.id: cls(it) for it in found["experiment"]}
        threads = {}
        for thread in found["reflection"]:
            owner = tries.get(thread.experiment_id) or cls(thread)
            if owner.item is not thread:
                owner.along.append(thread)
            threads[thread.id] = owner
        loose = []
        for comment in found["comment"]:
            owner = threads.get(comment.reflection_id)
            if owner is None:
                loose.append(cls(comment))
            else:
                owner.along.append(comment)
        actions = [cls(action, _said(action, user)) for action in found["action"]]
        units = {id(unit): unit for unit in (*tries.values(), *threads.values())}
        every = [*units.values(), *loose, *actions]
        return sorted(every, key=lambda unit: unit.item.created_at, reverse=True)

    @staticmethod
    def audiences(units):
        """Item → how many read it now; one query for each kind."""
        counts = {}
        for kind, noun in KINDS.items():
            items = [unit.item for unit in units if unit.item.noun == kind]
            known = noun.audiences(items)
            counts |= {item: known[item.id] for item in items}
        return counts


def find_own(programme, kind, uid, user):
    """The unit that stands at this address. Raises DoesNotExist (404)."""
    for unit in Own.shared_in(programme, user):
        if (unit.item.noun, unit.item.uid) == (kind, uid):
            return unit
    raise KINDS[kind].DoesNotExist


def _shared(noun, user, groups):
    return list(
        noun.select()
        .where(noun.author == user, noun.group.in_(groups), noun.visibility != "private")
        .where(noun.withdrawn_at.is_null())
    )


def _said(action, user):
    """What this person said about it, and that they carry it."""
    nouns = (Voice, Consent, FollowUp, Carrier)
    return [row for noun in nouns
            for row in noun.select().where(noun.action == action, noun.user == user)]  # fmt: skip
