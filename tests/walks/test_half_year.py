"""Half a year and what comes after, with the clock moved; what is asked of people, in a browser."""

import json
import re
import threading
from contextlib import contextmanager
from datetime import time, timedelta

import pytest
from playwright.sync_api import expect
from werkzeug.serving import make_server

from flu import clock
from flu.jobs.sweep import sweep
from flu.models import Check, Echo, Experiment, Membership, Minute, Reflection, Topic, User
from flu.models.everything import faults
from flu.models.everything import told as all_rows
from flu.models.export import told
from flu.models.homecoming import Homecoming
from tests import browser as phones_
from tests.browser import let_in
from tests.models.test_export import emptied
from tests.walks.half_year import HalfYear


@contextmanager
def answering(app):
    """The app in this very process, so that its clock is ours to move."""
    server = make_server("127.0.0.1", 0, app)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()


@pytest.fixture
def anne(browser, app):
    """P01's phone, in a house where the clock stands where we put it."""
    with answering(app) as url:
        page = phones_.pick_up(browser, url, service_workers="block")
        yield page
        page.context.close()


def test_half_a_year_with_five_groups_and_after(app, anne):
    half = HalfYear()
    for week in range(27):
        half.begin(week)
        gatherings = list(half.meetings(week))
        half.begin(week)
        if week:
            half.live(week)
        if week == 20:
            half.finish_tries()
        if week == 22:
            half.finish_action()
        for seance in gatherings:
            gather(anne, half, seance, week)
        if week == 5:
            keeps_it_still(anne, half)
    written = {it.format.code for it in Reflection.select() if it.format}
    assert written == {form.code for form in half.programme.formats}
    leave(anne, half)
    live_on(anne, half)
    is_gone(half)


def gather(anne, half, seance, week):
    """The agenda is as it must be; a line before, a line after; what was talked of is settled."""
    half.put_on_the_table(week, seance.group)
    clock.stop(seance.starts_at - timedelta(hours=3))
    enter(anne, "p01", "/programme")
    expect(anne.get_by_role("heading", name=seance.frame.title, exact=True).first).to_be_visible()
    anne.goto(f"/seances/{seance.uid}")
    assert agenda(anne) == unfinished(half, seance), f"week {week}"
    jot(anne, "Skriv før", f"Før {seance.frame.title}")
    for topic in list(Topic.select().where(Topic.settled_at.is_null())):
        topic.settle("talked", by=half.person("P03"), at=seance)
    half.open_topics.clear()
    if seance.group_id:
        hold_meeting(half, seance)
    clock.stop(seance.ends_at + timedelta(hours=2))
    enter(anne, "p01", f"/seances/{seance.uid}")
    jot(anne, "Skriv efter", f"Efter {seance.frame.title}")


def enter(page, who, at):
    """Open it; by the door where the session has ended meanwhile."""
    page.goto(at)
    if "/sign-in" in page.url:
        let_in(page, who, at)


def agenda(anne):
    return anne.locator("#agenda ol .human").all_inner_texts()


def unfinished(half, seance):
    """Open actions, then tries that end, then topics; the hold's seance has only the last."""
    if seance.group_id is None:
        return list(half.open_topics)
    tries = [it.title for it in half.tries if it.planned_at <= seance.starts_at]
    return [*half.open_actions, *tries, *half.open_topics]


def jot(anne, door, words):
    anne.get_by_role("link", name=door).click()
    anne.wait_for_url("**/reflections/new**")
    anne.locator("form textarea").first.fill(words)
    anne.get_by_role("button", name="Gem bare").click()
    anne.wait_for_url(re.compile("/reflections/[0-9a-f-]{36}"))
    expect(anne.get_by_text(words).first).to_be_visible()


def hold_meeting(half, seance):
    host = half.person("P02")
    clock.stop(seance.starts_at)
    seance.begin("25", by=host)
    while seance.is_live:
        Minute.note(seance, f"Om {seance.now.code}", phase=seance.now.code, by=host)
        clock.stop(clock.now() + timedelta(minutes=seance.now.minutes))
        seance.step(seance.phase, by=host)


def keeps_it_still(anne, half):
    """Four weeks after something became a practice, its owner is asked, on Mig."""
    owner = half.seats[half.groups[0].id][1]
    code = owner.email.split("@")[0]
    page = phones_.pick_up(
        anne.context.browser, anne.url.split("/seances")[0], service_workers="block"
    )
    enter(page, code, "/me")
    page.get_by_role("button", name="Ja", exact=True).first.click()
    expect(page.get_by_text("Gør du det stadig?")).to_have_count(0)
    assert Check.select().count() == 1
    page.context.close()


def leave(anne, half):
    """Take home, leave nameless, delete: three of them choose, each another way."""
    clock.stop(clock.at(half.programme.parts_from + timedelta(days=4), time(10)))
    enter(anne, "p01", "/me/farewell")
    goes_out_and_comes_back(half)
    anne.get_by_label("Tag med hjem").first.check()
    anne.get_by_role("button", name="Gør det").first.click()
    expect(anne.get_by_text("Det har du valgt").first).to_be_visible()
    mine = Reflection.select().where(Reflection.author == half.person("P01"))
    assert {it.visibility for it in mine if it.withdrawn_at is None} == {"private"}


def goes_out_and_comes_back(half):
    """All that is hers, into an empty account of the same house, and told again: equal."""
    anne = half.person("P01")
    other = User.add(organisation=anne.organisation, name="Anne igen", email="igen@f.example")
    half.programme.enrol(other, "participant")
    first = told(anne)
    coming = Homecoming(json.dumps(first).encode(), other)
    assert coming.fault is None
    seats = {"seats", "agreements"}
    out, back = emptied(first), emptied(told(other))
    assert {k: v for k, v in back.items() if k not in seats} == {
        k: v for k, v in out.items() if k not in seats
    }


def live_on(anne, half):
    """The groups go on without staff; a question a month; an echo after 30, 90 and 180 days."""
    for days in (30, 90, 180):
        clock.stop(clock.at(half.programme.ends_on + timedelta(days=days), time(9)))
        sweep()
        asked = Echo.select().where(Echo.user == half.person("P01"), Echo.days == days)
        assert asked.count() == 1, f"after {days} days"
        enter(anne, "p01", f"/echoes/{asked.get().uid}")
        anne.get_by_label("Ja", exact=True).first.check()
        anne.get_by_role("button", name="Gem svaret").click()
        expect(anne.get_by_text("Tak").first).to_be_visible()
    assert (
        not Membership.select()
        .where(Membership.role == "facilitator", Membership.left_at.is_null())
        .exists()
    )


def is_gone(half):
    """The retention date does what it says: not a day before."""
    shared = Experiment.select().where(Experiment.visibility != "private")
    clock.stop(clock.at(half.programme.retained_until - timedelta(days=1), time(9)))
    sweep()
    assert shared.exists()
    clock.stop(clock.at(half.programme.retained_until + timedelta(days=200), time(9)))
    sweep()
    assert not shared.exists()
    words = json.dumps([row for row in all_rows() if isinstance(row, list)], ensure_ascii=False)
    assert "Svar i uge" not in words and not list(faults())
