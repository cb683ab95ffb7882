"""A post: a reflection or an answer in its thread, the two that moderation may touch."""

from functools import reduce
from operator import or_

from peewee import Value, fn

from flu.models.comment import Comment
from flu.models.reading import ReadingSeat
from flu.models.reflection import Reflection

POSTS = {"reflection": Reflection, "comment": Comment}


def find_post(kind, uid, viewer):
    """The reflection or comment of this kind and address that the viewer may read."""
    if kind not in POSTS:
        raise Reflection.DoesNotExist
    return POSTS[kind].find(uid, viewer)


def tended_by(person):
    """The groups this person facilitates, with the promise in force accepted (I10)."""
    return ReadingSeat.select(ReadingSeat.group_id).where(
        ReadingSeat.user_id == person.id, ReadingSeat.role == "facilitator"
    )


def still_shared(noun):
    """SQL: the post a row of this noun is about was neither taken away nor narrowed to oneself."""
    Thread = Reflection.alias()
    here = noun.subject_id
    thread = Reflection.select(Value(1)).where(Reflection.id == here, _is_out(Reflection))
    answer = (
        Comment.select(Value(1))
        .join(Thread)
        .where(Comment.id == here, _is_out(Comment), _is_out(Thread))
    )
    known = {"reflection": thread, "comment": answer}
    return reduce(or_, ((noun.subject_kind == k) & fn.EXISTS(it) for k, it in known.items()))


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


def _is_out(noun):
    return noun.withdrawn_at.is_null() & (noun.visibility != "private")
