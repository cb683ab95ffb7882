"""The real app on a port of its own, filled with the demo, for phones to call."""

import gc
import os
import shutil
import signal
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

from jinja2 import FileSystemBytecodeCache
from werkzeug.serving import WSGIRequestHandler, make_server

from tests import dates

ROOT = Path(__file__).resolve().parent.parent
TEMPLATES = "FLU_TEST_TEMPLATES"  # names the folder in which this run keeps what it compiled


class Live:
    """A running app: `url`, the `folder` with its database, and the flu command on it."""

    def __init__(self, folder):
        self.folder = folder
        self.url = None

    def flu(self, *words):
        """What `flu WORDS` prints when run on this app's database."""
        command = [sys.executable, "-m", "tests.dates", *words]
        done = subprocess.run(
            command, cwd=ROOT, env=self.environ, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise RuntimeError(f"flu {' '.join(words)} failed:\n{done.stdout}{done.stderr}")
        return done.stdout

    @property
    def environ(self):
        others = {k: v for k, v in os.environ.items() if k[:9] == "FLU_TEST_" or k[:4] != "FLU_"}
        return others | {
            "FLU_DATABASE_URL": f"sqlite:///{self.folder}/flu.db",
            "FLU_DATA_DIR": str(self.folder),
            "FLU_SECRET_KEY": "a secret that guards nothing but the tests",
            "FLU_BASE_URL": self.url or "http://127.0.0.1",
            "FLU_DEMO": "1",
        }


def fill(folder):
    """The demo, once per run; every app starts from a copy."""
    live = Live(folder)
    live.flu("migrate")
    live.flu("demo")


@contextmanager
def serving(demo, folder):
    """A Live on a copy of the demo, until the block ends."""
    shutil.copytree(demo, folder, dirs_exist_ok=True)
    live = Live(folder)
    with open(folder / "server.log", "w") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.live"],
            cwd=ROOT, env=live.environ, stdout=subprocess.PIPE, stderr=log, text=True,
        )  # fmt: skip
        try:
            live.url = process.stdout.readline().strip()
            if not live.url:
                raise RuntimeError(f"No app:\n{(folder / 'server.log').read_text()}")
            yield live
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=10)


def compiled(app):
    """The app, whose templates are compiled once for all that this run serves."""
    if TEMPLATES in os.environ:
        app.jinja_env.bytecode_cache = FileSystemBytecodeCache(os.environ[TEMPLATES])
    return app


def serve():
    """Port 0 is whatever is free; the first line tells which it became."""
    from flu import create_app  # noqa: PLC0415 - only the child pays for the app

    WSGIRequestHandler.protocol_version = "HTTP/1.1"
    dates.set_out()
    server = make_server("127.0.0.1", 0, compiled(create_app()), threaded=True)
    gc.freeze()
    server.daemon_threads = True
    print(f"http://127.0.0.1:{server.port}", flush=True)
    server.serve_forever()


if __name__ == "__main__":
    serve()
