"""Setting a group, a track, a format or a goal aside; what was written stays (M07)."""

from flask import Blueprint, flash, url_for
from flask_babel import gettext as _
from flask_login import current_user

from flu.models import Format, Goal, Group, InspirationCard, Track
from flu.web.access import allow, signed_in
from flu.web.render import moved

bp = Blueprint("archives", __name__)

NOUNS = {
    "groups": Group,
    "tracks": Track,
    "formats": Format,
    "cards": InspirationCard,
    "goals": Goal,
}


@bp.post("/<any(groups, tracks, formats, cards, goals):kind>/<uuid:uid>/archive")
@signed_in("M07")
def create(kind, uid):
    noun = found(kind, uid)
    noun.archive(by=current_user)
    flash(_("%(name)s er lagt væk. Det, der er skrevet, bliver stående.", name=noun.name))
    return moved(listed(kind, noun))


@bp.post("/<any(tracks, formats, cards, goals):kind>/<uuid:uid>/return")
@signed_in("M07")
def destroy(kind, uid):
    noun = found(kind, uid)
    noun.bring_back(by=current_user)
    flash(_("%(name)s er taget frem igen.", name=noun.name))
    return moved(listed(kind, noun))


def found(kind, uid):
    noun = NOUNS[kind].find(uid, current_user)
    allow(noun.archived_by(current_user))
    return noun


def listed(kind, noun):
    return url_for(f"{kind}.index", programme=noun.programme.uid)
