"""What cannot be sent as it is comes back to its writer, whole and to be changed (2.6, 2.8)."""

import pytest
from playwright.sync_api import expect

from tests.offline.deeds import Other
from tests.offline.phone import until

pytestmark = pytest.mark.on_sqlite_alone("it is about the phone")
CIVIL = "Borgeren 010107-4000 ringede igen"
TASK = "Hvilken opgave på dit bord undrer du dig over lige nu?"


@pytest.fixture
def else_(server):
    """Of the same group, at another screen."""
    return Other(server.url, "p05")


def opened(phone, words):
    """The letter that needs its writer, folded out in the outbox."""
    phone.page.goto("/outbox")
    letter = phone.page.locator("outbox-list .letter", has_text=words)
    letter.get_by_role("button", name="Se, og ret").click()
    return letter.locator(".letter__open")


def answer_offline(phone, thread, words):
    """An answer written without net on a thread that the phone has along."""
    phone.pack(thread)
    phone.lose_net()
    phone.page.goto(thread)
    phone.write("Dit svar", words)
    phone.keep("Svar")


def reason(phone, words):
    phone.page.goto("/outbox")
    letter = phone.page.locator("outbox-list .letter", has_text=words)
    expect(letter).to_have_attribute("data-sync", "needs-you")
    return letter.locator(".letter__why").inner_text()


def test_a_text_that_is_refused_keeps_and_the_next_goes(anne, server):
    anne.lose_net()
    anne.wonder(CIVIL)
    anne.wonder("Den bagved kommer frem")
    anne.find_net()
    anne.rests("needs-you")
    assert server.places_of(CIVIL) == []
    assert server.places_of("Den bagved kommer frem") == ["experiment.desk_task"]
    assert "CPR" in reason(anne, CIVIL)


def test_a_text_that_is_refused_is_put_right_where_it_lies(anne, server):
    anne.lose_net()
    anne.wonder(CIVIL)
    anne.put_away().find_net()
    anne.rests("needs-you")
    form = opened(anne, CIVIL)
    field = form.get_by_role("textbox", name=TASK)
    expect(field).to_have_value(CIVIL)
    field.fill("Borgeren ringede igen, og vi svarede")
    anne.keep("Gem bare", within=form)
    anne.sends_all()
    assert server.places_of("Borgeren ringede igen, og vi svarede") == ["experiment.desk_task"]


def test_an_empty_letter_waits_for_its_words_and_the_next_goes(anne, server):
    anne.lose_net()
    anne.wonder("")
    anne.wonder("Efter den tomme")
    anne.find_net()
    anne.rests("needs-you")
    assert server.places_of("Efter den tomme") == ["experiment.desk_task"]


def test_while_the_parent_needs_its_writer_what_hangs_on_it_waits_and_the_rest_goes(anne, server):
    anne.pack("/kit")
    anne.lose_net()
    anne.page.goto("/capture")
    anne.write(TASK, CIVIL)
    anne.write("Hvad er det, du undrer dig over?", "Hvorfor hun ringer")
    anne.keep("Gør den til en plan")
    anne.write("Hvis jeg …", "ringer først")
    anne.write("så …", "ringer de ikke igen")
    anne.write("Hvordan hjælper det borgeren?", "Hun får svar")
    anne.keep("Gem, og læg planen")
    anne.wonder("Uden forbindelse til den")
    anne.find_net()
    until(lambda: len(anne.letters()) == 2 and anne.states()[0] == "needs-you")
    assert server.places_of("Uden forbindelse til den") == ["experiment.desk_task"]
    form = opened(anne, CIVIL)
    form.get_by_role("textbox", name=TASK).fill("Nu uden nummeret")
    anne.keep("Gem bare", within=form)
    anne.sends_all()
    tried = server.rows("select if_i, state from experiment where desk_task = 'Nu uden nummeret'")
    assert tried == [{"if_i": "ringer først", "state": "hypothesis"}]


def test_a_parent_taken_back_to_be_written_anew_is_still_sent_before_what_hangs_on_it(anne, server):
    anne.pack("/kit")
    anne.lose_net()
    anne.page.goto("/capture")
    anne.write(TASK, "Forælder, første udgave")
    anne.write("Hvad er det, du undrer dig over?", "Hvorfor de ringer")
    anne.keep("Gør den til en plan")
    anne.write("Hvis jeg …", "ringer i morgen")
    anne.write("så …", "ringer de ikke i dag")
    anne.write("Hvordan hjælper det borgeren?", "Hun får ro")
    anne.keep("Gem, og læg planen")
    anne.page.goto("/outbox")
    first = anne.page.locator("outbox-list .letter", has_text="Forælder, første udgave")
    first.get_by_role("button", name="Ret", exact=True).click()
    expect(anne.field(TASK)).to_have_value("Forælder, første udgave")
    anne.find_net()
    anne.page.wait_for_timeout(500)
    anne.write(TASK, "Forælder, anden udgave")
    anne.keep("Gem bare")
    anne.sends_all()
    tried = server.rows("select if_i from experiment where desk_task = 'Forælder, anden udgave'")
    assert tried == [{"if_i": "ringer i morgen"}]
    assert server.places_of("Forælder, første udgave") == []


