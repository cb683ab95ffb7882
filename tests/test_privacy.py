import random
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flu.privacy import findings

GROUP = ("Anne Prøvlund", "Bo Demoholm")


def kinds(text, known=()):
    return [finding.kind for finding in findings(text, known)]


def told(text, kind, known=()):
    return [finding.text for finding in findings(text, known) if finding.kind == kind]


# --- CPR ------------------------------------------------------------------------------------------

births = st.dates(date(1900, 1, 1), date(2036, 12, 31))
serials = st.integers(0, 9999)
SHAPES = (
    "{d}{m}{y}-{n}", "{d}{m}{y}{n}", "{d}{m}{y} {n}", "{d}{m}{y} - {n}", "{d}{m}{y}–{n}",
    "{d}{m}{y}—{n}", "{d}{m}{y}‑{n}", "{d}{m}{y}\xa0{n}", "{d} {m} {y} {n}", "{d}.{m}.{y}-{n}",
    "{d}-{m}-{y}-{n}", "{d}/{m}/{y}-{n}", "{d}{m}{y}/{n}", "{d}{m}{y}.{n}", "{d}{m}{y} -{n}",
    "{d}{m}{y}\xad-{n}", "{d} {m} {y}-{n}", "{d}{m}{c}{y}-{n}",
)  # fmt: skip
AROUND = (
    "{}", "Borgeren ({}) ringede.", "cpr:{}", "CPR-nr. {}, tak", "Hun er {}.", "CPR{}", "«{}»",
    "den 12. maj\n{}\nkl. 9.30", "{}s søn", "_{}_", "{}/{{}}", "1) {}; 2) ingen",
)  # fmt: skip


@settings(deadline=None)
@given(births, serials, st.sampled_from(SHAPES), st.sampled_from(AROUND))
def test_a_cpr_number_is_stopped_however_it_is_written(birth, serial, shape, around):
    number = shape.format(
        d=f"{birth.day:02}", m=f"{birth.month:02}", y=f"{birth.year % 100:02}",
        c=birth.year // 100, n=f"{serial:04}",
    )  # fmt: skip
    text = around.format(number)
    if "s søn" in around and "-" not in number:
        text = text.replace("s søn", " søn")
    found = [finding for finding in findings(text) if finding.blocked]
    assert [finding.text for finding in found] == [number]
    assert text[slice(*found[0].span)] == number


def test_numbers_since_2007_need_no_modulus():
    assert told("010107-4000 og 010107-4001", "cpr") == ["010107-4000", "010107-4001"]


def test_a_stand_in_number_is_one_too():
    assert told("erstatningsnummer 610180-1234", "cpr") == ["610180-1234"]


def test_figures_of_other_alphabets_are_read():
    assert kinds("０１０１８０-１２３４") == ["cpr"]


@pytest.mark.parametrize(
    "text",
    [
        "320180-1234",
        "011380-1234",
        "290281-1234",
        "310480-1234",
        "000180-1234",
        "Mødet er 12.03.24 - 14.03.24",
        "fra 01.01.2024-2025",
        "sagsnummer 2024-010180-1234",
        "EMN-010180-1234-5",
        "EAN 5798000123456",
        "P-nummer 1003388394",
        "kontonr. 0101801235",
        "1012801234 kr.",
        "12 10 20 12 34 56 og så videre",
        "+46 701234567",
    ],
)
def test_other_figures_are_let_pass(text):
    assert "cpr" not in kinds(text)
    assert "cpr" in kinds(f"{text}. Det er 010180-1234.")


