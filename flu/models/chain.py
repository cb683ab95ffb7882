"""The chain from a wonder to a gain, walkable both ways, as far as the viewer may read (N10)."""

from dataclasses import dataclass
from datetime import date

from peewee import Value

from flu.models.action import LIVE, Action
from flu.models.comment import Comment
from flu.models.experiment import CONCLUDED, Experiment
from flu.models.item import Item
from flu.models.reflection import Reflection
from flu.models.user import User

MOST = 8  # of a kind: threads, actions, editions
NEXT = ("plan", "tried", "seen", "learned", "shared")


@dataclass
class Node:
    """One link: what it is, the item it leads to, and a person's words about it."""

    kind: str
    item: Item | None = None
    text: str = ""
    when: date | None = None
    here: bool = False
    ahead: bool = False
    branch: bool = False

    @property
    def who(self):
        return self.item.author.name if self.item and not self.ahead else ""

    @property
    def track(self):
        return getattr(self.item, "track", None) if self.branch else None

    @property
    def noun(self):
        """What the item is, to find its page."""
        return self.item.noun

    @property
    def hidden(self):
        return self.kind == "hidden"


class Chain(list):
    """Nodes in order: earlier editions, try, threads, answers, actions, gains, later editions."""

    @classmethod
    def of(cls, noun, viewer):
        """Around any experiment, reflection, comment or action; one query for a loaded thread."""
        walks = {Experiment: _of_try, Reflection: _of_thread, Comment: _of_answer}
        return cls(walks.get(type(noun), _of_action)(noun, viewer))

    @property
    def track(self):
        """The try's own, whose colour the thread has."""
        return next((node.item.track for node in self if node.kind == "wonder"), None)

    @property
    def leads_anywhere(self):
        return any(not (node.here or node.ahead) for node in self)


def _of_try(it, viewer):
    threads = list(Reflection.on(it, viewer).limit(MOST))
    actions = Action.out_of(viewer, reflections=threads, experiment=it).limit(MOST)
    own = [*_try(it), *_shared(it, threads)]
    own[-1].here = True
    learned = [node for thread in threads for node in _learned(thread)]
    learned_at = next((n for n, node in enumerate(own) if node.kind == "shared"), len(own))
    yield from _before(it, viewer)
    yield from [*own[:learned_at], *learned, *own[learned_at:]]
    yield from _to_come(it, learned)
    yield from _acted(actions)
    yield from _after(it, viewer)


def _of_thread(thread, viewer):
    yield from _up_to(thread)
    yield from _acted(Action.born_of(thread, viewer).limit(MOST))


def _of_answer(comment, viewer):
    thread = _thread(comment.reflection_id, viewer)
    yield from _up_to(thread, here=False)
    yield _answered(comment, here=True)
    yield from _acted(Action.visible_to(viewer).where(Action.comment == comment).limit(MOST))


def _of_action(action, viewer):
    origin, it = _origin(action, viewer)
    yield from _before(it, viewer) if it else ()
    yield from origin
    yield from _acted([action], here=True)
    yield from _after(it, viewer) if it else ()


def _origin(action, viewer):
    """The nodes an action was born of, and the try at their root if the viewer may read it."""
    nodes, thread_id, it = [], action.reflection_id, None
    if action.comment_id:
        comment, open_ = _comment(action.comment_id, viewer)
        thread_id = comment.reflection_id
        nodes = [_answered(comment) if open_ else HIDDEN]
    if thread_id:
        thread = _thread(thread_id, viewer)
        if action.comment_id:
            comment.reflection = thread or comment.reflection_id
        it = _try_of(thread) if thread else None
        upward = _up_to(thread, here=False) if thread else [HIDDEN]
        nodes = [HIDDEN] if upward == nodes == [HIDDEN] else [*upward, *nodes]
    elif action.experiment_id:
        it = Experiment.visible_to(viewer).where(Experiment.id == action.experiment_id).first()
        nodes = [*_try(it), *_shared(it, ())] if it else [HIDDEN]
    elif action.origin_kind:
        nodes = [HIDDEN]
    return nodes, it


def _up_to(thread, *, here=True):
    """From the wonder to this thread."""
    it = _try_of(thread)
    nodes = [*_learned(thread), *(_shared(it, [thread]) if it else ())]
    nodes = nodes or [Node("shared", thread, it.title if it else "", thread.shared_at)]
    nodes[0].here = here
    return [*(_try(it) if it else ()), *nodes]


