"""One parent over the web server and the job worker; when it goes, however it goes, they go."""

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress

from flu.config import ROOT

THREADS = 64
DRAIN = 10  # seconds an answer may still take
PR_SET_PDEATHSIG = 1


def serve(host, port, workers):
    """Both of them until a signal, or until the web server dies. The exit code."""
    port = port or free_port(host)
    os.environ.setdefault("FLU_BASE_URL", f"http://{callable_at(host)}:{port}")
    children = [start(web(host, port, workers)), start([sys.executable, "-m", "flu.cli", "work"])]
    asked = []
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda number, frame: asked.append(number))
    if await_port(host, port, children[0], asked):
        print(f"FLU answers at http://{callable_at(host)}:{port}", flush=True)
    while not asked and children[0].poll() is None:
        children[1:] = [child if child.poll() is None else again(child) for child in children[1:]]
        time.sleep(0.2)
    stop(children)
    return 0 if asked else 1


def web(host, port, workers):
    options = {
        "interface": "wsgi", "host": host, "port": port, "workers": workers,
        "blocking-threads": THREADS, "workers-kill-timeout": DRAIN, "log-level": "error",
    }  # fmt: skip
    words = [word for name, value in options.items() for word in (f"--{name}", str(value))]
    return [sys.executable, "-m", "granian", *words, "--no-access-log", "app:app"]


def start(command):
    return subprocess.Popen(command, cwd=ROOT, preexec_fn=die_with_parent)  # noqa: PLW1509, S603


def again(child):
    """A worker that died is started anew, after a breath."""
    time.sleep(1)
    return start(child.args)


def stop(children):
    for child in children:
        child.terminate()
    for child in children:
        with suppress(subprocess.TimeoutExpired):
            child.wait(DRAIN + 5)
        child.kill()


def await_port(host, port, child, asked):
    """True once somebody answers there."""
    while child.poll() is None and not asked:
        with suppress(OSError), socket.create_connection((callable_at(host), port), timeout=1):
            return True
        time.sleep(0.05)
    return False


def free_port(host):
    with socket.socket() as probe:
        probe.bind((host, 0))
        return probe.getsockname()[1]


def callable_at(host):
    return "127.0.0.1" if host in ("0.0.0.0", "::") else host  # noqa: S104 - all of them


def die_with_parent():
    with suppress(AttributeError, OSError):  # not Linux: an orphan may outlive a kill -9
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
