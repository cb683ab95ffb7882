"""Each target on a port of its own, by granian with one worker, as `flu serve` runs it."""

import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager

import psutil
from granian import Granian

from flu.jobs.parent import THREADS


class Server:
    """A running target: its `port`, and the processor time it has used so far."""

    def __init__(self, port, process):
        self.port = port
        self.process = psutil.Process(process.pid)

    def cpu(self):
        """Seconds of processor time, of the process and all its children."""
        family = [self.process, *self.process.children(recursive=True)]
        times = [member.cpu_times() for member in family]
        return sum(time.user + time.system for time in times)


@contextmanager
def serving(target, **environ):
    """A Server of `benchmarks.targets.<target>`, until the block ends."""
    port = free_port()
    ours = {name: value for name, value in os.environ.items() if not name.startswith("FLU_")}
    process = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.servers", target, str(port)], env=ours | environ
    )
    try:
        wait_for(port, process)
        yield Server(port, process)
    finally:
        process.terminate()
        process.wait(timeout=20)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(port, process):
    for _ in range(400):
        if process.poll() is not None:
            raise RuntimeError("a target did not start")
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError("a target started, but answered nobody for twenty seconds")


def main(target, port):
    Granian(
        f"benchmarks.targets:{target}",
        port=int(port),
        interface="wsgi",
        factory=True,
        blocking_threads=THREADS,
        websockets=False,
        log_enabled=False,
    ).serve()


if __name__ == "__main__":
    main(*sys.argv[1:])
