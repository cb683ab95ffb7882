"""What a device is called: browser and system, no more; the rest of what it says is not kept."""

import re

from flask_babel import gettext as _

BROWSERS = {
    "Edge": r"Edg(?:A|iOS)?/",
    "Firefox": r"Firefox/|FxiOS/",
    "Samsung Internet": r"SamsungBrowser/",
    "Opera": r"OPR/",
    "Chrome": r"Chrome/|CriOS/",
    "Safari": r"Safari/",
}
SYSTEMS = {
    "Android": r"Android",
    "iPhone": r"iPhone",
    "iPad": r"iPad",
    "Windows": r"Windows",
    "ChromeOS": r"CrOS",
    "Mac": r"Macintosh",
    "Linux": r"Linux",
}


def known_as(agent):
    """ "Chrome/Android" from a long line; empty for what we never met."""
    names = (_first(names, agent) for names in (BROWSERS, SYSTEMS))
    return "/".join(names).strip("/")


def words(device):
    """The same as people say it."""
    browser, _slash, system = device.partition("/")
    if not browser:
        return _("Ukendt enhed")
    return _("%(browser)s på %(system)s", browser=browser, system=system) if system else browser


def _first(names, agent):
    return next((name for name, mark in names.items() if re.search(mark, agent)), "")