def test_false_stops_stay_below_one_in_a_hundred():
    lots = random.Random(20261123)

    def some(low, high):
        return lots.randint(low, high)

    shapes = (
        lambda: f"Ring på {some(20, 99)} {some(0, 99):02} {some(0, 99):02} {some(0, 99):02}",
        lambda: f"Ring på {some(2 * 10**7, 10**8 - 1)} eller +45 {some(2 * 10**7, 10**8 - 1)}",
        lambda: f"tlf. {some(2000, 9999)} {some(0, 9999):04}, lokal {some(1000, 9999)}",
        lambda: f"Det koster {some(1, 999)}.{some(0, 999):03}.{some(0, 999):03} kr. om året",
        lambda: f"budget {some(1, 9_999_999_999)} kr.",
        lambda: f"sag {some(2015, 2026)}-{some(0, 999_999):06}",
        lambda: f"sagsnr. {some(15, 26)}/{some(0, 999_999):06}",
        lambda: f"journalnr. {some(0, 9_999_999_999):010}",
        lambda: f"27.{some(0, 99):02}.{some(0, 99):02}-G01-{some(1, 99)}-{some(15, 26)}",
        lambda: f"CVR {some(10_000_000, 99_999_999)}, EAN 5798{some(0, 999_999_999):09}",
        lambda: f"den {some(1, 28)}.{some(1, 12)}.{some(20, 26)} kl. {some(7, 17)}.{some(10, 59)}",
        lambda: f"{some(1, 28):02}.{some(1, 12):02}.2026 {some(7, 17):02}:{some(0, 59):02}",
        lambda: f"{some(1, 28):02}-{some(1, 12):02}-2026 og {some(100, 9999)} besøg",
        lambda: f"uge {some(1, 52)}, {some(1, 60)} borgere, {some(1000, 9999)} minutter",
        lambda: f"{some(1, 99)} {some(1, 99)} {some(1, 99)} {some(1, 99)} {some(1, 99)}",
    )
    texts = [lots.choice(shapes)() for _ in range(10_000)]
    stopped = [text for text in texts if "cpr" in kinds(text)]
    assert len(stopped) <= 100, stopped[:20]


# --- phone, e-mail, address -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "text, number",
    [
        ("Ring på 20 12 34 56.", "20 12 34 56"),
        ("Ring på 20123456", "20123456"),
        ("Ring 2012 3456 i morgen", "2012 3456"),
        ("tlf. 20-12-34-56", "20-12-34-56"),
        ("Ring +45 20 12 34 56", "+45 20 12 34 56"),
        ("0045 20123456", "0045 20123456"),
        ("+46 70 123 45 67", "+46 70 123 45 67"),
    ],
)
def test_a_phone_number_is_seen(text, number):
    assert told(text, "phone") == [number]


@pytest.mark.parametrize(
    "text",
    [
        "CVR 12345678",
        "sagsnr. 20123456",
        "12345678 kr.",
        "20 123 456 borgere",
        "i årene 2024 2025",
        "den 20241231",
        "31122024",
        "1.250.000",
        "fra 8.00 til 16.00",
        "5, 10, 15 og 20",
        "2024-123-4567",
    ],
)
def test_other_figures_are_no_phone_number(text):
    assert "phone" not in kinds(text)
    assert "phone" in kinds(f"{text}. Ring på 20 12 34 56.")


def test_an_address_on_the_net_is_seen():
    assert told("Skriv til else.s@kommune.example, tak.", "email") == ["else.s@kommune.example"]
    assert kinds("Vi ses @ mødet") == []


@pytest.mark.parametrize(
    "address",
    [
        "Skovvej 12",
        "Vestergade 5B",
        "Kastanjealle 4",
        "Nørre Allé 12",
        "Gammel Kongevej 3, 2. tv",
        "Sankt Pauls Plads 4",
        "H.C. Andersens Boulevard 12",
        "Store Torv 1",
        "Syrenvænget 7",
        "Smedestræde 9",
        "Lyngtoften 12",
        "skovvej 12",
    ],
)
def test_a_street_with_its_number_is_seen(address):
    assert told(f"Hun bor på {address}, tror jeg.", "address") == [address]


@pytest.mark.parametrize(
    "text",
    [
        "Vi er på vej 3 gange om ugen",
        "motorvej 45",
        "alle 12 borgere",
        "Arbejdsplads 3 er ledig",
        "Plejecenter Møllebakken 3",
        "Møllebakken 12 beboere",
        "Opgave 3 og Udgave 2",
        "Uge 12 og Afdeling Nord 3",
        "Havnen 8.30",
    ],
)
def test_other_places_are_no_address(text):
    assert "address" not in kinds(text)
    assert "address" in kinds(f"{text}. Hun bor Skovvej 12.")


