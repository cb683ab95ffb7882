"""A reflection and its answers, as far as one person may read them; the page of a thread."""

from flu.models.chain import Chain
from flu.models.comment import PAGE, Comment
from flu.models.reading import may_answer
from flu.models.reflection import Reflection
from flu.models.user import User


class Thread:
    """All that the page asks the database, asked once."""

    @classmethod
    def find(cls, uid, viewer, *, after=None):
        """The one with this address that the viewer may see. Raises DoesNotExist (404)."""
        known = {
            "is_answerable": may_answer(Reflection, viewer),
            "behind": Comment.behind(),
            "welcomed": Comment.welcomed_in(Reflection.id, viewer),
            "interviewer_name": User.named(Reflection.interviewer),
        }
        columns = [column.alias(name) for name, column in known.items()]
        found = Reflection.visible_to(viewer).where(Reflection.uid == uid)
        return cls(found.select_extend(*columns).get(), viewer, after)

    def __init__(self, reflection, viewer, after):
        self.reflection = reflection
        self.after = after
        self.behind = reflection.behind  # answers in a smaller circle than the thread
        self.interviewer = reflection.interviewer_name
        self.is_answerable = bool(reflection.is_answerable)  # by this viewer, were it not locked
        answers = Comment.under(reflection, viewer, after=after, sized=self.behind > 0)
        self.comments, self.more = answers[:PAGE], len(answers) > PAGE
        self.readers, self.readers_of_answer = reflection.readers_of_answer(viewer)
        self.chain = Chain.of(reflection, viewer)
        self.kinds = Comment.kinds_for(viewer, reflection, reflection.welcomed)
        self.kinds_ever = Comment.kinds_ever(viewer, reflection, reflection.welcomed)
