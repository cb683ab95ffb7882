"""A post: a reflection or an answer in its thread, the two that moderation may touch."""

from flu.models.comment import Comment
from flu.models.membership import Membership
from flu.models.reflection import Reflection

POSTS = {"reflection": Reflection, "comment": Comment}


def find_post(kind, uid, viewer):
    """The reflection or comment of this kind and address that the viewer may read."""
    if kind not in POSTS:
        raise Reflection.DoesNotExist
    return POSTS[kind].find(uid, viewer)


def tended_by(person):
    """The groups this person facilitates, with the agreement accepted or not."""
    return Membership.groups_of(person).where(
        Membership.role == "facilitator", Membership.paused_at.is_null()
    )


def words_of(post):
    """A post's own words: a comment's body, or a reflection's answers."""
    return post.body if isinstance(post, Comment) else post.answers


def texts_of(words):
    """The single texts of a post's words, in order."""
    return [words] if isinstance(words, str) else [answer["answer"] for answer in words]


def reword(post, words):
    name = "body" if isinstance(post, Comment) else "answers"
    setattr(post, name, words)
    post.touch()
    post.save(only=[name, "edited_at", "version"])
