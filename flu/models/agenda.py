"""The agenda writes itself (N12): what is unfinished comes first, in the same order every time."""

from dataclasses import dataclass, field

from flu.models.action import Action
from flu.models.course import CONCLUDED
from flu.models.experiment import Experiment
from flu.models.topic import Topic

MOST = 12


@dataclass
class Agenda:
    """Open actions, tries that end, threads asked for, the participants' own; as the viewer may
    read each of them, so that the same meeting may look shorter to somebody else."""

    actions: list = field(default_factory=list)
    tries: list = field(default_factory=list)
    threads: list = field(default_factory=list)
    topics: list = field(default_factory=list)

    @classmethod
    def of(cls, seance, viewer):
        group, programme = seance.group, seance.programme
        waiting = list(Topic.waiting(viewer, programme=programme, group=group))
        own = {
            "threads": [topic for topic in waiting if topic.reflection_id],
            "topics": [topic for topic in waiting if not topic.reflection_id],
        }
        if group is None:
            return cls(**own)
        open_ones = Action.within(group, viewer).where(Action.state.not_in(("done", "stopped")))
        actions = open_ones.order_by(Action.follow_up_on, Action.id)
        return cls(actions=list(actions), tries=list(_ending(seance, viewer)), **own)

    @property
    def is_empty(self):
        return not (self.actions or self.tries or self.threads or self.topics)


def _ending(seance, viewer):
    """Tries shared at this table whose day has come before the meeting, and that nobody has
    kept, changed or let go yet."""
    return (
        Experiment.visible_to(viewer)
        .where(
            Experiment.group == seance.group,
            Experiment.visibility != "private",
            Experiment.state.not_in((*CONCLUDED, "paused")),
            Experiment.planned_at <= seance.starts_at,
        )
        .order_by(Experiment.planned_at, Experiment.id)
        .limit(MOST)
    )
