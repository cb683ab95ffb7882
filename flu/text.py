"""Pure helpers on strings; they know no noun."""

import re
import string
import unicodedata
from textwrap import wrap

SPACES = string.whitespace + (
    "\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009"
    "\u200a\u2028\u2029\u202f\u205f\u3000"
)
BLANKS = SPACES + "\u200b\u200e\u200f\u2060\ufeff"  # those without any width, too
BREAKS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")


def tidy(s):
    """One way to write it: NFC, plain line breaks, no blanks around or at the ends of lines."""
    lines = BREAKS.sub("\n", unicodedata.normalize("NFC", s or "")).split("\n")
    return "\n".join(line.rstrip(BLANKS) for line in lines).strip(BLANKS)


def is_storable(s):
    """No NUL, no lone surrogate, no control character but line break and tab."""
    return not any(unicodedata.category(c) in ("Cc", "Cs") and c not in "\n\r\t" for c in s or "")


def without_lead(s, leads):
    """The text without the words it opens with, when they are already printed before the field."""
    for lead in leads:
        opening, rest = s[: len(lead)], s[len(lead) :]
        if opening.casefold() == lead and rest[:1] in (" ", "…", ","):
            return rest.lstrip(" …,.")
    return s


def first_name(name):
    return next(iter(name.split()), "")


def initials(name):
    """The first and the last name's first letters, for the round beside a text."""
    words = [word for word in re.split(r"[\s.]+", name) if word[:1].isalnum()]
    return "".join(word[0].upper() for word in (words[:1] + words[1:][-1:])) or "?"


def wrapped(s, width, most):
    """At most so many lines of a name, each so wide, for a picture that cannot wrap."""
    lines = wrap(s, width, max_lines=most, placeholder="…", break_long_words=False)
    return [line if len(line) <= width else f"{line[: width - 1]}…" for line in lines]


def excerpt(s, n=120):
    """At most n characters on one line, cut between words."""
    line = " ".join((s or "").split())
    if len(line) <= n:
        return line
    cut = line[: n - 1]
    if line[n - 1] != " " and " " in cut:
        cut = cut[: cut.rindex(" ")]
    return cut.rstrip(" ,.;:–-") + "…"


# Advice in disguise, as it is told in Danish and in English. Quoted words are somebody else's,
# and a question that opens with a question word is open, unless it opens with "why not" or
# "what about".
FILLERS = r"(?:(?:da|jo|nok|vel|altså|måske|egentlig|nu|lige|simpelthen|dog|også) )*"
TRIED = r"prøvet (?:at|med|bare)|overvejet (?:at|om)|tænkt (?:på|over) (?:at|om)|husket at"
ADVICE = re.compile(
    "|".join(
        (
            rf"\b(?:du|i) (?:skal|kan|skulle|kunne|må) {FILLERS}bare\b",
            rf"\b(?:skal|kan) (?:du|i) {FILLERS}bare\b",
            rf"\b(?:du|i) {FILLERS}(?:burde|bør)\b|\b(?:burde|bør) (?:du|i)\b",
            rf"\b(?:du|i) (?:skulle|må|kunne) {FILLERS}hellere\b",
            rf"\b(?:du|i) skulle {FILLERS}(?:have|prøve|tage|sige|gøre)\b",
            r"\b(?:du|i) (?:er|bliver) (?:da |jo |nok )?nødt til\b",
            rf"\b(?:har|kan|kunne|skal|skulle|vil|ville) (?:du|i) {FILLERS}ikke {FILLERS}bare\b",
            r"\b(?:kunne|skulle|burde) (?:du|i) ikke\b",
            rf"(?:^|, |\b(?:men|og|så|jamen) )har (?:du|i) (?:ikke )?{FILLERS}(?:{TRIED})\b",
            r"\bhvorfor \w+ (?:du|i) (?:da |dog |egentlig )?ikke(?! længere\b| mere\b)",
            r"\bhvorfor ikke (?:bare|prøve|tage)\b|\bhvad med at\b|\bhvad hvis du bare\b",
            r"\b(?:mit|et godt) råd\b|\bjeg (?:vil|ville|kan) (?:bare |kun )?(?:råde|anbefale)\b",
            r"\bhvis (?:jeg var|det var) (?:dig|mig)\b|\bi (?:dit|jeres) sted\b",
            r"\bdet (?:nemmeste|letteste|bedste) (?:er|ville være) (?:da |jo )?(?:bare )?at\b",
            r"\bprøv (?:nu|dog|da|lige|bare)\b",
            r"(?:^|, )(?:just|simply) (?:do|tell|send|ask|say|try|let|stop|call|make)\b",
            r"(?<!think )\byou (?:really |just )?(?:should|must|(?:ought|need|have) to)\b",
            r"\byou(?:'d| had) better\b|\bhave(?:n't)? you (?:not )?(?:just|tried|considered)\b",
            r"\bwhy (?:don't|didn't|won't|can't) you\b|\bwhy not (?:just|try)\b",
            r"\b(?:what|how) about (?:just )?\w+ing\b|\b(?:can't|couldn't) you (?:just|not)\b",
            r"\bif i were you\b|\bmy advice\b|\bi(?:'d| would)? (?:suggest|recommend|advise)\b",
        )
    )
)
OPEN_QUESTION = re.compile(
    r"(?:og |men |så |and |but )?(?:hvad|hvem|hvor(?!for )\w*|hvordan|hvornår|hvilke[nt]?|"
    r"what|who|where|when|how|which)\b(?! med at\b| hvis du bare\b| about\b)"
)
QUOTED = re.compile(r"[\"“”„»«][^\"“”„»«]{0,400}[\"“”„»«]")
SENTENCE_END = re.compile(r"(?<=[.!?\n])\s+|[:;–—]\s")


def is_advice(s):
    """Tells somebody what to do, openly or dressed as a question: ground for a hint, no stop."""
    plain = QUOTED.sub(" ", tidy(s).casefold().replace("’", "'"))
    sentences = (sentence.strip() for sentence in SENTENCE_END.split(plain))
    return any(ADVICE.search(s) for s in sentences if not OPEN_QUESTION.match(s))
