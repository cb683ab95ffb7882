"""A reflection and its answers, as far as one person may read them; the page of a thread."""

from flu.models.chain import Chain
from flu.models.comment import PAGE, Comment


class Thread:
    """All that the page asks the database, asked once."""

    def __init__(self, reflection, viewer, *, after=None):
        self.reflection = reflection
        self.after = after
        self.behind, welcomed = Comment.standing(reflection, viewer)
        answers = Comment.under(reflection, viewer, after=after, sized=self.behind > 0)
        self.comments, self.more = answers[:PAGE], len(answers) > PAGE
        self.readers, self.readers_of_answer = reflection.readers_of_answer(viewer)
        self.chain = Chain.of(reflection, viewer)
        self.kinds = Comment.kinds_for(viewer, reflection, welcomed)

    @property
    def is_open(self):
        """May this viewer answer, were it not locked?"""
        return bool(self.reflection.is_answerable)
