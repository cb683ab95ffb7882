"""What our elements do in a browser, each on a page of its own; no server is asked."""

import json
import re

import pytest
from uuid_utils import UUID

from flu.web import assets

HOME = "http://flu.test/"
HINTS = 'data-seen="Ligner" data-phone="tlf" data-email="mail" data-address="adr" data-name="navn"'


@pytest.fixture(scope="session")
def laid_out(tmp_path_factory):
    folder = tmp_path_factory.mktemp("static")
    return folder, assets.build(assets.STATIC, folder)


@pytest.fixture
def open_(browser, laid_out):
    """`open_(html)`: a page with these elements in it, our scripts running under our policy."""
    folder, names = laid_out
    context = browser.new_context()
    page = context.new_page()
    page.faults = []
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    head = f'<script type="importmap">{assets.import_map(names)}</script>'
    script = f"""<script src="/static/{names["vendor.js"]}"></script>
        <script src="/static/{names["js/kept.js"]}"></script>
        <script type="module" src="/static/{names["js/app.js"]}"></script>"""

    def answer(route):
        path = route.request.url.removeprefix(HOME)
        if path.startswith("static/"):
            return route.fulfill(path=folder / path.removeprefix("static/"))
        return route.fulfill(content_type="text/html; charset=utf-8", body=page.words)

    page.route(f"{HOME}**", answer)

    def open_page(html, before=""):
        page.add_init_script(before)
        page.words = f"""<!doctype html><html lang=da><head>{head}</head><body><div id=page>
            <main id=main>{html}</main></div><div id=status role=status></div>{script}
            </body></html>"""
        page.goto(HOME)
        return page

    yield open_page
    faults = page.faults
    context.close()
    assert faults == []


def spoken(page):
    return page.inner_text("#spoken")


# The uid ----------------------------------------------------------------------------------------

FORM = '<form id=f><birth-id><input type=hidden name=uid value="from-the-server"></birth-id></form>'


def uid(page):
    return page.input_value("[name=uid]")


def test_a_uid_is_drawn_in_the_browser_and_tells_the_time(open_):
    page = open_(FORM)
    drawn = UUID(uid(page))
    assert drawn.version == 7
    assert abs(drawn.timestamp - page.evaluate("Date.now()")) < 60_000


def test_a_form_that_is_emptied_is_born_anew(open_):
    page = open_(FORM)
    first = uid(page)
    page.evaluate("document.forms.f.reset()")
    assert UUID(uid(page)).version == 7 and uid(page) != first


def test_a_form_that_is_swapped_in_is_born_anew(open_):
    page = open_(FORM)
    first = uid(page)
    page.evaluate("document.forms.f.outerHTML = document.forms.f.outerHTML")
    assert UUID(uid(page)).version == 7 and uid(page) != first


def test_a_page_that_comes_back_from_the_cache_is_born_anew(open_):
    page = open_(FORM)
    first = uid(page)
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
    assert UUID(uid(page)).version == 7 and uid(page) != first


def test_a_letter_under_way_keeps_its_uid(open_):
    page = open_(FORM)
    first = uid(page)
    page.evaluate("""() => {
        document.forms.f.addEventListener('submit', event => event.preventDefault())
        document.forms.f.requestSubmit()
        dispatchEvent(new PageTransitionEvent('pageshow', {persisted: false}))
    }""")
    assert uid(page) == first


def test_a_thousand_uids_are_a_thousand(open_):
    page = open_(FORM)
    drawn = page.evaluate("""async () => {
        const { lib_uuid: { uuid7 } } = await import("flu/app.js")
        return Array.from({ length: 1000 }, () => uuid7())
    }""")
    assert len(set(drawn)) == 1000
    assert all(UUID(one).version == 7 for one in drawn)


# The counter ------------------------------------------------------------------------------------


def test_the_counter_speaks_near_the_end_and_only_then(open_):
    page = open_(
        '<char-count data-soft="30" data-label="{count} af 30"><textarea></textarea></char-count>'
    )
    field = page.locator("textarea")
    field.fill("kort")
    assert page.inner_text(".field__count") == "4 af 30"
    assert spoken(page) == ""
    field.fill("x" * 25)
    assert spoken(page) == "25 af 30"
    field.fill("x" * 27)
    assert spoken(page) == "25 af 30"
    field.fill("x" * 31)
    assert spoken(page) == "31 af 30"
    field.fill("")
    assert page.inner_text(".field__count") == ""


def test_a_field_grows_where_the_style_sheet_cannot_make_it(open_):
    page = open_("<textarea rows=1></textarea>", before="CSS.supports = () => false")
    low = page.evaluate("document.querySelector('textarea').offsetHeight")
    page.fill("textarea", "en\nto\ntre\nfire\nfem")
    assert page.evaluate("document.querySelector('textarea').offsetHeight") > 2 * low


