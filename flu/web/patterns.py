"""What a page may ask about while one writes: the patterns of flu/privacy.py as a browser reads
them. Simpler than on the server, where known names and neighbouring words are weighed, too."""

import json
import re

from flu import privacy
from flu.names import FIRST_NAMES, NO_STREETS

LETTER = r"\p{L}\p{N}_"


def module():
    """A JavaScript module; the phone fetches it at the first keystroke and keeps it for ever."""
    return f"export default {json.dumps(patterns(), ensure_ascii=False)}\n".encode()


def patterns():
    """For each kind what to find, and what before, after or inside it makes it something else."""
    return [
        {"kind": "email", "find": of(privacy.EMAIL)},
        {
            "kind": "phone",
            "find": f"{of(privacy.PHONE)}|{of(privacy.ABROAD)}",
            "before": of(privacy.LABEL),
            "after": f"^(?:{of(privacy.AMOUNT)})",
            "whole": f"^(?:{of(privacy.YEARS)}|{of(privacy.DATES)})$",
        },
        {
            "kind": "address",
            "find": of(privacy.ADDRESS),
            "after": f"^(?:{of(privacy.COUNTED)})",
            "whole": f"(?:^| )(?:{'|'.join(sorted(NO_STREETS))}) ",
        },
        {
            "kind": "name",
            "find": f"{of(privacy.TITLED)}|{full_name()}",
            "whole": of(privacy.NO_NAMES),
        },
    ]


def full_name():
    """A listed first name and at least one more."""
    first = "|".join(sorted(name.capitalize() for name in FIRST_NAMES))
    word = javascript(privacy.WORD)
    more = rf"(?: (?:{word}|[A-ZÆØÅ]\.)){{1,3}}"
    return rf"(?<![{LETTER}])(?:{first})(?:[-'’]{word})?{more}(?![{LETTER}])"


def of(regex):
    return javascript(regex.pattern)


def javascript(source):
    """The same pattern under the flag `u`: names of groups, and letters beyond a to z."""
    source = re.sub(r"\(\?P=(\w+)\)", r"\\k<\1>", source.replace("(?P<", "(?<"))
    written, inside = [], False
    for bit in re.findall(r"\\.|.", source):
        inside = (inside or bit == "[") and bit != "]"
        own = LETTER if inside else f"[{LETTER}]"
        written.append(own if bit == r"\w" else bit)
    return "".join(written)
