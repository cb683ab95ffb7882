"""An export as people read it and take it away: one page to print, and the package of both."""

import io
import json
import zipfile
from datetime import datetime

from flask import make_response, render_template
from flask_babel import lazy_gettext as _l

from flu import clock, i18n
from flu.words import word

LISTS = {
    "experiments": _l("Prøvehandlinger"), "habits": _l("Vaner"),
    "reflections": _l("Refleksioner"), "comments": _l("Svar til andre"),
    "actions": _l("Fælles handlinger, du foreslog"), "carried": _l("Fælles handlinger, du bærer"),
    "voices": _l("Sagt i runder"), "consents": _l("Dine svar i samtykkerunder"),
    "follow_ups": _l("Opfølgninger, du skrev"), "trials": _l("Afprøvninger"),
    "checks": _l("Gør du det stadig?"), "flags": _l("Vist til facilitator"),
    "hidings": _l("Skjult i dine indlæg"), "ties": _l("Hvem du ikke kan sidde i gruppe med"),
    "seats": _l("Grupper"), "agreements": _l("Aftaler, du sagde ja til"),
    "echoes": _l("Ekko"), "minutes": _l("Referatlinjer, du skrev"),
    "cards": _l("Inspirationskort, du skrev"), "cards_read": _l("Inspirationskort, du har læst"),
    "method_votes": _l("Dit ord om metoderne"), "topics": _l("Emner, du foreslog"),
    "wishes": _l("Emner, du ønskede"),
}  # fmt: skip
PARTS = {
    "desk_task": _l("Opgaven"), "wondering": _l("Undringen"), "changes": _l("Ændret her"),
    "if_i": _l("Hvis jeg"), "then": _l("så"), "because": _l("fordi"),
    "core_task": _l("For borgeren"), "planned_at": _l("Hvornår"), "situation": _l("Når"),
    "first_move": _l("gør jeg"), "sign": _l("Tegn"), "who_knows": _l("Skal vide det"),
    "expectation": _l("Jeg ventede"), "sealed_at": _l("Forseglet"), "seen_heard": _l("Jeg så"),
    "sign_seen": _l("Så tegnet?"), "employee_voice": _l("Medarbejderne"),
    "takeaway": _l("Én sætning til andre"), "practice_when": _l("Gør det fast"),
    "practice_stops": _l("Holder op med"), "dropped_why": _l("Stoppede, fordi"),
    "dropped_along": _l("Tager med"), "unlearned_trigger": _l("Når"),
    "unlearned_old": _l("plejede jeg at"), "unlearned_new": _l("nu"),
    "trigger": _l("Når"), "old_response": _l("plejer jeg at"), "replacement": _l("i stedet"),
    "let_go_at": _l("Aflagt"), "outcome": _l("Blev det til noget?"), "note": _l("Note"),
    "week": _l("Efter uger"), "answer": _l("Svar"), "kind": _l("Slags"), "body": _l("Ord"),
    "wants": _l("Ønsker"), "title": _l("Titel"), "why": _l("Hvorfor"), "state": _l("Status"),
    "first_step": _l("Første skridt"), "expected_gain": _l("Ventet gevinst"),
    "backing": _l("Opbakning"), "origin_reason": _l("Anledning"), "due_on": _l("Frist"),
    "role": _l("Rolle"), "step": _l("Trin"), "harms": _l("Det ville skade"),
    "happened": _l("Hvad skete der"), "gain": _l("Gevinst"), "decision": _l("Beslutning"),
    "reason": _l("Grund"), "reply": _l("Dit svar"), "rule": _l("Regel"), "other": _l("Hvem"),
    "group": _l("Gruppe"), "left_at": _l("Forladt"), "agreement": _l("Aftale"),
    "action": _l("Handling"), "reflection": _l("I tråden"), "format": _l("Format"),
    "track": _l("Spor"), "concluded_at": _l("Afsluttet"),
    "words": _l("Ord"), "topic": _l("Emne"), "card": _l("Kort"), "source": _l("Kilde"),
    "method": _l("Metode"), "choice": _l("Valg"),
}  # fmt: skip
BOOKS = {
    ("experiments", "state"): "state", ("experiments", "sign_seen"): "sign",
    ("trials", "outcome"): "outcome", ("checks", "answer"): "answer",
    ("comments", "kind"): "kind", ("actions", "state"): "action", ("carried", "role"): "role",
    ("voices", "step"): "round", ("consents", "answer"): "consent",
    ("consents", "harms"): "harm", ("follow_ups", "decision"): "decision",
    ("hidings", "rule"): "rule", ("seats", "role"): "role", ("reflections", "wants"): "want",
}  # fmt: skip
LINKS = {"reflection", "action"}  # a uid of one's own; what it says stands beside
HOLDER = "experiment"  # what hangs on a try stands under it


