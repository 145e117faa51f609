"""One request at a time: faults, pauses, redirects, limits."""

from __future__ import annotations

import re
import socket
import time
from collections.abc import Sequence
from typing import Any

import pytest

from kg.asking import Failed
from kg.fetching.connection import Connection, HeldOff, Settings
from tests.fetching.server import Reply, Server, StillClock, zipped

GOOD = Reply(b"<p>whole</p>")
AGENT = "written-questions/0 (test)"


def connection(server: Server, clock: StillClock | None = None, **options: Any) -> Connection:
    settings = Settings(user_agent=AGENT, site=server.site, **options)
    return Connection(settings, clock or StillClock())


def get(server: Server, path: str = "/page", clock: StillClock | None = None, **options: Any) -> bytes:
    with connection(server, clock, **options) as asking:
        return asking.get(server.site + path).body


LATER = Reply(status=503, headers={"Retry-After": "7"})


@pytest.mark.parametrize(
    ("replies", "slept", "reason"),
    [
        ([GOOD], [], "nothing to wait for before the first request"),
        ([Reply(status=500), GOOD], [2.0], "the first step of the backoff, longer than the pause"),
        ([Reply(status=502), Reply(status=504), GOOD], [2.0, 4.0], "the backoff doubles"),
        ([LATER, GOOD], [7.0], "what Retry-After says, in place of the backoff"),
        ([Reply(status=429, headers={"Retry-After": "0"}), GOOD], [1.0], "never less than the pause"),
        (
            [Reply(status=503, headers={"Retry-After": "Mon, 06 May 2024 12:00:30 GMT"}), GOOD],
            [30.0],
            "Retry-After as a time of day",
        ),
        (
            [Reply(status=503, headers={"Retry-After": "Mon, 06 May 2024 11:00:00 GMT"}), GOOD],
            [1.0],
            "Retry-After that is past",
        ),
        ([Reply(status=503, headers={"Retry-After": "soon"}), GOOD], [2.0], "Retry-After that says nothing"),
        ([Reply(b"<p>wh", claimed=12), GOOD], [2.0], "less than Content-Length says"),
        ([Reply(b"<p>wh", chunked=True, cut=True), GOOD], [2.0], "without its last chunk"),
        (
            [Reply(b"\x1f\x8bno", headers={"Content-Encoding": "gzip"}), GOOD],
            [2.0],
            "compressed, but damaged",
        ),
    ],
)
def test_what_is_asked_for_again(
    server: Server, replies: Sequence[Reply], slept: list[float], reason: str
) -> None:
    server.replies["/page"] = replies
    clock = StillClock()
    assert get(server, clock=clock) == GOOD.body, reason
    assert clock.slept == slept, reason
    assert len(server.requests) == len(replies)


@pytest.mark.parametrize(
    ("reply", "message", "reason"),
    [
        (Reply(status=500), "HTTP 500 Internal Server Error, 3 times", "it never gets better"),
        (Reply(b"<p>wh", claimed=12), "the answer was cut, 3 times", "cut every time"),
        (
            Reply(b"\x1f\x8bno", headers={"Content-Encoding": "gzip"}),
            "the answer is damaged, 3 times",
            "compressed, but damaged",
        ),
        (
            Reply(gone=True),
            "the connection broke: Remote end closed connection without response, 3 times",
            "closed without a word",
        ),
    ],
)
def test_in_the_end_it_is_given_up(server: Server, reply: Reply, message: str, reason: str) -> None:
    server.replies["/page"] = [reply]
    with pytest.raises(Failed, match=f"^{message}$"):
        get(server, retries=2)
    assert len(server.requests) == 3, reason


@pytest.mark.parametrize(
    ("headers", "slept", "reason"),
    [
        ({}, [2.0, 1.0], "the backoff is between two tries, not after the last"),
        ({"Retry-After": "9"}, [9.0, 9.0], "what the server asks for holds for the next page too"),
    ],
)
def test_the_pause_after_the_last_try(
    server: Server, headers: dict[str, str], slept: list[float], reason: str
) -> None:
    server.replies["/page"] = [Reply(status=503, headers=headers)]
    clock = StillClock()
    with connection(server, clock, retries=1) as asking:
        with pytest.raises(Failed):
            asking.get(server.site + "/page")
        asking.get(server.site + "/next")
    assert clock.slept == slept, reason


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 501])
def test_what_does_not_get_better_is_asked_for_once(server: Server, status: int) -> None:
    server.replies["/page"] = [Reply(b"sorry", status)]
    with connection(server) as asking:
        answer = asking.get(server.site + "/page")
    assert (answer.status, answer.body, len(server.requests)) == (status, b"", 1)


def test_a_server_that_asks_for_a_long_pause_is_left_alone(server: Server) -> None:
    server.replies["/page"] = [Reply(status=429, headers={"Retry-After": "3600"})]
    clock = StillClock()
    with pytest.raises(HeldOff, match=r"^HTTP 429 Too Many Requests, and asks to wait 3600 seconds$"):
        get(server, clock=clock)
    assert (clock.slept, len(server.requests)) == ([], 1)


def test_a_pause_between_any_two_requests(server: Server) -> None:
    clock = StillClock()
    with connection(server, clock, delay=4) as asking:
        for page in ("a", "b", "c"):
            asking.get(f"{server.site}/{page}")
    assert clock.slept == [4, 4]


def test_time_that_has_passed_is_not_waited_for_again(server: Server) -> None:
    clock = StillClock()
    with connection(server, clock, delay=4) as asking:
        asking.get(f"{server.site}/a")
        clock.passed += 3
        asking.get(f"{server.site}/b")
        clock.passed += 9
        asking.get(f"{server.site}/c")
    assert clock.slept == [1]


