"""Danish is the source; English is complete, and no page mixes the two."""

import re
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from flu import defaults
from flu.models import (
    Action,
    Department,
    EnergyCheck,
    Experiment,
    Format,
    Group,
    Programme,
    Pulse,
    Track,
    User,
)
from flu.text import initials

ROOT = Path(__file__).resolve().parent.parent
ENGLISH = ROOT / "flu/translations/en/LC_MESSAGES/messages.po"
PLACE = re.compile(r"%\(\w+\)[sd]|</?\w+")
DANISH = re.compile(
    r"\b(og|ikke|det|der|som|til|er|på|med|af|jeg|du|din|dit|dine|kan|har|skal|hvad|hvem|hvor|vil"
    r"|en|et|den|de|fra|eller|når|hos|sig|lige|siden|gruppen|forløb|spor|mig|kun|alle|svar)\b"
    r"|\w*[æøåÆØÅ]\w*"
)
PULSE = [statement.code for statement in defaults.statements()]
WORDLESS = {"script", "style", "svg", "textarea"}
ASKED = dict.fromkeys(("_", "gettext", "_l", "lazy_gettext"))  # gathered as make messages does
ASKED |= dict.fromkeys(("ngettext", "lazy_ngettext"), (1, 2))
SPOKEN = ("aria-label", "placeholder", "title", "alt")
OPEN_ENDED = {"meta", "link", "input", "br", "hr", "img", "path", "use", "wbr"}


# The catalogue ----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    """Every sentence in code and templates, gathered as `make messages` does."""
    found = tmp_path_factory.mktemp("words") / "messages.pot"
    subprocess.run([ROOT / "scripts/messages.sh", found], check=True)
    with open(found, "rb") as file:
        return {message.id: message for message in read_po(file) if message.id}


@pytest.fixture(scope="module")
def english():
    with open(ENGLISH, "rb") as file:
        return {message.id: message for message in read_po(file, locale="en") if message.id}


def test_every_sentence_is_said_in_english(source, english):
    said = {key for key, message in english.items() if all(forms(message.string))}
    assert {"Log ind", "Udbakke"} <= source.keys()
    assert sorted(str(key) for key in source.keys() - said) == []


def test_english_says_nothing_that_is_gone(source, english):
    assert english["Log ind"].string == "Sign in"
    assert sorted(str(key) for key in english.keys() - source.keys()) == []


def test_no_translation_is_a_guess(english):
    assert {message.fuzzy for message in english.values()} == {False}


def test_every_place_is_kept(english):
    for key, message in english.items():
        for danish, said in zip(forms(key), forms(message.string), strict=True):
            assert sorted(PLACE.findall(danish)) == sorted(PLACE.findall(said)), said


def test_no_sentence_with_a_plural_is_asked_for_without_it():
    """`gettext` of Debian's Python 3.11 does not find it, and says the Danish."""
    asked = {}
    for folder, kinds in (("flu", [("**.py", "python")]), ("templates", [("**", "jinja2")])):
        told = extract_from_dir(ROOT / folder, kinds, keywords=ASKED)
        for file, line, words, _comments, _context in told:
            asked.setdefault(isinstance(words, tuple), {})[words] = f"{folder}/{file}:{line}"
    alone, counted = asked[False], {words[0] for words in asked[True]}
    assert "Log ind" in alone and len(counted) > 20
    assert {words: place for words, place in alone.items() if words in counted} == {}


def test_no_danish_letter_slips_into_english(english):
    said = {True: [], False: []}
    for message in english.values():
        said[bool(re.search("[æøå]", str(message.string), re.I))].append(message.string)
    assert "Sign in" in said[False] and said[True] == []


def forms(words):
    return [words] if isinstance(words, str) else list(words)


# The pages --------------------------------------------------------------------------------------


@pytest.fixture
def abroad(cast):
    """The cast, where everything that has a name in English got one."""
    Track.update(
        name_en="My own leadership", short_name_en="Self", description_en="Habits and courage"
    ).execute()
    Format.update(name_en="Two minutes", prompts_en=["What did you try?"]).execute()
    return cast