# The hint ---------------------------------------------------------------------------------------

TOLD = {
    "Ring til Kirsten Jensen på 26 12 34 56.": {"phone": "26 12 34 56", "name": "Kirsten Jensen"},
    "Hun bor på Nørregade 12, 2. tv": {"address": "Nørregade 12"},
    "Skriv til bo@demo.dk i dag": {"email": "bo@demo.dk"},
    "Åse Ørsted sagde nej": {"name": "Åse Ørsted"},
    "Vi er på Plejecenter Havglimt i Hjemmeplejen Nord": {},
    "Det kostede 12345678 kr. på konto 12345678": {},
    "Der er en arbejdsplads 3 gange om ugen": {},
    "Søren og Bo gik den 12. marts 2026": {},
}


def test_the_browser_sees_what_the_server_sees(open_):
    page = open_(f"<privacy-hint {HINTS}><textarea></textarea></privacy-hint>")
    page.fill("textarea", "x")
    page.wait_for_timeout(900)
    for words, told in TOLD.items():
        seen = page.evaluate(
            """async words => {
                const { elements_privacy_hint: { findings } } = await import("flu/app.js")
                return findings(words)
            }""",
            words,
        )
        assert {kind: hit[: len(told.get(kind, hit))] for kind, hit in seen} == told, words


def test_the_hint_asks_in_words_once_and_blocks_nothing(open_):
    page = open_(
        f'<form><privacy-hint {HINTS} data-ask="Sikker?"><textarea></textarea>'
        "</privacy-hint></form>"
    )
    page.fill("textarea", "Ring til Kirsten Jensen")
    page.wait_for_selector(".field__privacy:not([hidden])")
    assert page.inner_text(".field__privacy") == "Ligner navn: Kirsten Jensen. Sikker?"
    assert spoken(page) == "Ligner navn: Kirsten Jensen. Sikker?"
    page.fill("textarea", "Ring til 26 12 34 56")
    page.wait_for_selector("text=tlf")
    assert "Kirsten" in spoken(page)
    page.fill("textarea", "Ring")
    page.wait_for_selector(".field__privacy", state="hidden")
    assert page.evaluate("document.forms[0].checkValidity()")


def test_the_patterns_are_the_servers(laid_out):
    folder, names = laid_out
    module = (folder / names["js/lib/patterns.js"]).read_text()
    kinds = [entry["kind"] for entry in json.loads(module.removeprefix("export default "))]
    assert kinds == ["email", "phone", "address", "name"]
    assert not re.search(r"\(\?P", module)


# The starter ------------------------------------------------------------------------------------

STARTER = """<answer-starter><div class=chips>
    <label class=chip><input type=radio name=kind data-starter="Jeg hører, at …">Hører</label>
    <label class=chip><input type=radio name=kind data-starter="Hvad nu hvis …?">Hvad</label>
    </div><textarea></textarea></answer-starter>"""


def test_a_tap_on_a_chip_begins_the_sentence(open_):
    page = open_(STARTER)
    page.click("text=Hører")
    page.keyboard.type("du ventede")
    assert page.input_value("textarea") == "Jeg hører, at du ventede"


def test_another_chip_changes_the_beginning_but_never_ones_own_words(open_):
    page = open_(STARTER)
    page.click("text=Hører")
    page.click("text=Hvad")
    assert page.input_value("textarea") == "Hvad nu hvis …?"
    page.fill("textarea", "Mit eget")
    page.click("text=Hører")
    assert page.input_value("textarea") == "Mit eget"


def test_arrow_keys_walk_among_the_chips(open_):
    page = open_(STARTER)
    page.focus("input >> nth=0")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.type") == "radio"
    assert page.evaluate("document.querySelectorAll('input')[1].checked")


# Focus ------------------------------------------------------------------------------------------

SWAP = """([html, id]) => {
    const old = document.getElementById(id)
    const detail = { ctx: { target: old } }
    document.dispatchEvent(new CustomEvent("htmx:before:swap", { detail }))
    old.outerHTML = html
    document.dispatchEvent(new CustomEvent("htmx:after:swap", { detail }))
}"""


def here(page):
    return page.evaluate("document.activeElement.id || document.activeElement.tagName")


def swap(page, html, old):
    page.evaluate(SWAP, [html, old])


def test_after_a_walk_one_stands_at_the_title(open_):
    page = open_('<h1 tabindex=-1>Her</h1><a id=go href="#">Gå</a>')
    page.focus("#go")
    swap(
        page,
        "<div id=page><h1 tabindex=-1>Der</h1><p class=notice role=status>Gemt</p></div>",
        "page",
    )
    assert here(page) == "H1"
    assert spoken(page) == "Gemt"