EDITS = {
    "experiment": ("Opgaven på dit bord", "Gem", "Gem min tekst", "desk_task"),
    "comment": ("Dit svar", "Gem rettelsen", "Gem rettelsen", "body"),
}


@pytest.mark.parametrize("noun", EDITS)
def test_an_edit_of_what_changed_meanwhile_shows_both_and_chooses_nothing(anne, server, noun):
    field, save, again, column = EDITS[noun]
    at_desk = Other(server.url, "p01")
    here = at_desk.wondered("Første ord") if noun == "experiment" else at_desk.answer(
        Other(server.url, "p05").thread("En tråd at rette i"), "Første ord"
    )  # fmt: skip
    anne.pack(f"{here}/edit")
    anne.lose_net()
    anne.page.goto(f"{here}/edit")
    anne.write(field, "Ordene fra telefonen")
    anne.keep(save)
    kind = {"kind": "wonders"} if noun == "comment" else {}
    at_desk.does(here, **{column: "Ordene fra skrivebordet"}, version=1, **kind)
    anne.put_away().find_net()
    anne.rests("needs-you")
    assert server.places_of("Ordene fra") == [f"{noun}.{column}"]
    assert server.places_of("Ordene fra skrivebordet") == [f"{noun}.{column}"]

    form = opened(anne, "Ordene fra telefonen")
    expect(form).to_contain_text("Ordene fra skrivebordet")
    mine = form.get_by_role("textbox", name=field)
    expect(mine).to_have_value("Ordene fra telefonen")
    mine.fill("Ordene fra begge")
    anne.keep(again, within=form)
    anne.sends_all()
    assert server.places_of("Ordene fra") == server.places_of("Ordene fra begge")
    server.rows(f"delete from {noun} where {column} like 'Ordene fra%'")


@pytest.mark.parametrize("deed", ["trukket tilbage", "gjort privat"])
def test_an_answer_to_what_is_gone_is_kept_with_its_reason(anne, else_, server, deed):
    thread = else_.thread(f"En tråd, der bliver {deed}")
    words = f"Mit svar på det, der blev {deed}"
    answer_offline(anne, thread, words)
    if deed == "trukket tilbage":
        else_.does(f"{thread}/withdrawal", sure=1)
    else:
        else_.does(f"{thread}/visibility", visibility="private")
    anne.put_away().find_net()
    anne.rests("needs-you")
    assert "ikke længere" in reason(anne, words)
    assert server.places_of(words) == []


def test_taken_away_it_can_be_had_back_and_then_it_goes(anne, server):
    anne.lose_net()
    anne.wonder("Slettet og fortrudt")
    anne.page.goto("/outbox")
    letter = anne.page.locator("outbox-list .letter", has_text="Slettet og fortrudt")
    letter.get_by_role("button", name="Slet", exact=True).click()
    anne.rests("discarded")
    anne.find_net()
    anne.page.goto("/outbox")
    anne.rests("discarded")
    assert server.asked == []
    letter.get_by_role("button", name="Fortryd").click()
    anne.sends_all()
    assert server.places_of("Slettet og fortrudt") == ["experiment.desk_task"]


def test_taken_away_while_it_is_under_way_it_stays_away(anne, server):
    server.weather("503")
    anne.wonder("Slettet undervejs")
    server.weather("hang")
    anne.page.goto("/outbox", wait_until="commit")
    letter = anne.page.locator("outbox-list .letter", has_text="Slettet undervejs")
    letter.get_by_role("button", name="Slet", exact=True).click()
    anne.rests("discarded")
    server.weather("503")
    server.kill()
    server.start()
    anne.wake()
    anne.page.wait_for_timeout(500)
    assert anne.states() == ["discarded"]


def test_written_anew_before_it_went_there_is_one(anne, server):
    anne.lose_net()
    anne.wonder("Den første udgave af sætningen")
    anne.page.goto("/outbox")
    anne.tap("Ret")
    expect(anne.field(TASK)).to_have_value("Den første udgave af sætningen")
    anne.write(TASK, "Den anden udgave af sætningen")
    anne.keep("Gem bare")
    anne.find_net()
    anne.sends_all()
    assert server.places_of("udgave af sætningen") == ["experiment.desk_task"]
    assert server.places_of("Den anden udgave af sætningen") == ["experiment.desk_task"]


def test_written_anew_after_it_had_arrived_unheard_there_is_one_and_both_texts(anne, server):
    server.arm("exit")
    anne.wonder("Den første, der nåede frem")
    server.wait_until_dead()
    anne.page.goto("/outbox")
    anne.tap("Ret")
    anne.write(TASK, "Den anden, der kom for sent")
    anne.keep("Gem bare")
    server.start()
    anne.wake()
    anne.rests("needs-you")
    assert server.places_of("Den første, der nåede frem") == ["experiment.desk_task"]
    assert server.places_of("Den anden, der kom for sent") == []
    assert "allerede nået frem" in reason(anne, "Den anden, der kom for sent")
