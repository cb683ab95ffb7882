"""What the phone needs to install FLU, and what it shows without network."""

from flask import Blueprint, jsonify
from flask_babel import gettext as _

from flu.i18n import language
from flu.web.access import anyone
from flu.web.assets import asset
from flu.web.render import page

bp = Blueprint("pwa", __name__)
PAPER = "#faf8f1"


@bp.get("/manifest.webmanifest")
@anyone
def manifest():
    answer = jsonify(
        id="/", start_url="/now", scope="/", display="standalone", lang=language(), dir="ltr",
        name=_("FLU – gruppens notesbog"), short_name="FLU",
        description=_("Prøv noget småt i din ledelse, og lær af det sammen med din gruppe."),
        background_color=PAPER, theme_color=PAPER, categories=["productivity", "education"],
        icons=[
            picture("icon-192", 192), picture("icon-512", 512),
            picture("maskable-512", 512, purpose="maskable"),
        ],
        shortcuts=[{"name": _("Skriv"), "url": "/capture"}, {"name": _("Nu"), "url": "/now"}],
    )  # fmt: skip
    answer.mimetype = "application/manifest+json"
    return answer


@bp.get("/offline")
@anyone
def offline():
    return page("offline/show.html")


def picture(name, size, purpose="any"):
    where = asset(f"icons/{name}.png")
    return {"src": where, "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