def test_a_server_that_does_not_answer(server: Server) -> None:
    server.replies["/page"] = [Reply(late=True)]
    began = time.monotonic()
    with pytest.raises(Failed, match=r"^no answer in 0\.1 seconds, 2 times$"):
        get(server, timeout=0.1, retries=1)
    assert time.monotonic() - began < 2


def test_an_answer_that_never_ends(server: Server) -> None:
    server.replies["/page"] = [Reply(b"x" * 1_000, drip=True)]
    with pytest.raises(Failed, match=r"^no whole answer in 30 seconds$"):
        get(server, clock=StillClock(tick=4), retries=0)


def test_nobody_is_there(server: Server) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    clock = StillClock()
    with (
        connection(server, clock) as asking,
        pytest.raises(Failed, match=r"^no connection: .*refused, 5 times$"),
    ):
        asking.get(f"http://127.0.0.1:{port}/page")
    assert clock.slept == [2, 4, 8, 16]


def test_a_name_that_leads_nowhere(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with connection(server, retries=0) as asking, pytest.raises(Failed, match=r"^no connection: .*not known"):
        asking.get("http://nowhere.invalid/page")


def test_what_is_no_secure_server(server: Server) -> None:
    with connection(server) as asking, pytest.raises(Failed, match=r"^no safe connection: "):
        asking.get(server.site.replace("http:", "https:"))


def test_a_compressed_answer_is_unpacked(server: Server) -> None:
    server.replies["/page"] = [zipped(GOOD.body)]
    assert get(server) == GOOD.body
    assert server.requests[0].headers["Accept-Encoding"] == "gzip"


@pytest.mark.parametrize(
    ("reply", "limit", "reason"),
    [
        (Reply(b"x" * 100), 99, "one byte too many, and says so"),
        (Reply(b"x" * 100, chunked=True), 99, "one byte too many, without saying so"),
        (Reply(b"", claimed=10**12), 99, "says that it is huge"),
        (zipped(bytes(10**8)), 10**6, "grows when it is unpacked"),
    ],
)
def test_too_large(server: Server, reply: Reply, limit: int, reason: str) -> None:
    server.replies["/page"] = [reply]
    with pytest.raises(Failed, match=f"^larger than {limit:,} bytes"):
        get(server, size_limit=limit)
    assert len(server.requests) == 1, reason


def test_the_largest_that_is_allowed(server: Server) -> None:
    server.replies["/page"] = [Reply(b"x" * 100)]
    assert len(get(server, size_limit=100)) == 100


def test_who_asks(server: Server) -> None:
    server.replies["/page"] = [Reply(status=302, headers={"Location": "/there"})]
    server.replies["/there"] = [GOOD]
    with connection(server) as asking:
        asking.get(server.site + "/page", {"If-None-Match": '"a"'})
    for request in server.requests:
        assert (request.headers["User-Agent"], request.headers["If-None-Match"]) == (AGENT, '"a"')


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_within_the_host_is_followed_after_the_pause(server: Server, status: int) -> None:
    server.replies["/page"] = [Reply(status=status, headers={"Location": "there?a=1&b=2"})]
    server.replies["/there?a=1&b=2"] = [GOOD]
    clock = StillClock()
    assert get(server, clock=clock) == GOOD.body
    assert clock.slept == [1]


@pytest.mark.parametrize(
    ("location", "message", "reason"),
    [
        ("http://localhost:{port}/there", "redirected to another host", "another name"),
        ("http://127.0.0.1:9/there", "redirected to another host", "another port"),
        (
            "https://127.0.0.1:{port}/there",
            "redirected to another host",
            "another scheme on a port of its own",
        ),
        ("//127.0.0.2:{port}/there", "redirected to another host", "another address"),
        ("ftp://127.0.0.1/there", "redirected to what is no address", "another protocol"),
        ("file:///etc/passwd", "redirected to what is no address", "a file"),
        ("http://[/", "redirected to what is no address", "malformed"),
        ("", "redirected to what is no address", "nowhere"),
        ("/page", "redirected again and again", "to itself"),
    ],
)
def test_other_redirects_are_not_followed(server: Server, location: str, message: str, reason: str) -> None:
    port = server.site.rpartition(":")[2]
    server.replies["/page"] = [Reply(status=302, headers={"Location": location.format(port=port)})]
    server.replies["/there"] = [GOOD]
    with pytest.raises(Failed, match=f"^{re.escape(message)}"):
        get(server)
    assert set(server.asked()) == {"/page"}, reason


def test_a_redirect_to_what_may_not_be_asked_for(server: Server) -> None:
    server.replies["/page"] = [Reply(status=302, headers={"Location": "/there"})]

    def check(url: str) -> None:
        if url.endswith("/there"):
            raise Failed("not there")

    with connection(server) as asking, pytest.raises(Failed, match=r"^not there$"):
        asking.get(server.site + "/page", check=check)
    assert server.asked() == ["/page"]


def test_a_proxy_that_the_environment_names(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", server.site.replace("//", "//name:word@"))
    monkeypatch.setenv("no_proxy", "")
    server.replies["http://senate.invalid/page"] = [GOOD]
    with Connection(Settings(user_agent=AGENT, site="http://senate.invalid"), StillClock()) as asking:
        assert asking.get("http://senate.invalid/page").body == GOOD.body
    assert server.requests[0].headers["Proxy-Authorization"].startswith("Basic ")
