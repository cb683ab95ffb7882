import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flu import text


@pytest.mark.parametrize(
    "typed, kept",
    [
        (None, ""),
        ("", ""),
        (" \t\r\n \u200b", ""),
        ("  Jeg tav i fire minutter.  ", "Jeg tav i fire minutter."),
        ("en\r\nto\rtre\vfire", "en\nto\ntre\nfire"),
        ("slut på linjen  \nog videre", "slut på linjen\nog videre"),
        ("A\u030age", "Åge"),
        ("et\n\nto", "et\n\nto"),
    ],
)
def test_what_is_typed_is_tidied(typed, kept):
    assert text.tidy(typed) == kept


@given(st.text())
def test_tidying_twice_changes_nothing_more(s):
    assert text.tidy(text.tidy(s)) == text.tidy(s)


@pytest.mark.parametrize("s", ["Æblegrød\n\tmed fløde", "👩‍🦽 og 🇩🇰", "", None, "שלום"])
def test_words_can_be_stored(s):
    assert text.is_storable(s)


@pytest.mark.parametrize("c", ["\x00", "\ud800", "\udfff", "\x07", "\x1b", "\x7f", "\x9f"])
def test_what_a_database_chokes_on_is_seen(c):
    assert text.is_storable("Jeg hører") and not text.is_storable(f"Jeg {c} hører")


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"])))
def test_anything_utf_8_can_write_can_be_stored(s):
    assert text.is_storable(s)


@pytest.mark.parametrize(
    "name, two, first",
    [
        ("Anne Prøvlund", "AP", "Anne"),
        ("Åge Eksempelgaard", "ÅE", "Åge"),
        ("karla maria procesby", "KP", "karla"),
        ("H.C. Demoholm", "HD", "H.C."),
        ("Bo", "B", "Bo"),
        (" ", "?", ""),
    ],
)
def test_a_name_in_short(name, two, first):
    assert text.initials(name) == two
    assert text.first_name(name) == first


def test_an_excerpt_is_cut_between_words():
    story = "Jeg tav i fire minutter.\n\nDet føltes langt."
    assert text.excerpt(story, 100) == "Jeg tav i fire minutter. Det føltes langt."
    assert text.excerpt(story, 24) == "Jeg tav i fire…"
    assert text.excerpt(story, 25) == "Jeg tav i fire minutter…"
    assert text.excerpt("hverdagsrehabiliteringsindsatsen", 10) == "hverdagsr…"
    assert text.excerpt(None, 10) == ""


@given(st.text(), st.integers(1, 40))
def test_an_excerpt_is_never_longer_than_asked(s, n):
    assert len(text.excerpt(s, n)) <= n


@pytest.mark.parametrize(
    "s",
    [
        "Du skal bare sende den til HR.",
        "Du skal da bare sige fra",
        "Så kan du jo bare ringe",
        "Har du ikke bare spurgt dem?",
        "Kan du ikke bare bede dem om det?",
        "Du burde have ringet først.",
        "Kunne du ikke have spurgt?",
        "Hvorfor gør du ikke som os?",
        "Hvorfor siger du ikke bare nej?",
        "Jeg hører, det var svært. Har du prøvet at lade dem selv?",
        "Hvad med at lade dem om det?",
        "Hvis jeg var dig, ville jeg vente.",
        "Mit råd: vent til mandag.",
        "Prøv lige at vente en uge.",
        "Du må hellere tage den med HR.",
        "You should call them first.",
        "Why don’t you just ask?",
        "Have you tried asking them?",
        "If I were you, I would wait.",
        "How about asking them?",
    ],
)
def test_advice_is_heard(s):
    assert text.is_advice(s)


@pytest.mark.parametrize(
    "s",
    [
        "",
        None,
        "Jeg hører, at stilheden var det sværeste – og at det var der, det lykkedes.",
        "Hvad gjorde du med blikket i de fire minutter?",
        "Hvad har du prøvet at gøre?",
        "Hvad har I overvejet?",
        "Hvad nu hvis det hurtige svar mest er for din egen skyld?",
        "Hvad skal du bruge for at turde?",
        "Hvad vil du have din chef til at gøre på torsdag?",
        "Jeg har prøvet fast ringetid. Sig til, hvis du vil høre, hvad der drillede.",
        "Jeg hører dem sige: “Du skal bare skrive det ned.”",
        "Hvorfor sover du ikke længere dårligt?",
        "Det gør indtryk, at du fortalte teamet, hvad du øver dig på.",
        "Skal vi ringe sammen dagen efter næste seance?",
        "What do you think you should do?",
        "What did you notice?",
        "How did they answer?",
    ],
)
def test_a_question_or_an_echo_is_no_advice(s):
    assert not text.is_advice(s)
    assert text.is_advice(f"{s or ''} Du skal bare ringe til HR.")


@pytest.mark.parametrize("s", ["du da jo " * 12_000, "a" * 100_000, '"' * 100_000, " \n" * 50_000])
def test_nasty_text_is_judged_at_once(s):
    started = time.process_time()
    text.tidy(s), text.is_storable(s), text.is_advice(s), text.excerpt(s)
    assert time.process_time() - started < 1


@pytest.mark.parametrize(
    "name, lines",
    [
        ("Plejecenter Lyngtoften", ["Plejecenter", "Lyngtoften"]),
        ("Hjælpemiddeldepotet", ["Hjælpemiddelde…"]),
        ("Hjemmeplejen Syd aften og nat", ["Hjemmeplejen", "Syd aften og…"]),
        ("", []),
    ],
)
def test_a_name_in_a_picture_takes_few_lines(name, lines):
    assert text.wrapped(name, 15, 2) == lines
