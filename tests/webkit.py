"""An iPhone's engine: WebKitGTK on a screen nobody sees, in the hand of a WebDriver."""

import ctypes
import os
import shutil
import signal
import socket
import subprocess
import time
from contextlib import contextmanager, suppress
from pathlib import Path

from selenium.common.exceptions import (
    InvalidSessionIdException,
    NoSuchWindowException,
    WebDriverException,
)  # fmt: skip
from selenium.webdriver import Remote
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.common.proxy import Proxy, ProxyType
from selenium.webdriver.remote.client_config import ClientConfig
from selenium.webdriver.remote.remote_connection import RemoteConnection
from selenium.webdriver.webkitgtk.options import Options
from urllib3.exceptions import HTTPError

from flu.jobs.parent import die_with_parent
from tests.browser import PASSWORD

BROWSERS = "usr/lib*/*/webkit2gtk-4.*/MiniBrowser", "usr/lib*/webkit2gtk-4.*/MiniBrowser"
PHONE = (390, 844)
SCREEN = ("-screen", "0", "500x900x24", "-nolisten", "tcp")
PR_SET_CHILD_SUBREAPER = 36
PAGE, SCRIPT, COMMAND = 30, 20, 60  # seconds until something counts as hanging
FIELD = """
return [...document.querySelectorAll("#main textarea, #main input:not([type=hidden])")].find(
  field => [...field.labels].some(label => label.innerText.trim() === arguments[0]))
"""
ASK = """
const given = [...arguments], done = given.pop()
;(BODY)(...given).then(value => done({ value }), fault => done({ fault: String(fault) }))
"""


class Died(Exception):
    """The browser, or the driver before it, is no more or answers no more."""


class Driver(Remote):
    """A WebDriver that says in plain words when its browser is gone."""

    def execute(self, driver_command, params=None):
        try:
            return super().execute(driver_command, params)
        except (HTTPError, OSError, InvalidSessionIdException, NoSuchWindowException) as fault:
            raise Died(f"WebKit died or hung in {driver_command}: {fault}") from fault


class Phone:
    """Taps, types and reads, as somebody does who waits a moment for what is not there yet."""

    def __init__(self, driver, url):
        self.driver = driver
        self.url = url

    def goto(self, way):
        self.driver.get(self.url + way)

    def sign_in(self, who, at="/now"):
        self.goto(f"/sign-in?next={at}")
        self.find("//input[@name='email']").send_keys(f"{who}@fjordslette.example")
        self.find("//input[@name='password']").send_keys(PASSWORD + Keys.ENTER)
        self.arrives(at)

    def go(self, place):
        """To one of the five places."""
        self.press(f"//nav[@aria-label='Hovedmenu']//a[normalize-space()='{place}']")

    def open(self, name):
        self.press(f"//main//a[contains(normalize-space(), '{name}')]")

    def tap(self, name):
        self.press(f"//main//button[normalize-space()='{name}']")

    def press(self, path):
        until(lambda: self.find(path).click() or True, told=f"a tap on {path}")

    def write(self, label, words):
        field = until(lambda: self.driver.execute_script(FIELD, label), told=f"a field {label}")
        field.clear()
        field.send_keys(words)

    def sees(self, words):
        until(lambda: words in self.read("body"), told=f"“{words}” at {self.way}")

    def read(self, selector):
        """The words there, as they are seen."""
        return self.driver.find_element("css selector", selector).text

    def find(self, path):
        return until(
            lambda: next((it for it in self.driver.find_elements("xpath", path) if seen(it)), None),
            told=path,
        )

    def ask(self, function, *given):
        """What this asynchronous function gives in the page."""
        answer = self.driver.execute_async_script(ASK.replace("BODY", function), *given)
        if "fault" in answer:
            raise WebDriverException(answer["fault"])
        return answer.get("value")

    @property
    def way(self):
        return self.driver.current_url.removeprefix(self.url)

    def reload(self):
        self.driver.refresh()

    def arrives(self, at):
        until(lambda: self.way.startswith(at), told=f"at {at}, not {self.way}")


def seen(element):
    return element.is_displayed()


def until(check, seconds=15, told="", pause=0.1):
    """What `check` gives once it is true. Raises AssertionError when it never is."""
    end, last = time.monotonic() + seconds, None
    while time.monotonic() < end:
        try:
            if last := check():
                return last
        except WebDriverException as fault:  # the page was on its way to another
            last = fault.msg
        time.sleep(pause)
    raise AssertionError(f"Not within {seconds} seconds: {told or check} (last: {last!r})")


@contextmanager
def screen():
    """The name of a display of our own."""
    command = ["Xvfb", "-displayfd", "1", *SCREEN]
    with started(command, stdout=subprocess.PIPE, text=True) as server:
        number = server.stdout.readline().strip()
        if not number:
            raise RuntimeError("Xvfb does not start.")
        yield f":{number}"


@contextmanager
def browser(display, folder):
    """A Driver with a browser that knows nobody; at the end both are gone, and all they started."""
    port = free_port()
    with open(folder / "webkit.log", "a") as log:
        command = ["WebKitWebDriver", f"--port={port}"]
        with started(command, env=environ(display, folder), stdout=log, stderr=log):
            wait_for(port)
            driver = opened(port)
            try:
                yield driver
            finally:
                with suppress(Died, WebDriverException):
                    driver.quit()


def opened(port):
    """A session with a browser in the shape of a phone."""
    options = Options()
    options.binary_location = executable()
    options.add_argument("--automation")
    direct = Proxy(raw={"proxyType": ProxyType.DIRECT})
    client = ClientConfig(f"http://127.0.0.1:{port}", proxy=direct, timeout=COMMAND)
    driver = Driver(RemoteConnection(client_config=client), options=options)
    driver.set_window_size(*PHONE)
    driver.set_page_load_timeout(PAGE)
    driver.set_script_timeout(SCRIPT)
    return driver


def executable():
    """The path of a MiniBrowser. Raises LookupError where it, its driver or Xvfb is missing."""
    named = os.environ.get("FLU_TEST_WEBKIT")
    found = (
        [named]
        if named
        else [path for place in BROWSERS for path in sorted(map(str, Path("/").glob(place)))]
    )
    if found and all(shutil.which(it) for it in (found[-1], "WebKitWebDriver", "Xvfb")):
        return found[-1]
    raise LookupError("No WebKitGTK: scripts/webkit.sh installs it, or says how.")


def environ(display, folder):
    """Nothing of the desktop it may run on, and no trace on it."""
    return os.environ | {
        "DISPLAY": display, "GDK_BACKEND": "x11", "HOME": str(folder), "TZ": "Europe/Copenhagen",
        "XDG_RUNTIME_DIR": str(folder), "GSETTINGS_BACKEND": "memory", "NO_AT_BRIDGE": "1",
        "LIBGL_ALWAYS_SOFTWARE": "1",
    }  # fmt: skip


# Processes --------------------------------------------------------------------------------------


@contextmanager
def started(command, **how):
    """It and all that it starts, until the block ends; none outlives it, even as a zombie."""
    adopt_orphans(True)
    process = subprocess.Popen(
        command,
        start_new_session=True,
        preexec_fn=die_with_parent,  # noqa: PLW1509
        **how,
    )
    try:
        yield process
    finally:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(5)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(5)
        with suppress(ChildProcessError):
            while True:
                os.waitpid(-process.pid, 0)
        if process.stdout:
            process.stdout.close()


def adopt_orphans(really):
    """What a browser leaves behind becomes ours, so that we can bury it."""
    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, int(really))


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(port, seconds=20):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.05)
    raise Died("WebKitWebDriver does not answer.")
