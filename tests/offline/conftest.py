from contextlib import suppress

import pytest
from playwright.sync_api import Error

from tests import browser as phones_
from tests import faults, postgres
from tests.offline.phone import COUNT, Phone

# What the network and we ourselves provoke; anything else on a phone's console fails the test.
PROVOKED = (
    r"net::ERR_", r"the server responded with a status of (4|5)\d\d", r"Failed to fetch",
    r"blocked by Playwright", r"when fetching the script",
    r"ViewTransition|Transition was (skipped|aborted)",
)  # fmt: skip
# Nobody looks at these phones; what they would draw is drawn quickly.
PLAIN = {"device_scale_factor": 1, "reduced_motion": "reduce"}


@pytest.fixture(scope="session")
def sky(engine, demo, worker_id, request, quick_folder):
    """The server of all these tests, one for each engine."""
    folder = quick_folder / f"sky-{engine}"
    folder.mkdir()
    database = f"sqlite:///{demo}/flu.db"
    if engine == "postgres":
        name = f"flu_sky_{worker_id}"
        database = postgres.create(request.getfixturevalue("migrated_server"), name)
        faults.fill(folder, database)
    with faults.serving(database, folder, settled=demo) as running:
        yield running


@pytest.fixture
def server(sky):
    """It lives, all is well, and nobody asked for anything yet."""
    well(sky)
    yield sky
    if sky.is_alive:
        sky.thaw()
    sky.clear()


def well(server):
    server.clear()
    server.start()
    server.thaw()


@pytest.fixture
def pick_up(browser, server):
    """`pick_up("p01")` is one more phone in their hand; at the end none may have complained."""
    pages = []

    def another(who=None, *, script=None, **more):
        page = new_phone(browser, server, script, **more)
        pages.append(page)
        phone = Phone(page, server, who)
        return phone.sign_in() if who else phone

    yield another
    complaints = [fault for page in pages for fault in phones_.faults(page, PROVOKED)]
    for page in pages:
        page.context.close()
    assert not complaints, "\n".join(complaints)


def new_phone(browser, server, script=None, **more):
    page = phones_.pick_up(browser, server.url, **PLAIN, **more)
    page.context.add_init_script(COUNT + (script or ""))
    page.context.set_default_timeout(10_000)
    return page


@pytest.fixture(scope="session")
def shelf(sky):
    """Where Anne's phone lies between the tests."""
    lying = []
    yield lying
    for phone in lying:
        phone.page.context.close()


@pytest.fixture
def anne(browser, server, shelf):
    """Anne's phone, signed in, with the capture form along and nothing written on it.

    It is hers from test to test, as phones are; what is new on one takes its time.
    """
    if not shelf:
        shelf.append(Phone(new_phone(browser, server), server, "p01").sign_in().pack())
    phone = shelf[0].take_up().pack("/capture")
    yield phone
    complaints = phones_.faults(phone, PROVOKED)
    well(server)
    phone.lay_down()
    assert not complaints, "\n".join(complaints)


@pytest.fixture
def profile(tmp_path):
    """The folder in which a browser of one's own keeps what it keeps."""
    return tmp_path / "profile"


@pytest.fixture
def launch(browser_type, browser_type_launch_args, server, profile):
    """`launch("p01")` opens the browser that lives in `profile`, or opens it again."""
    contexts = []

    def open_up(who, **more):
        for lock in profile.glob("Singleton*"):
            lock.unlink()
        how = phones_.PHONE | PLAIN | browser_type_launch_args | {"base_url": server.url} | more
        contexts.append(browser_type.launch_persistent_context(profile, **how))
        contexts[-1].add_init_script(COUNT)
        return Phone(contexts[-1].pages[0], server, who)

    yield open_up
    for context in contexts:
        with suppress(Error):
            context.close()
