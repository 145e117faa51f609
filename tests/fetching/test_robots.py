"""robots.txt: what is allowed, and the pause it asks for."""

from __future__ import annotations

from contextlib import nullcontext

import pytest

from kg.asking import USER_AGENT, Failed
from kg.fetching.connection import Connection, Settings
from kg.fetching.robots import Rules, rules
from kg.fetching.targets import Target
from kg.model import DocumentNumber
from tests.fetching.server import Reply, Server, StillClock

PAGE = Target(DocumentNumber(7, 1668)).address


@pytest.mark.parametrize(
    ("text", "allowed", "reason"),
    [
        ("", True, "nothing is said"),
        ("User-agent: *\nDisallow: /", False, "nothing is allowed"),
        ("User-agent: *\nDisallow:", True, "nothing is forbidden"),
        ("User-agent: *\nDisallow: /www/", False, "the folder of the pages"),
        ("User-agent: *\nDisallow: /private/", True, "another folder"),
        ("User-agent: *\nDisallow: /*MIval=Vragen/", False, "a pattern that the address has"),
        ("User-agent: *\nDisallow: /*&LANG=nl$", True, "a pattern that it does not have"),
        ("User-agent: *\nDisallow: /\nAllow: /www/", True, "the longer rule counts"),
        ("User-agent: other\nDisallow: /", True, "another program"),
        (
            "User-agent: written-questions\nDisallow: /\n\nUser-agent: *\nAllow: /",
            False,
            "this program by name",
        ),
        (
            "User-agent: *\nDisallow: /\n\nUser-agent: Written-Questions\nAllow: /",
            True,
            "its own rules count",
        ),
        ("<html><body>Page not found</body></html>", True, "a page in place of the file"),
    ],
)
def test_what_may_be_asked_for(text: str, allowed: bool, reason: str) -> None:
    del reason  # shown in the name of the case
    refused = nullcontext() if allowed else pytest.raises(Failed, match=r"^robots\.txt does not allow it$")
    with refused:
        Rules(text, USER_AGENT).check(PAGE)


@pytest.mark.parametrize(
    ("text", "delay", "reason"),
    [
        ("", 0, "none"),
        ("User-agent: *\nCrawl-delay: 7", 7, "Crawl-delay"),
        ("User-agent: *\nCrawl-delay: 2.5", 2.5, "part of a second"),
        ("User-agent: *\nRequest-rate: 1/10", 10, "Request-rate"),
        ("User-agent: other\nCrawl-delay: 7", 0, "of another program"),
        ("User-agent: *\nCrawl-delay: soon", 0, "no number"),
        ("User-agent: *\nCrawl-delay: -5", 0, "below nothing"),
        ("User-agent: *\nCrawl-delay: nan", 0, "no number that counts"),
        ("User-agent: *\nCrawl-delay: inf", 0, "for ever is no number either"),
    ],
)
def test_the_pause(text: str, delay: float, reason: str) -> None:
    assert Rules(text, USER_AGENT).delay == delay, reason


def of(server: Server) -> Rules:
    with Connection(
        Settings(user_agent=USER_AGENT, site=f"{server.site}/mirror"), StillClock()
    ) as connection:
        return rules(connection)


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410])
def test_a_server_without_one_allows_everything(server: Server, status: int) -> None:
    server.replies["/robots.txt"] = [Reply(b"User-agent: *\nDisallow: /", status)]
    of(server).check(PAGE)


def test_it_is_at_the_root_of_the_host_and_followed_there(server: Server) -> None:
    server.replies["/robots.txt"] = [Reply(status=301, headers={"Location": "/rules.txt"})]
    server.replies["/rules.txt"] = [Reply(b"User-agent: *\nDisallow: /www/")]
    with pytest.raises(Failed, match="does not allow"):
        of(server).check(PAGE)


def test_a_passing_fault_is_waited_for(server: Server) -> None:
    server.replies["/robots.txt"] = [Reply(status=500), Reply(b"User-agent: *\nDisallow: /")]
    with pytest.raises(Failed, match="does not allow"):
        of(server).check(PAGE)


@pytest.mark.parametrize(
    ("reply", "message"),
    [
        (Reply(status=500), "HTTP 500 Internal Server Error, 5 times"),
        (Reply(status=501), "HTTP 501"),
        (Reply(status=429), "HTTP 429 Too Many Requests, 5 times"),
        (Reply(b"Us", claimed=9), "the answer was cut, 5 times"),
        (Reply(b"User-agent: *\nCrawl-delay: 900"), "it asks to pause 900 seconds after each page"),
    ],
)
def test_where_it_cannot_be_read_nothing_is_allowed(server: Server, reply: Reply, message: str) -> None:
    server.replies["/robots.txt"] = [reply]
    with pytest.raises(Failed, match=f"^{message}$"):
        of(server)
