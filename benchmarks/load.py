"""A small driver over loopback: a few connections kept open, each asking again when answered."""

import re
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode

CONNECTIONS = 4
LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.I)


class Wire:
    """One connection, kept open as a browser keeps it."""

    def __init__(self, port):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=30)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def ask(self, letter):
        """Status, head and body of the answer."""
        self.socket.sendall(letter)
        got = b""
        while (end := got.find(b"\r\n\r\n")) < 0:
            got += self._more()
        head, body = got[:end], got[end + 4 :]
        length = LENGTH.search(head)
        while length and len(body) < int(length[1]):
            body += self._more()
        return int(head[9:12]), head, body

    def _more(self):
        more = self.socket.recv(65536)
        if not more:
            raise ConnectionError("the server hung up")
        return more


def letter(method, path, body=None, **headers):
    """A request as it goes over the wire."""
    content = urlencode(body).encode() if body else b""
    if body:
        headers |= {"Content-Type": "application/x-www-form-urlencoded"}
    lines = [f"{method} {path} HTTP/1.1", "Host: localhost", f"Content-Length: {len(content)}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode() + content


def volley(port, write, count, status):
    """Ask `count` times; the seconds it took, and each answer's. Raises if one is not `status`."""
    share = -(-count // CONNECTIONS)

    def one(_):
        wire, waits = Wire(port), []
        for _ in range(share):
            started = time.perf_counter()
            got, _, body = wire.ask(write())
            waits.append(time.perf_counter() - started)
            if got != status:
                raise RuntimeError(f"answered {got} instead of {status}: {body[:300]!r}")
        wire.socket.close()
        return waits

    started = time.perf_counter()
    with ThreadPoolExecutor(CONNECTIONS) as pool:
        waits = [wait for waits in pool.map(one, range(CONNECTIONS)) for wait in waits]
    return time.perf_counter() - started, waits


def cookie_of(port, email, password):
    """The session cookie that the sign-in page gives this person."""
    form = {"email": email, "password": password}
    status, head, _ = Wire(port).ask(letter("POST", "/sign-in", form, Origin="http://localhost"))
    if status != 303:
        raise RuntimeError(f"nobody could sign in: {status}")
    lines = head.decode().split("\r\n")
    cookies = [line for line in lines if line.lower().startswith("set-cookie: flu=")]
    return cookies[-1].split(": ", 1)[1].split(";")[0]
