"""The server under bad weather: `python -m tests.weather PORT FOLDER`.

What goes wrong stands in small files in FOLDER, so that an order outlives a server that is killed:
`weather` names the fault of every request, `script` has a line for each keyed write to come,
`played` a sign for each that came, and `asked` is the log.
"""

import fcntl
import gc
import json
import os
import signal
import socket
import sys
import threading
from pathlib import Path

from werkzeug.serving import WSGIRequestHandler, make_server
from werkzeug.wrappers import Response

from flu.jobs.parent import die_with_parent

FAIR = "-"
BEFORE = ("portal", "503")  # the app is not asked
AFTER = ("exit", "drop", "hang", "500")  # it has answered, and therefore saved
PORTAL = "<!doctype html><title>Gæstenet</title><h1>Velkommen. Godkend vilkårene for at gå på.</h1>"


class Weather:
    """Around the app, where a proxy, a cable or a power cut would be."""

    def __init__(self, app, folder):
        self.app = app
        self.folder = folder

    def __call__(self, environ, start_response):
        is_keyed = "HTTP_IDEMPOTENCY_KEY" in environ
        fault = self._standing() or (self._next() if is_keyed else FAIR)
        if fault == FAIR and not is_keyed:
            return self.app(environ, start_response)
        answer = instead(fault) or Response.from_app(self.app, environ, buffered=True)
        if is_keyed:
            self._note(environ, fault, answer)
        return (after(fault, environ) or answer)(environ, start_response)

    def _standing(self):
        word = read(self.folder / "weather").strip()
        return None if word in ("", FAIR) else word

    def _next(self):
        """The line of the script that this write is on."""
        with open(self.folder / "played", "a") as played:
            fcntl.flock(played, fcntl.LOCK_EX)
            line = played.tell()
            played.write(".")
        script = read(self.folder / "script").splitlines()
        return script[line] if line < len(script) else FAIR

    def _note(self, environ, fault, answer):
        line = {
            "key": environ["HTTP_IDEMPOTENCY_KEY"],
            "path": environ["PATH_INFO"],
            "part": environ.get("HTTP_X_FLU_USER"),
            "fault": fault,
            "status": None if fault in BEFORE else answer.status_code,
            "replayed": "X-Flu-Replayed" in answer.headers,
        }
        with open(self.folder / "asked", "a") as log:
            log.write(json.dumps(line) + "\n")


def instead(fault):
    """Somebody else's answer, None where the app may give its own."""
    if fault == "portal":
        return Response(PORTAL, 200, mimetype="text/html")
    if fault == "503":
        return Response("Service Unavailable", 503, {"Retry-After": "1"}, mimetype="text/plain")
    return None


def after(fault, environ):
    """What becomes of an answer on its way, None where it arrives."""
    if fault not in AFTER:
        return None
    if fault == "exit":
        os._exit(9)
    if fault == "hang":
        threading.Event().wait()
    if fault == "drop":
        environ["werkzeug.socket"].shutdown(socket.SHUT_RDWR)
    return Response("Internal Server Error", 500, mimetype="text/plain")


def read(path):
    return path.read_text() if path.exists() else ""


def main(port, folder):
    """A server at each line that comes in; its number goes out. All share one app, made once."""
    from flu import create_app  # noqa: PLC0415 - Weather alone is had without the app
    from tests import dates  # noqa: PLC0415
    from tests.live import compiled  # noqa: PLC0415

    dates.set_out()

    WSGIRequestHandler.protocol_version = "HTTP/1.1"
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for the killed
    app = Weather(compiled(create_app()), Path(folder))
    for _ in sys.stdin:
        child = os.fork()
        if child == 0:
            die_with_parent()
            serve(app, int(port))
    os._exit(0)


def serve(app, port):
    server = make_server("127.0.0.1", port, app, threaded=True)
    gc.freeze()
    server.daemon_threads = True
    print(os.getpid(), flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main(*sys.argv[1:])
