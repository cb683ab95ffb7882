import fcntl
import gc
import os
import pickle
import shutil
import tempfile
from pathlib import Path
from types import SimpleNamespace

import pytest
from flask.testing import FlaskClient

from flu import clock, create_app, seal
from flu.config import Settings
from flu.db import connect, database
from flu.models import SignIn
from tests import browser as phones_
from tests import dates, postgres
from tests import live as live_
from tests.databases import SECRET, Files, Server

pytest_plugins = ["tests.told", "tests.statements"]
SHARED_MEMORY = Path("/dev/shm")
ENGINES = ("sqlite", "postgres")
LONG = tuple(f"tests/{kind}" for kind in ("walks", "offline", "demo", "elements", "test_"))


def pytest_addoption(parser):
    parser.addoption("--engine", choices=ENGINES, help="run on one engine only")


def pytest_configure(config):
    """Templates are compiled once a run, for all its workers and servers."""
    if live_.TEMPLATES not in os.environ:
        folder = tempfile.TemporaryDirectory(prefix="flu-templates-")
        os.environ[live_.TEMPLATES] = folder.name
        config.add_cleanup(folder.cleanup)
    dates.set_out()


def pytest_generate_tests(metafunc):
    """Whatever has a database runs on both engines, and what hangs on dates on two days more."""
    if "engine" not in metafunc.fixturenames:
        return
    chosen = metafunc.config.getoption("engine")
    marked = metafunc.definition.get_closest_marker
    alone = marked("on_sqlite_alone")
    engines = [name for name in ENGINES[: 1 if alone else 2] if chosen in (None, name)]
    if "day" not in metafunc.fixturenames:
        metafunc.parametrize("engine", engines, scope="session")
        return
    own = marked("on_day")
    ways = {engine: (engine, own.args[0] if own else dates.chosen()) for engine in engines}
    if not own and marked("hangs_on_dates") and "sqlite" in engines:
        ways |= {day: ("sqlite", day) for day in dates.more()}
    metafunc.parametrize("engine, day", ways.values(), ids=ways, scope="session")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """What takes long begins first, so that no worker ends alone with it."""
    items.sort(key=lambda item: not item.nodeid.startswith(LONG))


def pytest_collection_finish():
    """What was collected stays; looking for rubbish in it takes an eighth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


# The database -----------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def quick_folder():
    """A folder for databases; in memory where the system has some, as nobody mourns them."""
    home = SHARED_MEMORY if SHARED_MEMORY.is_dir() else None
    with tempfile.TemporaryDirectory(prefix="flu-", dir=home) as folder:
        yield Path(folder)


@pytest.fixture(scope="session")
def files(quick_folder):
    return Files(quick_folder)


@pytest.fixture(scope="session")
def migrated_server(worker_id):
    name = f"flu_test_{worker_id}"
    with postgres.server() as server:
        yield postgres.create(server, name)
        postgres.drop(server, name)


@pytest.fixture(scope="session")
def server(migrated_server):
    return Server(migrated_server)


@pytest.fixture(scope="session")
def day():
    """The day of this test; `engine` brings one, a test without a database takes the run's."""
    return dates.chosen()


@pytest.fixture
def still(day):
    """The clock, stopped at noon in Copenhagen; `still.stop(later)` moves it on."""
    clock.stop(dates.noon(day))
    yield clock
    running = not clock.is_stopped()
    clock.go()
    assert not running, (
        "The clock ran while the test's people and weeks stood at another time: "
        "move it by still.stop(...), never let it go."
    )


@pytest.fixture(autouse=True)
def _still_in_models_and_views(request):
    """No test of theirs asks what day it is outside, with a database or without."""
    if request.path.parent.name in ("models", "views"):
        request.getfixturevalue("still")


@pytest.fixture
def noon(still):
    """The moment at which this test's clock was stopped."""
    return still.now()


@pytest.fixture
def lent(engine, request, still, ledger):
    """A migrated database for this one test: its address, and the pickled cast if it is in it."""
    source = request.getfixturevalue("server" if engine == "postgres" else "files")
    with source.lend(peopled="cast" in request.fixturenames) as (address, cast):
        ledger.begin()
        yield SimpleNamespace(address=address, cast=cast)
    if not request.node.get_closest_marker("on_sqlite_alone") and "[sqlite" in request.node.nodeid:
        ledger.keep(request.node.nodeid)


@pytest.fixture
def address(lent):
    """Where that database waits."""
    return lent.address


@pytest.fixture
def db(address):
    """The models bound to this test's database, with an open connection."""
    connect(address)
    seal.use(SECRET)
    database.connect()
    yield database
    if not database.is_closed():
        database.close()
    database.close_all()


@pytest.fixture
def cast(lent, db):
    """The cast and their groups, in this test's database."""
    return pickle.loads(lent.cast)


# The app ----------------------------------------------------------------------------------------


class Client(FlaskClient):
    """A browser on our own pages, where every write comes from the same site."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.environ_base["HTTP_SEC_FETCH_SITE"] = "same-origin"


@pytest.fixture(scope="session")
def settled(tmp_path_factory):
    """What apps may share: the laid-out static files."""
    return tmp_path_factory.mktemp("settled")


@pytest.fixture(scope="session")
def built(settled):
    """The app itself, built once; each test lays its own database under it."""
    settings = Settings(
        database_url=f"sqlite:///{settled}/nobody.db",
        secret_key=SECRET,
        data_dir=settled,
        base_url="http://localhost",
    )
    app = live_.compiled(create_app(settings))
    app.testing = True
    app.test_client_class = Client
    keep_connected(app)
    return app


@pytest.fixture
def app(built, db):
    return built


def keep_connected(app):
    """A request closes its connection on the way out; the test goes on with a new one."""

    def reopen(error):
        database.connect(reuse_if_open=True)

    app.teardown_request_funcs.setdefault(None, []).insert(0, reopen)  # the first runs last


@pytest.fixture
def client(app):
    """Somebody who has not signed in."""
    return app.test_client()


@pytest.fixture
def as_(app):
    """`as_(ada).get("/now")`: a client on which this person has signed in."""

    def enter(person):
        client = app.test_client()
        with client.session_transaction() as session:
            session["_user_id"] = SignIn.open(person).get_id()
        return client

    return enter


# The phone --------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def demo(tmp_path_factory, worker_id):
    """A folder with the demo in it, filled by whichever worker comes first."""
    home = tmp_path_factory.getbasetemp()
    shared = home if worker_id == "master" else home.parent
    folder, done = shared / "demo", shared / "demo.done"
    with open(shared / "demo.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            live_.fill(folder)
            done.touch()
    return folder


@pytest.fixture(scope="module")
def live(demo, tmp_path_factory):
    """The real app with the demo in it, anew for each module."""
    with live_.serving(demo, tmp_path_factory.mktemp("live")) as running:
        yield running


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    ours = {"executable_path": phones_.executable(), "args": phones_.ARGUMENTS}
    return {**browser_type_launch_args, **ours}


@pytest.fixture
def phones(browser, live, request):
    """`phones()` picks up one more phone; at the end none may have complained."""
    marker = request.node.get_closest_marker("forgives")
    pages = []

    def another(**more):
        pages.append(phones_.pick_up(browser, live.url, **more))
        return pages[-1]

    yield another
    forgiven = marker.args if marker else ()
    complaints = [fault for page in pages for fault in phones_.faults(page, forgiven)]
    for page in pages:
        page.context.close()
    assert not complaints, "\n".join(complaints)


@pytest.fixture
def phone(phones):
    """One phone, nobody signed in; see `tests/browser.py` for walking in."""
    return phones()