def test_what_went_wrong_comes_first_and_once(open_):
    page = open_("<h1 tabindex=-1>Her</h1>")
    fault = "<div id=errors tabindex=-1 data-focus>Fejl</div><button id=more>Mere</button>"
    swap(page, f"<div id=page><h1 tabindex=-1>Der</h1>{fault}</div>", "page")
    assert here(page) == "errors"
    page.focus("#more")
    swap(page, "<p id=x>Nyt</p>", "more")
    assert here(page) == "x"


def test_whoever_stands_in_what_was_replaced_stands_in_what_came(open_):
    page = open_(
        "<h1 tabindex=-1>Her</h1><ol><li id=a>A</li><li id=more><a id=b href='#'>Mere</a></li></ol>"
    )
    page.focus("#b")
    swap(page, "<li id=c>C</li><li id=d>D</li>", "more")
    assert here(page) == "c"


def test_focus_that_is_not_lost_is_left_alone(open_):
    page = open_("<h1 tabindex=-1>Her</h1><input id=field><p id=old>Gammelt</p>")
    page.focus("#field")
    swap(page, "<p id=new>Nyt</p>", "old")
    assert here(page) == "field"


# The install hint -------------------------------------------------------------------------------

HINT = """<h1 tabindex=-1>Nu</h1><install-hint hidden><p>Læg den på hjemmeskærmen.</p>
    <ol data-way=share hidden><li>Del</li></ol><button data-no>Nej tak</button>
    <button data-way=prompt hidden>Læg</button></install-hint>"""
OFFER = """() => {
    const offer = new Event("beforeinstallprompt", { cancelable: true })
    offer.prompt = () => { window.asked = (window.asked ?? 0) + 1 }
    dispatchEvent(offer)
    return offer.defaultPrevented
}"""
IPHONE = "Object.defineProperty(Navigator.prototype, 'standalone', { value: false })"


def arrive(page, letters=1):
    for _ in range(letters):
        page.evaluate("""document.dispatchEvent(
            new CustomEvent("flu:sent", { detail: { label: "Undring" } }))""")


def hinted(page):
    return page.is_visible("install-hint")


def test_the_browsers_offer_is_kept_for_a_good_moment(open_):
    page = open_(HINT)
    assert page.evaluate(OFFER)
    assert not hinted(page)
    arrive(page)
    assert not hinted(page)
    arrive(page)
    assert hinted(page)
    assert spoken(page) == "Læg den på hjemmeskærmen."
    assert page.is_visible("[data-way=prompt]") and not page.is_visible("[data-way=share]")
    assert here(page) == "BODY"


def test_letters_are_counted_across_pages_and_the_offer_may_come_late(open_):
    page = open_(HINT)
    arrive(page)
    page.reload()
    arrive(page)
    assert not hinted(page)
    page.evaluate(OFFER)
    assert hinted(page)
    assert page.evaluate("Object.entries(localStorage).filter(([, said]) => isNaN(said))") == []


def test_the_hint_comes_once_and_never_again(open_):
    page = open_(HINT)
    page.evaluate(OFFER)
    arrive(page, 2)
    assert hinted(page)
    page.reload()
    page.evaluate(OFFER)
    arrive(page, 5)
    assert not hinted(page)


def test_a_tap_lets_the_browser_ask_once(open_):
    page = open_(HINT)
    page.evaluate(OFFER)
    arrive(page, 2)
    page.click("[data-way=prompt]")
    assert page.evaluate("asked") == 1
    assert not hinted(page)
    assert here(page) == "H1"


def test_no_thanks_is_for_ever(open_):
    page = open_(HINT)
    page.evaluate(OFFER)
    arrive(page, 2)
    assert hinted(page)
    page.click("[data-no]")
    arrive(page, 2)
    assert not hinted(page)
    assert page.evaluate("window.asked") is None


def test_whoever_installed_it_is_told_no_more(open_):
    page = open_(HINT)
    page.evaluate(OFFER)
    page.evaluate("dispatchEvent(new Event('appinstalled'))")
    arrive(page, 2)
    assert page.locator("install-hint").count() == 1 and not hinted(page)


def test_an_iphone_is_told_the_way_by_the_share_button(open_):
    page = open_(HINT, before=IPHONE)
    assert not hinted(page)
    arrive(page, 2)
    assert hinted(page)
    assert page.is_visible("[data-way=share]") and not page.is_visible("[data-way=prompt]")


def test_where_there_is_no_way_nothing_is_said(open_):
    page = open_(HINT)
    arrive(page, 3)
    assert not hinted(page)
    page.evaluate(OFFER)  # had there been a way, it would have been said
    assert hinted(page)