# --- names ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text, name",
    [
        ("Jeg talte med Birthe Jensen i går.", "Birthe Jensen"),
        ("Birthe Jensen ringede.", "Birthe Jensen"),
        ("Det sagde Poul Erik Hansen til mig.", "Poul Erik Hansen"),
        ("Så kom Xanthia Kvistgaard forbi.", "Xanthia Kvistgaard"),
        ("Det var Anne-Marie Bæks idé.", "Anne-Marie Bæks"),
        ("Det var Karl E. Holm.", "Karl E. Holm"),
        ("Jeg besøgte fru Hansen.", "fru Hansen"),
        ("Det var Fatima El Kaddouri.", "Fatima El Kaddouri"),
    ],
)
def test_a_full_name_is_seen(text, name):
    assert told(text, "name") == [name]


@pytest.mark.parametrize(
    "text",
    [
        "Da Mette kom, blev der stille.",
        "Plejecenter Havglimt og Hjemmeplejen Nord",
        "Vi brugte Microsoft Teams i Aalborg Kommune.",
        "Det Nære Sundhedsvæsen",
        "Efter Store Bededag holder vi pause.",
        "Hvad så du? Hvad hørte du?",
        "Fremtidens Lederuddannelse begynder i uge 3.",
        "Jeg undrer mig. Hvad gjorde Broerne så?",
    ],
)
def test_places_units_and_headings_are_no_names(text):
    assert "name" not in kinds(text)
    assert "name" in kinds(f"{text} I dag kom Kaj Holm forbi.")


@pytest.mark.parametrize(
    "text, name",
    [
        ("Tak, Anne.", "Anne"),
        ("Anne spurgte mig.", "Anne"),
        ("det var Bos forslag", "Bos"),
        ("ifølge anne prøvlund", "anne prøvlund"),
        ("Bo Demoholm ringede", "Bo Demoholm"),
    ],
)
def test_those_we_know_are_seen_by_first_name(text, name):
    assert told(text, "name", GROUP) == [name]


def test_a_word_is_not_a_colleague():
    assert kinds("Bo selv er vigtigt. Borgeren vil bo hjemme.", GROUP) == []
    assert kinds("Annekset er lukket", GROUP) == []
    assert kinds("Bo Demoholm vil bo hjemme, siger Anne.", GROUP) == ["name", "name"]


# --- together -------------------------------------------------------------------------------------


def test_findings_come_in_order_and_never_overlap():
    text = "Kaj Holm, 010180-1234, Skovvej 12, 20 12 34 56, kaj@holm.example"
    assert kinds(text, ["Kaj Holm"]) == ["name", "cpr", "address", "phone", "email"]


@settings(deadline=None)
@given(st.text())
def test_any_text_can_be_read(text):
    ends = 0
    for finding in findings(text, GROUP):
        assert finding.span[0] >= ends
        ends = finding.span[1]
        assert text[slice(*finding.span)] == finding.text


@pytest.mark.parametrize(
    "text",
    [
        "a" * 100_000,
        "Aa " * 33_000,
        "A" + "a" * 100_000 + "vej",
        "Skovvej " * 12_500,
        "01" * 50_000,
        "01 " * 33_000,
        "a@" * 50_000,
        "a." * 50_000,
        "fru " * 25_000,
        "\n" * 100_000,
        "Vejvejvej" * 11_000,
    ],
    ids=lambda text: text[:10],
)
def test_nasty_text_is_read_at_once(text):
    started = time.process_time()
    findings(text, GROUP)
    assert time.process_time() - started < 1


def test_it_imports_nothing_that_could_send():
    imported = {
        line.split()[1]
        for line in Path("flu/privacy.py").read_text().splitlines()
        if line.startswith(("import ", "from "))
    }
    assert imported == {"re", "typing", "flu.names"}
