"""What is shared in a group, as far as one person may read it; the page of a group."""

from flu.models.action import Action
from flu.models.comment import Comment
from flu.models.reflection import PAGE, Reflection


class Feed:
    """All that the page asks the database, asked once. Each post knows `readers_now` and
    `answers_now`."""

    def __init__(self, group, viewer, *, before=None):
        posts = Reflection.feed(group, viewer, before=before).select_extend(
            Reflection.audience_size().alias("readers_now"),
            Comment.tally(viewer).alias("answers_now"),
        )
        self.posts, self.more = list(posts[:PAGE]), len(posts) > PAGE
        self.withheld = Reflection.withheld_in(group, viewer)
        self.seats = list(group.seats())
        actions = Action.within(group, viewer).limit(PAGE)
        self.actions = [action for action in actions if not action.is_over]

    @property
    def older(self):
        """Where an older page begins, if there is one."""
        return self.posts[-1] if self.more else None
