"""What in a text might tell who somebody is: seen on the spot, pure, sent nowhere (P17).

A CPR number is stopped; a phone, an e-mail, an address or a name is only asked about. So CPR
errs on the side of seeing, the others on the side of keeping quiet.
"""

import re
from typing import NamedTuple

from flu.names import FIRST_NAMES, NO_NAMES, NO_STREETS, NOT_IN_NAMES, UNITS, WORDS_TOO

BLOCKED = ("cpr",)


class Finding(NamedTuple):
    """Where it stands in the text, and what it seems to be."""

    kind: str
    span: tuple[int, int]
    text: str

    @property
    def blocked(self):
        return self.kind in BLOCKED


def findings(text, known=()):
    """What stands out, in the order of the text, never overlapping.

    `known` are full names, such as the group's own members: they count by first name, too.
    """
    found = []
    for kind, spans in (
        ("cpr", _cprs(text)),
        ("email", (m.span() for m in EMAIL.finditer(text))),
        ("phone", _phones(text)),
        ("address", _addresses(text)),
        ("name", _known_names(text, known)),
        ("name", _names(text)),
    ):
        for start, end in spans:
            if all(end <= f.span[0] or f.span[1] <= start for f in found):
                found.append(Finding(kind, (start, end), text[start:end]))
    return sorted(found, key=lambda finding: finding.span)


def holds_cpr(text):
    """Is there a CPR number in it? Nothing else is looked for, so it is quick."""
    return any(True for _ in _cprs(text))


# --- CPR ------------------------------------------------------------------------------------------

CPR = re.compile(
    r"(?<![\d+])(?<!\d[-.–])"
    r"(?P<day>\d\d)(?P<between>[ ./–-]?)(?P<month>\d\d)(?P=between)"
    r"(?P<century>19|20)?(?P<year>\d\d)"
    r"(?P<gap>[ \t\xa0\xad\u200b\u2009\u202f./·‐‑‒–—−－-]{0,3})"
    r"(?P<serial>\d{4}|\d\d \d\d)"
    r"(?!\d)(?![-.–]\d)"
)
DASHES = "‐‑‒–—−－-"
DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
WEIGHTS = (4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
LABEL = re.compile(
    r"(?:konto|\breg|\bp-?|sags?|journal|faktura|ordre|\bean|\bcvr|bilags?|løbe|vare|serie|imei|"
    r"\bref|bestillings|rekvisitions|kunde|stel|dokument|\bid|produktions|enheds)"
    r"[- .]?(?:nr|nummer|no)?[ .:#]*$"
)
AMOUNT = re.compile(r"\s?(?:kr\b|kroner|dkk|mio\b|mia\b|%|,-|stk\b|timer)", re.IGNORECASE)


def _cprs(text):
    start = 0
    while match := CPR.search(text, start):
        taken = _is_cpr(text, match)
        start = match.end() if taken else match.start() + 1
        if taken:
            yield match.span()


def _is_cpr(text, match):
    """A plausible day, and nothing around it by which it is some other figure."""
    dashed = any(dash in match["gap"] for dash in DASHES)
    day, month, year = (int(match[part]) for part in ("day", "month", "year"))
    spare = 60 if dashed and day > 60 else 0  # a stand-in number adds 60 to the day
    before, after = text[: match.start()][-30:].casefold(), text[match.end() :][:8]
    if not _is_day(day - spare, month, year) or _is_uneven(match) or _is_year(match, dashed):
        return False
    if before[-1:].isalpha() and not before.endswith(("cpr", "nr", "nummer")):
        return False
    return bool(dashed or not _is_other(match, before, after))


def _is_uneven(match):
    """Divided in one half and not in the other, as a date with a time is."""
    in_pairs = match["between"] == " "
    return (match["between"] and not match["gap"]) or (" " in match["serial"] and not in_pairs)


def _is_year(match, dashed):
    """A day in full, with another year or nothing that ties it to the four figures after it."""
    tied = dashed and (not match["between"] or int(match["serial"]) // 100 not in (19, 20))
    return match["century"] and not tied


def _is_other(match, before, after):
    """An amount, part of a longer row of pairs, or labelled as some other number."""
    in_a_row = re.search(r"\d $", before) or re.match(r" \d", after)
    return (
        after[:1].isalpha()
        or AMOUNT.match(after)
        or (match["between"] == " " and in_a_row)
        or (LABEL.search(before) and not _passes_modulus(match))
    )


def _is_day(day, month, year):
    """A day there is in that month; 29 February needs a leap year, in whichever century."""
    return 1 <= month <= 12 and 1 <= day <= DAYS[month - 1] - (month == 2 and year % 4 > 0)


def _passes_modulus(match):
    """Only a hint: since 2007 numbers are given out that do not."""
    digits = "".join(match[part] for part in ("day", "month", "year", "serial")).replace(" ", "")
    return sum(int(d) * w for d, w in zip(digits, WEIGHTS, strict=True)) % 11 == 0


# --- phone, e-mail, address -----------------------------------------------------------------------

EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
PHONE = re.compile(
    r"(?<![\w+])(?<!\d[-.,/ ])(?<!\d )"
    r"(?P<code>(?:\+|00)45[ .-]?)?"
    r"(?P<number>[1-9]\d(?:(?P<s>[ .–-]?)\d\d(?P=s)\d\d(?P=s)\d\d|\d\d \d{4}|\d \d\d \d{3}))"
    r"(?!\w)(?![-.,/–]\d)(?! \d)"
)
ABROAD = re.compile(r"(?<![\w+])\+[1-9]\d{0,2}(?:[ .-]?\d){6,11}(?!\d)")
YEARS = re.compile(r"(?:19|20)\d\d ?(?:19|20)\d\d")
DATES = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])[0-3]\d|[0-3]\d(?:0[1-9]|1[0-2])(?:19|20)\d\d")


