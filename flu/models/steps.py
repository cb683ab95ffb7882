"""The plan as a person sees it: each frame with the times set for it, what is past and next."""

from dataclasses import dataclass, field

from flu import clock
from flu.models.frame import Frame
from flu.models.group import Group
from flu.models.seance import Seance


@dataclass
class Step:
    """A frame of the plan. `unset` are one's groups that have not agreed on a time yet."""

    frame: object
    monday: object
    seances: list = field(default_factory=list)
    unset: list = field(default_factory=list)

    @property
    def starts_on(self):
        """The first agreed day, else the Monday of its week."""
        if self.seances:
            return clock.local(self.seances[0].starts_at).date()
        return self.monday

    @property
    def is_past(self):
        """Held, or its week is gone."""
        if self.seances and not self.unset:
            return all(seance.is_over for seance in self.seances)
        return (clock.today() - self.monday).days >= 7


def steps(programme, viewer):
    """All of the plan, in its order."""
    agreed = {}
    for seance in Seance.within(programme, viewer):
        agreed.setdefault(seance.frame_id, []).append(seance)
    groups = [group for group in Group.of(viewer) if group.programme_id == programme.id]
    mondays = {}
    for frame in Frame.plan(programme):
        frame.programme = programme
        monday = mondays.setdefault(frame.week, programme.monday(frame.week))
        there = agreed.get(frame.id, [])
        held = {seance.group_id for seance in there}
        unset = [group for group in groups if group.id not in held] if _meets(frame) else []
        yield Step(frame, monday, there, unset)


def _meets(frame):
    return frame.kind == "meeting"