def _try_of(thread):
    """The try a thread tells of, if its reader may read that, too."""
    if not (thread.experiment_id and thread.shows_try):
        return None
    thread.experiment.author = thread.author
    return thread.experiment


def _try(it):
    """What stands on the experiment itself."""
    wonder = it.wondering or it.differs or it.if_i or it.desk_task
    nodes = [Node("wonder", it, wonder, it.created_at)]
    if it.if_i:
        nodes.append(Node("plan", it, it.if_i, it.planned_at))
    if it.step >= 2 and it.sealed_at:
        nodes.append(Node("tried", it, it.first_move, it.sealed_at))
    if it.seen_heard:
        nodes.append(Node("seen", it, it.seen_heard))
    return nodes


def _learned(thread):
    said = thread.shared_at or thread.created_at
    return [Node("learned", thread, thread.text, said)] if thread.text else []


def _shared(it, threads):
    """The sentence that went out, leading to the thread it opened."""
    if it.visibility == "private" or not it.takeaway:
        return []
    open_ = [thread for thread in threads if thread.visibility != "private"]
    return [Node("shared", open_[-1] if open_ else it, it.takeaway, it.shared_at)]


def _to_come(it, learned):
    """The next link of a try that is still on its way."""
    done = {"plan": it.if_i, "tried": it.sealed_at, "seen": it.seen_heard, "learned": learned}
    ahead = next((kind for kind in NEXT if not done.get(kind)), None)
    if it.state not in (*CONCLUDED, "paused", "shared") and ahead:
        yield Node(ahead, it, ahead=True)


def _answered(comment, *, here=False):
    said = (comment.body, comment.created_at)
    return Node("answered", comment, *said, here=here, branch=not here)


def _acted(actions, *, here=False):
    """Each action and what came of it."""
    for action in actions:
        yield Node("action", action, action.title, action.created_at, here=here, branch=not here)
        if action.realised_gain:
            yield Node("gain", action, action.realised_gain)
        elif action.takeaway:
            yield Node("learned", action, action.takeaway)
        elif action.state in LIVE:
            yield Node("gain", action, when=action.follow_up_on, ahead=True)


def _before(it, viewer):
    """The editions before this one, the eldest first; one known of but not readable ends them."""
    if it.previous_id is None:
        return
    near = {e.id: e for e in Experiment.visible_to(viewer).where(Experiment.id.in_(_forebears(it)))}
    nodes = []
    while it.previous_id and (it.previous_id in near):
        elder = near[it.previous_id]
        kind = "previous" if elder.author_id == it.author_id else "origin"
        nodes.append(Node(kind, elder, elder.title, elder.created_at))
        it = elder
    if it.previous_id and len(nodes) < MOST and (it.changes or it.author_id == viewer.id):
        nodes.append(HIDDEN)
    yield from reversed(nodes)


def _after(it, viewer):
    """Later editions: the owner's next, and what others tried elsewhere."""
    editions = Experiment.visible_to(viewer).where(Experiment.previous == it)
    for edition in editions.order_by(Experiment.id).limit(MOST):
        kind = "next" if edition.author_id == it.author_id else "elsewhere"
        yield Node(kind, edition, edition.title, edition.created_at, branch=kind == "elsewhere")


def _forebears(it):
    """SQL: the ids of the editions before, at most so many."""
    Elder = Experiment.alias()
    columns = ("id", "previous_id", "distance")
    first = (
        Experiment.select(Experiment.id, Experiment.previous, Value(1))
        .where(Experiment.id == it.previous_id)
        .cte("forebears", recursive=True, columns=columns)
    )
    more = (
        Elder.select(Elder.id, Elder.previous, first.c.distance + 1)
        .join(first, on=first.c.previous_id == Elder.id)
        .where(first.c.distance < MOST)
    )
    every = first.union_all(more)
    return every.select_from(every.c.id)


def _thread(reflection_id, viewer):
    """The thread if the viewer may read it; it tells whether its try is readable, too."""
    return Reflection.visible_to(viewer).where(Reflection.id == reflection_id).first()


def _comment(comment_id, viewer):
    """An answer, and whether the viewer may read it."""
    rows = Comment.select(Comment, User, Comment.readable(viewer).alias("is_open"))
    comment = rows.join(User, on=Comment.author).where(Comment.id == comment_id).get()
    return comment, comment.is_open


HIDDEN = Node("hidden")