def _phones(text):
    for match in PHONE.finditer(text):
        before, after = text[: match.start()][-30:].casefold(), text[match.end() :][:8]
        number = match["number"]
        other = LABEL.search(before) or AMOUNT.match(after)
        if match["code"] or not (other or YEARS.fullmatch(number) or DATES.fullmatch(number)):
            yield match.span()
    yield from (match.span() for match in ABROAD.finditer(text))


ROADS = "vej|gade|allé|stræde|vænge|boulevard"
PLACES = (
    f"{ROADS}|alle|plads|torv|park|have|bakke|eng|toft|krog|kær|lund|høj|mark|skrænt|brink|dal|sti|"
    "kaj|ager|løkke|sving|bugt|kvarter|gård|gaard|stien|havn|vang|skov|strand|bro"
)
HOUSE = (
    r" (?P<number>\d{1,3})(?:[A-Za-z]| [A-ZÆØÅ](?!\w))?(?!\w)(?![.,:]\d|[-–]\d)"
    r"(?:, ?(?:st|kl|\d{1,2})\.? ?(?:sal|tv|th|mf)(?!\w)\.?)?"
)
ADDRESS = re.compile(
    r"(?<![\w-])(?P<road>"
    r"(?:[A-ZÆØÅ][\w.'’-]{0,30} ){0,3}"
    rf"(?:[A-ZÆØÅ]\w{{1,30}}?(?:{PLACES})(?:en|et|n|t)?"
    rf"|(?<=[\w.] )(?:{'|'.join(p.capitalize() for p in PLACES.split('|'))})"
    r"|Torvet|Strædet)"
    rf"|[a-zæøå]\w{{2,30}}?(?:{ROADS})(?:en|et|n|t)?"
    rf"){HOUSE}"
)
COUNTED = re.compile(
    r" (?:gange?|timer?|dage?|uger?|min|minutter|km|meter|kr|år|af|ud af|procent|pct|"
    r"\w{2,20}(?:ere|erne|ler|ter|ger|ser|der|lse|lser|boer))\b|\s?%"
)


def _addresses(text):
    for match in ADDRESS.finditer(text):
        *before, last = match["road"].casefold().split()
        counted = COUNTED.match(text, match.end())
        if last not in NO_STREETS and not UNITS.intersection(before) and not counted:
            yield match.span()


# --- names ----------------------------------------------------------------------------------------

WORD = r"[A-ZÆØÅÄÖÉ][a-zæøåäöéèüß]{1,30}(?:[-'’][A-ZÆØÅ]?[a-zæøåé]{1,30}){0,2}"
PART = re.compile(rf"{WORD}|[A-ZÆØÅ]\.")
LINKS = "af|de|la|von|van|der|el|al|bin|ibn"
ROW = re.compile(rf"(?<!\w){WORD}(?: (?:(?:{LINKS}) )?(?:{PART.pattern})){{1,4}}(?!\w)")
TITLES = r"[Ff]ru|[Hh]r\.?|[Hh]err|[Ff]rk\.?|[Ff]røken|Mrs?\.?|Ms\.?"
TITLED = re.compile(rf"(?<!\w)(?:{TITLES}) {WORD}(?!\w)")
OPENING = re.compile(r"(?:^|[.!?:…\n])[\s\"“”»«'(*•–-]*$")


def _names(text):
    yield from (match.span() for match in TITLED.finditer(text))
    for row in ROW.finditer(text):
        parts = [m.span() for m in PART.finditer(text, *row.span())]
        for run in _runs(text, parts):
            yield run[0][0], run[-1][1]


def _runs(text, parts):
    """The stretches of a row of capitalised words that read as somebody's full name."""
    run = []
    for part in parts:
        word = text[slice(*part)]
        if not run and not _may_begin(text, part):
            continue
        if NO_NAMES.search(word.casefold()) or word.casefold() in NOT_IN_NAMES:
            yield from _if_full(text, run)
            run = []
            continue
        run.append(part)
    yield from _if_full(text, run)


def _may_begin(text, part):
    """A listed first name may open a sentence; any other capital there is only a capital."""
    start, end = part
    return _is_first_name(text[start:end]) or not OPENING.search(text[max(0, start - 12) : start])


def _if_full(text, run):
    words = [text[slice(*part)] for part in run]
    whole = [word for word in words if not word.endswith(".")]
    if len(whole) >= 2 and (_is_first_name(words[0]) or len(words) <= 3):
        yield run


def _is_first_name(word):
    return re.split("[-'’]", word)[0].casefold() in FIRST_NAMES


def _known_names(text, known):
    for name in known:
        full = rf"(?<!\w){re.escape(name)}(?:['’]?s)?(?!\w)"
        yield from (match.span() for match in re.finditer(full, text, re.IGNORECASE))
        first = name.split()[0] if name.split() else ""
        if len(first) < 2:
            continue
        for match in re.finditer(rf"(?<!\w){re.escape(first)}(?:['’]?s)?(?!\w)", text):
            opening = OPENING.search(text[max(0, match.start() - 12) : match.start()])
            if not (opening and first.casefold() in WORDS_TOO):
                yield match.span()
