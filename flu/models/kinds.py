"""Every kind of thing that is shared, by the word that stands in its address."""

from flu.db import transaction
from flu.models.action import Action
from flu.models.backing import Backing
from flu.models.brief import Brief, Remark
from flu.models.comment import Comment
from flu.models.experiment import Experiment
from flu.models.hiding import Hiding
from flu.models.lift import Lift
from flu.models.reflection import Reflection

KINDS = {
    "reflection": Reflection,
    "comment": Comment,
    "experiment": Experiment,
    "action": Action,
    "brief": Brief,
    "remark": Remark,
    "backing": Backing,
    "lift": Lift,
}


def withdrawn_by(person):
    """All that this person took away and may still bring back, the latest first."""
    items = [item for kind in KINDS.values() for item in kind.withdrawn_by(person)]
    return sorted(items, key=lambda item: item.withdrawn_at, reverse=True)


def find_withdrawn(kind, uid, person):
    """The one with this address that this person took away. Raises DoesNotExist (404)."""
    return KINDS[kind].withdrawn_by(person).where(KINDS[kind].uid == uid).get()


def find_own(kind, uid, person):
    """The same, or one this person may see. Raises DoesNotExist (404)."""
    gone = KINDS[kind].withdrawn_by(person).where(KINDS[kind].uid == uid).get_or_none()
    return gone or KINDS[kind].find(uid, person)


def bring_back(item):
    """To those it was shared with, and as hidden as it was."""
    with transaction():
        Hiding.reopen(item)
        item.restore()
