"""A real browser finds nothing that keeps FLU from being installed, and it is offered once."""

import pytest
from playwright.sync_api import expect

from tests.browser import PHONE, executable, let_in
from tests.walks import looks

pytestmark = pytest.mark.forgives(r"ViewTransition|Transition was (skipped|aborted)")
SENT = 'document.dispatchEvent(new CustomEvent("flu:sent", { detail: { label: "Undring" } }))'
OFFER = """() => {
    const offer = new Event("beforeinstallprompt", { cancelable: true })
    offer.prompt = () => { window.asked = true }
    dispatchEvent(offer)
}"""
IPHONE = 'Object.defineProperty(Navigator.prototype, "standalone", { value: false })'
FARTHEST = """async source => {
    const image = new Image()
    image.src = source
    await image.decode()
    const size = image.width, pen = new OffscreenCanvas(size, size).getContext("2d")
    pen.drawImage(image, 0, 0)
    const bytes = pen.getImageData(0, 0, size, size).data
    const drawn = at => [0, 1, 2].some(n => Math.abs(bytes[at + n] - bytes[n]) > 8)
    let farthest = 0, holes = 0
    for (let at = 0; at < bytes.length; at += 4) {
        const x = at / 4 % size + .5, y = Math.floor(at / 4 / size) + .5
        if (bytes[at + 3] < 255) holes++
        if (drawn(at))
            farthest = Math.max(farthest, Math.hypot(x - size / 2, y - size / 2) / (size / 2))
    }
    return [farthest, holes]
}"""


# What the browser says --------------------------------------------------------------------------


@pytest.fixture
def own_phone(browser_type, browser_type_launch_args, live, tmp_path):
    """Signed in, with a profile of its own: in a private window nothing can be installed."""
    at_once = [*browser_type_launch_args["args"], "--bypass-app-banner-engagement-checks"]
    whole = {"executable_path": executable(whole=True), "args": at_once}
    more = {**PHONE, **browser_type_launch_args, **whole}
    context = browser_type.launch_persistent_context(tmp_path, base_url=live.url, **more)
    (page,) = context.pages
    let_in(page, "p02")
    yield page
    context.close()


def test_chromium_finds_nothing_against_installing(own_phone):
    ask = own_phone.context.new_cdp_session(own_phone).send
    assert ask("Page.getInstallabilityErrors")["installabilityErrors"] == []
    manifest = ask("Page.getAppManifest")
    assert manifest["errors"] == []
    assert manifest["url"].endswith("/manifest.webmanifest?lang=da")
    assert ask("Page.getAppId")["appId"] == own_phone.url.removesuffix("now")


def test_the_browsers_own_offer_waits_for_the_second_letter(own_phone):
    own_phone.evaluate(SENT)
    expect(hint(own_phone)).to_be_hidden()
    own_phone.evaluate(SENT)
    expect(hint(own_phone)).to_be_visible()
    expect(hint(own_phone).get_by_role("button", name="Læg FLU på hjemmeskærmen")).to_be_visible()


def test_in_the_installed_app_nothing_is_offered(own_phone):
    app = {"manifestId": own_phone.url.removesuffix("now")}
    ask = own_phone.context.new_cdp_session(own_phone).send
    ask("PWA.install", app)
    ask("PWA.openCurrentPageInApp", app)
    own_phone.wait_for_function("matchMedia('(display-mode: standalone)').matches")
    own_phone.evaluate(OFFER)
    own_phone.evaluate(f"{SENT}; {SENT}")
    expect(hint(own_phone)).to_be_hidden()


def test_no_mask_cuts_into_a_drawing(phone):
    manifest = phone.request.get("/manifest.webmanifest").json()
    shortcuts = [icon for shortcut in manifest["shortcuts"] for icon in shortcut["icons"]]
    masked = [i["src"] for i in [*manifest["icons"], *shortcuts] if "maskable" in i["purpose"]]
    assert len(masked) == 4
    phone.goto("/sign-in")
    for source in masked:
        farthest, holes = phone.evaluate(FARTHEST, source)
        assert 0.3 < farthest <= 0.8, source
        assert holes == 0, source


# What FLU says ----------------------------------------------------------------------------------


