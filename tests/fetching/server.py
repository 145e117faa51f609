"""A server on this machine that answers as it is told to, faults included, and a clock on which no time passes."""

from __future__ import annotations

import gzip
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from urllib.parse import parse_qs, urlsplit

from kg.fetching import Clock

START = datetime(2024, 5, 6, 12, tzinfo=UTC)


@dataclass(frozen=True)
class Reply:
    """An answer; ``claimed`` is the length it says it has, ``chunked`` that it comes in chunks, the last one left out where ``cut``."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    claimed: int | None = None
    chunked: bool = False
    cut: bool = False
    late: bool = False
    drip: bool = False
    gone: bool = False


@dataclass(frozen=True)
class Request:
    """What was asked: a question's number or a path, the path as it was sent, the headers, and what was sent with them."""

    path: str
    sent: str
    headers: Mapping[str, str]
    method: str = "GET"
    body: bytes = b""


def zipped(body: bytes) -> Reply:
    """An answer that is compressed on the way."""
    return Reply(gzip.compress(body), headers={"Content-Encoding": "gzip"})


class Server:
    """Answers a path with its replies one after the other, the last one again and again.

    The path of a question is its number; what has no reply of its own gets ``otherwise``: 404, robots.txt too.
    """

    def __init__(self, port: int) -> None:
        self.site = f"http://127.0.0.1:{port}"
        self.replies: dict[str, Sequence[Reply]] = {}
        self.otherwise: Sequence[Reply] = [Reply(status=404)]
        self.requests: list[Request] = []
        self.closing = Event()

    def asked(self, path: str | None = None) -> list[str]:
        """What was asked for, without robots.txt unless it is asked about."""
        return [
            request.path
            for request in self.requests
            if (path is None and request.path != "/robots.txt") or request.path == path
        ]

    def reply(self, path: str) -> Reply:
        """The next reply to a path."""
        replies = self.replies.get(path, self.otherwise)
        return replies[min(len(self.asked(path)), len(replies) - 1)]


def key(path: str) -> str:
    """A question's number, for the address of its page; else the path itself."""
    query = parse_qs(urlsplit(path).query)
    return f"{query['LEG'][0]}-{query['NR'][0]}" if "NR" in query else path


@contextmanager
def serving() -> Iterator[Server]:
    """A server for as long as the block lasts."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = key(self.path)
            reply = server.reply(path)
            headers = {name.title(): value for name, value in self.headers.items()}
            body = self.rfile.read(int(headers.get("Content-Length", 0)))
            # Noted before it is answered, so that a test sees every request that got an answer.
            server.requests.append(Request(path, self.path, headers, self.command, body))
            try:
                self._send(reply)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True

        do_POST = do_PUT = do_DELETE = do_GET  # noqa: N815

        def _send(self, reply: Reply) -> None:
            self.close_connection = self.close_connection or reply.cut or reply.claimed is not None
            if reply.gone:
                self.close_connection = True
                return
            if reply.late:
                server.closing.wait(5)
                self.close_connection = True
                return
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            if reply.chunked:
                self.send_header("Transfer-Encoding", "chunked")
            else:
                length = len(reply.body) if reply.claimed is None else reply.claimed
                self.send_header("Content-Length", str(length))
            self.end_headers()
            if reply.chunked:
                self.wfile.write(b"%x\r\n%s\r\n" % (len(reply.body), reply.body))
                self.wfile.write(b"" if reply.cut else b"0\r\n\r\n")
            elif reply.drip:
                for byte in reply.body:
                    self.wfile.write(bytes([byte]))
                    self.wfile.flush()
                    if server.closing.wait(0.005):
                        return
            else:
                self.wfile.write(reply.body)

        def log_message(self, format: str, *arguments: object) -> None:
            pass

    class Http(ThreadingHTTPServer):
        daemon_threads = True
        block_on_close = False

        def handle_error(self, request: object, client_address: object) -> None:
            pass

    with Http(("127.0.0.1", 0), Handler) as http:
        server = Server(http.server_address[1])
        thread = Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            server.closing.set()
            http.shutdown()
            thread.join()


class StillClock(Clock):
    """Time passes by sleeping only, and by ``tick`` whenever it is looked at."""

    def __init__(self, tick: float = 0.0) -> None:
        self.tick = tick
        self.passed = 0.0
        self.slept: list[float] = []

    def now(self) -> datetime:
        return START + timedelta(seconds=self.passed)

    def monotonic(self) -> float:
        self.passed += self.tick
        return self.passed

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.passed += seconds
