"""What a phone is told about FLU before it installs it, in the language spoken."""

from flask import url_for
from flask_babel import gettext as _

from flu.i18n import language
from flu.models.format import WEEKLY
from flu.web.assets import asset

PAPER = "#faf7ee"


def manifest():
    return {
        "id": "/", "start_url": "/now", "scope": "/", "display": "standalone",
        "lang": language(), "dir": "ltr", "short_name": "FLU", "name": _("FLU – gruppens notesbog"),
        "description": _("Prøv noget småt i din ledelse, og lær af det sammen med din gruppe."),
        "background_color": PAPER, "theme_color": PAPER,
        "categories": ["productivity", "education"],
        "launch_handler": {"client_mode": "navigate-existing"},
        "icons": icons(), "shortcuts": shortcuts(), "screenshots": screenshots(),
        "share_target": shares(),
    }  # fmt: skip


def icons():
    return [
        icon("icon-192", 192), icon("icon-512", 512),
        icon("maskable-512", 512, purpose="maskable"),
    ]  # fmt: skip


def icon(name, size, purpose="any"):
    where = asset(f"icons/{name}.png")
    return {"src": where, "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}


def shortcuts():
    weekly = url_for("reflections.new", format=WEEKLY)
    return [
        shortcut(_("Skriv en undring"), url_for("capture.show"), "shortcut-capture"),
        shortcut(_("Ugens to minutter"), weekly, "shortcut-weekly"),
        shortcut(_("Min gruppe"), url_for("groups.mine"), "shortcut-group"),
    ]


def shortcut(name, where, drawing):
    return {"name": name, "url": where, "icons": [icon(drawing, 192, purpose="any maskable")]}


def screenshots():
    return [
        screenshot("now", _("Én ting ad gangen, der er to minutter værd")),
        screenshot("capture", _("Skriv en undring ned, mens du står med den")),
        screenshot("thread", _("Få svar fra ledere, der kender det")),
    ]


def screenshot(name, label):
    where = asset(f"screenshots/{name}.png")
    shape = {"sizes": "780x1688", "type": "image/png", "form_factor": "narrow"}
    return {"src": where, "label": label, **shape}


def shares():
    """Posted, so that what is shared stands in no address."""
    return {
        "action": url_for("sharings.create"), "method": "POST",
        "enctype": "application/x-www-form-urlencoded",
        "params": {"title": "title", "text": "text", "url": "url"},
    }  # fmt: skip