@pytest.fixture(params=["android", "iphone"])
def hinted(request, phones):
    """Where the second letter has arrived, and the hint stands on Nu."""
    page = phones()
    looks.get_ready(page)
    if request.param == "iphone":
        page.add_init_script(IPHONE)
    let_in(page, "p10")
    if request.param == "android":
        page.evaluate(OFFER)
    page.evaluate(SENT)
    expect(hint(page)).to_be_hidden()
    page.evaluate(SENT)
    expect(hint(page)).to_be_visible()
    return page


def hint(page):
    return page.get_by_role("region", name="FLU kan ligge på hjemmeskærmen.")


def test_after_the_second_letter_it_is_offered_once(hinted):
    expect(hinted.locator("#spoken")).to_contain_text("FLU kan ligge på hjemmeskærmen.")
    hinted.goto("/me")
    hinted.evaluate(OFFER)
    hinted.evaluate(SENT)
    expect(hint(hinted)).to_be_hidden()


def test_it_follows_the_reader_but_never_stands_beside_a_composer(hinted):
    hinted.get_by_role("link", name="Skriv", exact=True).first.click()
    hinted.wait_for_url("**/capture")
    expect(hint(hinted)).to_be_hidden()
    hinted.get_by_role("link", name="Mig", exact=True).first.click()
    hinted.wait_for_url("**/me")
    expect(hint(hinted)).to_be_visible()
    hint(hinted).get_by_role("button", name="Nej tak").click()
    expect(hint(hinted)).to_be_hidden()
    assert hinted.evaluate("document.activeElement.localName") == "h1"


def test_it_waits_until_there_is_room_for_it(phones):
    page = phones()
    let_in(page, "p10")
    page.goto("/capture")
    page.evaluate(OFFER)
    page.evaluate(f"{SENT}; {SENT}")
    expect(hint(page)).to_be_hidden()
    page.get_by_role("link", name="Nu", exact=True).first.click()
    page.wait_for_url("**/now")
    expect(hint(page)).to_be_visible()


def test_it_is_clean_in_every_look(hinted):
    assert looks.faults(hinted) == []
    for width in (390, 320):
        hinted.set_viewport_size({"width": width, "height": 844})
        for button in hint(hinted).get_by_role("button").all():
            assert button.bounding_box()["height"] >= 48


def test_what_stands_behind_it_can_still_be_reached_with_the_keys(hinted):
    hinted.locator("body").press("Tab")
    reached = set()
    for _ in range(40):
        reached.add(hinted.evaluate("document.activeElement.outerHTML"))
        covered = hinted.evaluate("""() => {
            const it = document.activeElement, hint = document.querySelector("install-hint")
            if (it === document.body || hint.contains(it) || it.closest(".tabs")) return false
            const a = it.getBoundingClientRect(), b = hint.getBoundingClientRect()
            return a.top >= b.top && a.bottom <= b.bottom
        }""")
        assert not covered, hinted.evaluate("document.activeElement.outerHTML")
        hinted.keyboard.press("Tab")
    assert len(reached) > 10


# What is shared from another app ----------------------------------------------------------------

SHARE = """said => {
    const form = document.createElement("form")
    Object.assign(form, { method: "post", action: "/reflections/shared" })
    for (const [name, value] of Object.entries(said))
        form.append(Object.assign(document.createElement("input"), { name, value }))
    document.body.append(form)
    form.submit()
}"""
SHARED = {"title": "Et opslag", "text": "Hvad fortæller vagten dig?", "url": "https://a.example/1"}


@pytest.mark.forgives(pytestmark.args[0], "Service Worker registration blocked")
@pytest.mark.parametrize("workers", ["allow", "block"])
def test_what_is_shared_fills_a_new_reflection_and_stands_in_no_address(phones, workers):
    page = phones(service_workers=workers)
    let_in(page, "p02")
    if workers == "allow":
        page.evaluate("navigator.serviceWorker.ready")
        page.wait_for_function("navigator.serviceWorker.controller")
    addresses = []
    page.on("request", lambda request: addresses.append(request.url))
    page.evaluate(SHARE, SHARED)
    page.wait_for_url("**/reflections/new?shared=1" if workers == "allow" else "**/shared")
    field = page.locator("#new-reflection textarea").first
    expect(field).to_have_value("\n".join(SHARED.values()))
    assert not [address for address in addresses if "vagten" in address or "opslag" in address]