def adas(cast):
    """The main pages of somebody in a group, with something on each of them."""
    answered = cast.comment()
    steps = ("idea", "hypothesis", "planned", "tried", "observed", "reflected", "shared")
    tries = {state: f"/experiments/{cast.experiment(state=state).uid}" for state in steps}
    group, thread = f"/groups/{cast.broen.uid}", f"/reflections/{answered.reflection.uid}"
    pulses = f"/programmes/{cast.programme.uid}/pulses"
    EnergyCheck.tap(3, by=cast.ada)
    for person in cast.programme.people("participant").where(User.id != cast.ada.id):
        Pulse.answer(cast.programme, dict.fromkeys(PULSE, 3), by=person)
    return [
        "/now", "/capture", "/programme", "/me", "/me/profile", "/me/password", "/people",
        "/me/map", "/me/takeaways", "/me/portfolio", "/me/portfolio.html", "/excerpts/new",
        "/groups", group, f"{group}/agreement", f"{group}/agreements/new", f"{group}/log",
        "/experiments", "/experiments/new", *tries.values(), "/habits", "/habits/new",
        f"{tries['idea']}/hypotheses/new", f"{tries['hypothesis']}/plans/new",
        f"{tries['planned']}/trials/new", f"{tries['tried']}/observations/new",
        f"{tries['reflected']}/shares/new", f"{tries['reflected']}/outcomes/new",
        f"{tries['planned']}/pauses/new", f"{tries['shared']}/editions/new",
        "/reflections", "/reflections/new", thread, f"{thread}/visibility/edit",
        f"/reflections/{answered.reflection.uid}/audience",
        "/actions", "/actions/new", f"/actions/{cast.action().uid}",
        "/me/energy", "/me/focus", f"{group}/pulses", pulses, f"{pulses}/new",
        "/devices", "/ties", "/withdrawals", "/hidings/mine", "/outbox", "/help", "/privacy",
        "/tilgaengelighed", "/no-such-page",
    ]  # fmt: skip


def cleos(cast):
    """A facilitator's."""
    post = cast.reflection()
    about = f"kind=reflection&uid={post.uid}"
    return [
        "/now", "/moderation", f"/hidings/new?{about}", f"/reflections/{post.uid}",
        f"/reflections/{post.uid}/lock/new", f"/groups/{cast.broen.uid}",
        f"/groups/{cast.broen.uid}/memberships/new", "/groups/new",
    ]  # fmt: skip


def leas(cast):
    """A programme manager's."""
    return [
        "/now", "/programme", f"/programmes/{cast.programme.uid}/edit", "/programmes/new",
        "/tracks", "/tracks/new", f"/tracks/{cast.track.uid}/edit",
        "/formats", "/formats/new", f"/formats/{cast.format.uid}/edit",
        "/people", "/imports/new", "/invitations", "/invitations/new",
        "/groups", "/groups/new", f"/groups/{cast.broen.uid}", f"/groups/{cast.broen.uid}/edit",
        f"/memberships/{cast.seat(cast.eli).uid}/edit",
    ]  # fmt: skip


@pytest.mark.parametrize("who, pages", [("ada", adas), ("cleo", cleos), ("lea", leas)])
def test_whoever_chose_english_sees_no_danish(abroad, as_, who, pages):
    person, addresses = getattr(abroad, who), pages(abroad)
    reader = as_(person)
    assert danish(reader.get("/now"), abroad) != []
    person.speak("en")
    seen = {address: danish(reader.get(address), abroad) for address in addresses}
    assert "/now" in seen and {at: words for at, words in seen.items() if words} == {}


def test_a_stranger_with_the_cookie_sees_no_danish(abroad, client):
    assert danish(client.get("/privacy"), abroad) != []
    client.set_cookie("locale", "en")
    for address in ("/sign-in", "/privacy", "/offline", "/invitations/no-such-token"):
        assert danish(client.get(address), abroad) == []


def danish(answer, cast):
    """What the app itself says in Danish on this page; people's own words are theirs."""
    path = answer.request.path
    assert answer.status_code == (404 if "no-such" in path else 200), f"{path}: no page"
    page = Page(names(cast))
    page.feed(answer.text)
    return [words for words in page.said if DANISH.search(words)]


def names(cast):
    people = {person.name for person in User.select()}
    said = {noun.name for noun in (*Group.select(), *Department.select(), *Programme.select())}
    said |= {action.title for action in Action.select()}
    said |= {trying.if_i for trying in Experiment.select() if trying.if_i}
    return said | people | {name.split()[0] for name in people} | {initials(n) for n in people}


class Page(HTMLParser):
    """Every text and spoken attribute outside what is marked as somebody's own words."""

    def __init__(self, names):
        super().__init__()
        self.names, self.said, self.hushed = names, [], []

    def handle_starttag(self, tag, attributes):
        told = dict(attributes)
        theirs = "human" in (told.get("class") or "").split() or "data-own" in told
        if not self.hushed and not theirs:
            self.said += filter(None, (self.without_names(told.get(key)) for key in SPOKEN))
        if tag not in OPEN_ENDED and (self.hushed or theirs or tag in WORDLESS):
            self.hushed.append(tag)

    def handle_endtag(self, tag):
        if self.hushed and tag in self.hushed:
            while self.hushed.pop() != tag:
                pass

    def handle_data(self, text):
        if not self.hushed and text.strip():
            self.said.append(self.without_names(text.strip()))

    def without_names(self, text):
        for name in sorted(self.names, key=len, reverse=True):
            text = text and text.replace(name, "…")
        return text