def packed(told):
    """The ZIP: flu.json for machines, flu.html for people, both whole."""
    page = render_template(
        "exports/portfolio.html", person=told["person"], parts=parts(told), today=clock.today()
    )
    parcel = io.BytesIO()
    with zipfile.ZipFile(parcel, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("flu.json", json.dumps(told, ensure_ascii=False, indent=1))
        file.writestr("flu.html", page)
    answer = make_response(parcel.getvalue())
    answer.mimetype = "application/zip"
    name = f"flu-{clock.today().isoformat()}.zip"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def parts(told):
    """(heading, cards) of every list with something in it; a card knows its `below`."""
    cards, below = {}, {}
    for name, things in told["things"].items():
        cards[name] = [Card(name, thing) for thing in things]
        below |= {card.uid: card.below for card in cards[name] if card.uid}
    for name, hanging in cards.items():
        if name != "experiments":
            for card in hanging:
                if card.hangs_on in below:
                    below[card.hangs_on].append(card)
    order = [*LISTS, *(cards.keys() - LISTS.keys())]
    return [
        (LISTS.get(name, name), [c for c in cards[name] if c.hangs_on not in below])
        for name in order
        if any(c.hangs_on not in below for c in cards.get(name, ()))
    ]


class Card:
    """A thing of the export with its labels: `facts` are (label, text, written by a person)."""

    def __init__(self, name, thing):
        self.name, self.thing = name, thing
        self.heading = LISTS.get(name, name)
        self.uid = thing.get("uid") if isinstance(thing.get("uid"), str) else None
        self.below = []

    @property
    def hangs_on(self):
        over = self.thing.get(HOLDER)
        return over if isinstance(over, str) and self.name != "experiments" else None

    @property
    def day(self):
        return said(self.thing.get("created_at"))

    @property
    def facts(self):
        if self.name == "reflections":
            for answer in self.thing["answers"]:
                yield answer["prompt"], answer["answer"], True
        for key, value in self.thing.items():
            if key in PARTS and (text := self._text(key, value)):
                yield PARTS[key], text, text == value

    @property
    def shared(self):
        """How far, in words."""
        shared = self.thing.get("shared")
        return _worded("reach", shared.get("visibility")) if isinstance(shared, dict) else ""

    def _text(self, key, value):
        book = BOOKS.get((self.name, key))
        if isinstance(value, dict):
            return str(value.get("title") or value.get("group") or "")
        if isinstance(value, list):
            return ", ".join(_worded(book, each) for each in value)
        if not value or key in LINKS:
            return ""
        if book:
            return _worded(book, value)
        return said(value) if key.endswith(("_at", "_on")) else str(value)


def said(moment):
    """A day or moment of the file as people say it."""
    try:
        return i18n.full_day(datetime.fromisoformat(moment))
    except (TypeError, ValueError):
        return ""


def _worded(book, key):
    """A keepsake may hold a key nobody knows here."""
    try:
        return str(word(book, key))
    except (KeyError, TypeError):
        return str(key)
