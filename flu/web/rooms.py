"""What a group's page shows: its feed, the promise to accept first, or only who sits there;
and the programme one may arrange."""

from flask_login import current_user

from flu import defaults
from flu.models import Group, Membership, Programme, Seance
from flu.models.afterwards import prompt_of
from flu.models.feed import Feed
from flu.models.overview import Overview
from flu.web.access import allow
from flu.web.addresses import uid_or_none
from flu.web.render import page


def room(group):
    """As much of the group as this reader may have: I2, I10."""
    if group.managed_by(current_user) and not current_user.belongs_to(group.id):
        return outside(group)
    if not current_user.belongs_to(group.id):
        return page("groups/former.html", group=group, seats=group.seats_left_by(current_user))
    agreement = group.promise_to(current_user)
    if not agreement.has_accepted:
        return promise(group)
    return feed(group, agreement)


def feed(group, agreement):
    """What is shared there, the latest first, with people, promise and actions beside it."""
    shared = Feed(group, current_user, before=uid_or_none("before"))
    return page(
        "groups/show.html",
        group=group,
        agreement=agreement,
        feed=shared,
        seats=shared.seats,
        actions=shared.actions,
        seance=Seance.ahead(current_user).where(Seance.group == group).first(),
        prompt=prompt_of(group.programme) if group.is_on_its_own else None,
    )


def outside(group):
    """People, promise and rules, without a word of what was written (M01, M02, M09)."""
    return page("groups/outside.html", group=group, table=Overview.of([group])[0])


def promise(group):
    """The agreement, and the one tap with which it is accepted."""
    table = Overview.of([group])[0]
    return page(
        "agreements/show.html",
        group=group,
        table=table,
        agreement=table.agreement,
        here=current_user.belongs_to(group.id),
        signed=current_user.id in table.accepted,
        questions={question.prompt: question for question in defaults.agreement().questions},
        limits=defaults.agreement().limits,
    )


def listing(groups):
    """The reader's own groups, and all of the programme's for who runs it."""
    programme = Programme.chosen(current_user, uid_or_none("programme"))
    runs = programme is not None and programme.managed_by(current_user)
    return page(
        "groups/index.html",
        groups=groups,
        programme=programme,
        tables=Overview.of(Group.within(programme)) if runs else [],
        makes=programme is not None and programme.composed_by(current_user),
        paused=list(Membership.paused_of(current_user)),
        former=list(Membership.former(current_user)),
    )


def managed():
    """The programme the request names, or the reader's own; 403 unless they manage it."""
    programme = Programme.chosen(current_user, uid_or_none("programme"))
    allow(programme is not None and programme.managed_by(current_user))
    return programme
