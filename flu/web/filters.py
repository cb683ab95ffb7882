"""Jinja's helpers; none of them asks the database."""

import uuid

from babel.numbers import format_decimal
from flask import url_for
from flask_babel import get_locale
from flask_login import current_user
from markupsafe import Markup, escape

from flu import clock, i18n, text, words
from flu.models import discipline
from flu.web import chart, device, part
from flu.web.assets import asset, import_map_tag, sheet
from flu.web.sentences import listed, sentence

UNBORN = uuid.UUID("00000000-0000-7000-8000-000000000000")  # stands for a uid drawn on the phone


def init(app):
    app.jinja_env.globals.update(
        asset=asset, icon=icon, dom_id=dom_id, locale=locale, hue=hue, own=own, unborn=UNBORN,
        part=lambda: part.of(current_user),
        import_map=import_map_tag, word=words.word, reach_name=words.reach_name,
        step_names=words.STEPS, scripts=words.SCRIPT_HINTS, audience_url=audience_url,
        sentence=sentence, listed=listed, sheet=sheet, today=clock.today,
        plot=chart.plot,
    )  # fmt: skip
    app.jinja_env.filters.update(
        when=i18n.when, day=i18n.day, full_day=i18n.full_day, dated=i18n.dated,
        initials=text.initials, excerpt=text.excerpt, wrapped=text.wrapped,
        first_name=text.first_name, device=device.words,
        disciplines=discipline.named, felt_by=felt_by, decimal=decimal,
        balance_word=lambda key: str(words.word("balance", key)),
        want_word=lambda key: str(words.word("want", key)).lower(),
    )  # fmt: skip
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True


def icon(name):
    """An icon from the sprite; words stand beside it."""
    where = escape(f"{asset('icons.svg')}#{name}")
    return Markup(f'<svg class="icon" aria-hidden="true"><use href="{where}"></use></svg>')


def dom_id(thing):
    return f"e-{thing.uid}"


def locale():
    return str(get_locale())


def hue(track):
    return f"hue--{track.hue}" if track else ""


def own(noun, name):
    """A name kept in two languages (track, format) in the reader's own."""
    english = getattr(noun, f"{name}_en", "") if locale() == "en" else ""
    return english or getattr(noun, name)


def felt_by(codes):
    """borgere og pårørende"""
    return listed(str(words.word("felt_by", code)) for code in words.FELT_BY if code in codes)


def decimal(number):
    """3,4 or 3.4; a dash for nothing."""
    return "–" if number is None else format_decimal(number, "0.0", locale=get_locale())


def audience_url(item):
    """The page that names everybody who can read the item."""
    return url_for("audiences.show", kind=item.noun, uid=item.uid)
