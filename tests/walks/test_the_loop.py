"""From a wonder to a shared action and back along the chain, by five of the demo's people."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from flu import clock
from tests.browser import let_in
from tests.walks.hands import Keys, Thumb

WONDER = "Jeg undrer mig over, hvorfor vi taler om senge og ikke om mennesker."
TAKEAWAY = "Begynd overleveringen med et navn."
QUESTION = "Hvad gjorde aftenholdet, da du spurgte?"
OTHER = "Hvem talte først?"
TITLE = "Et navn først ved hver overlevering"
GAIN = "Færre borgere skal fortælle det samme to gange"
GAINED = "Hvilken gevinst ser I? kan vente"
CREW = ("p01", "p02", "p03", "p04", "p05")


@pytest.fixture(params=["thumb", "keys", "no script"])
def hand(request, phones):
    """Five phones in the same kind of hand, each signed in as one of the group."""
    without = {"java_script_enabled": False} if request.param == "no script" else {}

    def hold(who):
        page = phones(**without)
        let_in(page, who)
        return Keys(page) if request.param == "keys" else Thumb(page)

    return {who: hold(who) for who in CREW}


def test_the_whole_loop(hand):
    share_a_try(hand["p01"])
    ask(hand["p02"], QUESTION)
    ask(hand["p05"], OTHER)
    action = propose(hand["p05"])
    decide(hand, action)
    carry_through(hand["p05"], action)
    walk_back(hand["p02"], action)


def share_a_try(anne):
    """A wonder, a plan, a try, what was seen, what was learned, one sentence for the group."""
    anne.go("Skriv")
    anne.write("Hvilken opgave på dit bord undrer du dig over lige nu?", "Overleveringen kl. 15")
    anne.write("Hvad er det, du undrer dig over?", WONDER)
    anne.pick("Op og ned")
    anne.tap("Gør den til en plan")
    anne.write("Hvis jeg …", "åbner med et navn")
    anne.write("så …", "taler vi om mennesker")
    anne.write("Hvordan hjælper det borgeren?", "Borgeren bliver mødt som den, hun er")
    anne.tap("Gem, og læg planen")
    anne.write("Når …", "overleveringen begynder")
    anne.write("gør jeg …", "siger et navn højt")
    anne.date("Dag", clock.today())
    anne.write("Hvad venter du, der sker? kan vente", "De skynder sig videre")
    anne.tap("Læg planen")
    anne.tap("Ja")
    anne.write("Hvad så og hørte du – før du tolkede det?", "To spurgte til hendes søn")
    anne.tap("Gem det, du så")
    anne.sees("De skynder sig videre")
    anne.open("Skriv, hvad du lærte")
    anne.write("Hvad overraskede dig?", "At det kun tog et minut")
    anne.tap("Gem bare")
    anne.sees("Hvilken sætning kan en anden leder bruge i morgen?")
    anne.open("Del læringen")
    anne.write("Skriv én sætning, en anden leder kan bruge i morgen", TAKEAWAY)
    anne.pick("Stil mig spørgsmål")
    anne.tap("Del med Broerne")
    anne.sees(TAKEAWAY)


def ask(peer, question):
    """Find it in the group's feed and answer with a question."""
    peer.go("Gruppen")
    card = peer.page.locator("article", has_text=TAKEAWAY).first
    peer.open("Læs og svar", within=card)
    peer.pick("Jeg undrer mig")
    peer.write("Dit svar", question)
    peer.tap("Svar")
    peer.sees(question)


def propose(else_):
    """One tap from an answer to a shared action with carriers from two departments."""
    answer = else_.page.locator("li.comment", has_text=QUESTION)
    else_.folds_out(answer.locator("summary"))
    else_.open("Gør det til en fælles handling", within=answer)
    else_.write("Hvad vil I gøre sammen?", TITLE)
    else_.write("Hvorfor?", "Borgeren skal kun fortælle det én gang")
    else_.write("Det første skridt", "Prøv det på to overleveringer")
    else_.pick("Bo Demoholm", among="Hvem er med?")
    else_.folds_out(else_.page.locator("summary", has_text="Gevinst, tegn og opbakning"))
    else_.write("Hvilken gevinst venter I? kan vente", GAIN)
    else_.tap("Foreslå Broerne det")
    else_.sees(TITLE)
    return else_.page.url


def decide(hand, action):
    """Proposal, questions, reactions, then each one's answer; silence is not consent."""
    lead = hand["p05"]
    for step in ("Åbn for spørgsmål", "Videre til reaktioner", "Spørg, om alle kan leve med det"):
        lead.tap(step)
    for who in CREW:
        hand[who].page.goto(action)
        hand[who].pick("Jeg kan leve med det")
        hand[who].tap("Sig det")
    lead.page.goto(action)
    expect(lead.page.locator(".action__state").first).to_have_text("besluttet")


def carry_through(lead, action):
    """The first step, a follow-up that goes on, and one that finishes with a gain."""
    lead.tap("Ja, det er taget")
    follow_up(lead, "To overleveringer prøvet", "Fortsæt", lead.date, clock.today() + timedelta(20))
    follow_up(lead, "Alle gør det nu", "Færdig", lead.write, "Tre ud af fire fortalte det én gang")
    expect(lead.page.locator(".action__state").first).to_have_text("færdig")
    lead.sees("Tre ud af fire fortalte det én gang")


def follow_up(lead, happened, decision, fill, more):
    lead.open("Følg op")
    lead.write("Hvad skete der?", happened)
    lead.pick(decision)
    fill("Hvornår ser I på den igen?" if decision == "Fortsæt" else GAINED, more)
    lead.tap("Gem opfølgningen")


def walk_back(bo, action):
    """From the gain to the question, to the thread, to the try and its wonder."""
    bo.page.goto(action)
    chain = bo.page.get_by_role("navigation", name="Kæden")
    bo.open("Svaret", within=chain)
    bo.sees(QUESTION)
    chain = bo.page.get_by_role("navigation", name="Kæden")
    bo.open("Undring", within=chain)
    expect(bo.page.get_by_text(TAKEAWAY).first).to_be_visible()
