"""A whole try, written without net from its wonder to its sentence, on nothing the server knows."""

from datetime import timedelta

import pytest

from flu import clock

pytestmark = pytest.mark.on_sqlite_alone("it is about the phone")
STORY = """
select e.desk_task, e.wondering, e.if_i, e.first_move, e.seen_heard, e.takeaway, e.state,
       t.outcome, r.answers
from experiment e join trial t on t.experiment_id = e.id join reflection r on r.experiment_id = e.id
where e.desk_task = ?
"""


def test_from_a_wonder_to_a_shared_sentence_without_net(anne, server):
    anne.pack("/kit")
    anne.lose_net()
    anne.page.goto("/capture")
    anne.write("Hvilken opgave på dit bord undrer du dig over lige nu?", "Kæden uden net")
    anne.write("Hvad er det, du undrer dig over?", "Hvorfor det er så stille")
    anne.keep("Gør den til en plan")
    anne.write("Hvis jeg …", "begynder med et spørgsmål")
    anne.write("så …", "svarer flere")
    anne.write("Hvordan hjælper det borgeren?", "Flere ser ham")
    anne.keep("Gem, og læg planen")
    anne.write("Når …", "mødet begynder")
    anne.write("gør jeg …", "spørger den yngste først")
    anne.date("Dag", clock.today() + timedelta(days=1))
    anne.keep("Læg planen")
    anne.open("Fortæl, hvad du gjorde")
    anne.pick("Ja")
    anne.keep("Gem")
    anne.open("Skriv det ned")
    anne.write("Hvad så og hørte du – før du tolkede det?", "Tre talte, som plejer at tie")
    anne.keep("Gem det, du så")
    anne.open("Skriv, hvad du lærte")
    anne.write("Hvad overraskede dig?", "At det var nok at vente")
    anne.keep("Gem bare")
    anne.open("Del læringen")
    anne.write("Skriv én sætning, en anden leder kan bruge i morgen", "Spørg den yngste først.")
    anne.pick("Stil mig spørgsmål")
    anne.keep("Del med Broerne")
    assert server.places_of("Kæden uden net") == []
    assert len(anne.letters()) == 7

    anne.page.reload()
    anne.find_net()
    anne.sends_all()
    assert [it["status"] for it in server.asked if it["status"]] == [204] * 7
    [story] = server.rows(STORY, "Kæden uden net")
    assert "At det var nok at vente" in story.pop("answers")
    assert story == {
        "desk_task": "Kæden uden net",
        "wondering": "Hvorfor det er så stille",
        "if_i": "begynder med et spørgsmål",
        "first_move": "spørger den yngste først",
        "seen_heard": "Tre talte, som plejer at tie",
        "takeaway": "Spørg den yngste først.",
        "state": "shared",
        "outcome": "yes",
    }
