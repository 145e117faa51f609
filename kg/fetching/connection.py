"""Asking a server, as a good guest: one request at a time, with a pause between two, and again later where it stumbles.

What is asked for again: answers 429, 500, 502, 503 and 504, connections that fail, answers that are late or cut. The
pause doubles from one try to the next, or is what ``Retry-After`` says (RFC 9110, section 10.2.3). Redirects are
followed within the same host only.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Self
from urllib.parse import urljoin, urlsplit

import urllib3

from kg.asking import Failed, Later, asking, named, pool, portions, retry_after
from kg.clock import Clock
from kg.fetching.targets import SITE

_LATER = frozenset({429, 500, 502, 503, 504})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_MOST_REDIRECTS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How a server is asked. Times are in seconds.

    Attributes:
        user_agent: how the program names itself.
        site: the server, as the beginning of an address.
        delay: the least pause between two requests; where robots.txt asks for more, that.
        timeout: the longest that one answer may take.
        retries: how often a page is asked for again.
        backoff: the pause before the second try; it doubles from try to try.
        longest_wait: a server that asks for a longer pause is left alone.
        size_limit: the most bytes a page may have.
    """

    user_agent: str
    site: str = SITE
    delay: float = 1.0
    timeout: float = 30.0
    retries: int = 4
    backoff: float = 2.0
    longest_wait: float = 300.0
    size_limit: int = 16 * 2**20


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server sent: its headers by their names in lower case, and the body without its transfer coding."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class HeldOff(Failed):
    """The server asks for a longer pause than a run should wait for."""


class Connection:
    """A connection to one server."""

    def __init__(self, settings: Settings, clock: Clock) -> None:
        self.settings = settings
        self.clock = clock
        self.delay = settings.delay
        self._ended = float("-inf")
        self._wait = 0.0
        self._pool = pool(settings.site)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.clear()

    def get(
        self,
        url: str,
        headers: Mapping[str, str] | None = None,
        *,
        check: Callable[[str], object] = str,
    ) -> Answer:
        """Ask for a page, again where that may help, following redirects.

        Args:
            url: its address.
            headers: what to say besides who is asking.
            check: raises :class:`Failed` for an address that must not be asked for; also called for redirects.

        Raises:
            HeldOff: the server asks for a long pause.
            Failed: no answer, or one that cannot be used.
        """
        for _ in range(_MOST_REDIRECTS + 1):
            check(url)
            answer = self._patiently(url, headers or {})
            if answer.status not in _REDIRECTS:
                return answer
            url = _redirected(url, answer.headers.get("location", ""))
        raise Failed("redirected again and again")

    def _patiently(self, url: str, headers: Mapping[str, str]) -> Answer:
        for retry in range(self.settings.retries + 1):
            last = retry == self.settings.retries
            try:
                return self._once(url, headers)
            except Later as problem:
                failure = problem
                if problem.wait is None:
                    backoff = min(self.settings.backoff * 2**retry, self.settings.longest_wait)
                    self._wait = 0.0 if last else backoff
                elif problem.wait <= self.settings.longest_wait:
                    self._wait = problem.wait
                else:
                    raise HeldOff(f"{problem}, and asks to wait {problem.wait:.0f} seconds") from problem
        tries = self.settings.retries + 1
        raise Failed(f"{failure}, {tries} times" if tries > 1 else str(failure)) from failure

    def _once(self, url: str, headers: Mapping[str, str]) -> Answer:
        pause = self._ended + max(self.delay, self._wait) - self.clock.monotonic()
        if pause > 0:
            self.clock.sleep(pause)
        self._wait = 0.0
        try:
            sent = {"User-Agent": self.settings.user_agent, "Accept-Encoding": "gzip", **headers}
            limit = self.settings.timeout
            with asking(self._pool, "GET", url, headers=sent, limit=limit) as response:
                answered = {name.lower(): value for name, value in response.headers.items()}
                if response.status in _LATER:
                    raise Later(named(response.status), retry_after(answered, self.clock))
                body = self._body(response) if response.status == HTTPStatus.OK else b""
                return Answer(response.status, answered, body)
        finally:
            self._ended = self.clock.monotonic()

    def _body(self, response: urllib3.BaseHTTPResponse) -> bytes:
        limit = self.settings.size_limit
        too_large = Failed(f"larger than {limit:,} bytes; no page of the Senate is")
        if int(re.sub("[^0-9]", "", response.headers.get("Content-Length", ""))[:18] or 0) > limit:
            raise too_large
        body = bytearray()
        for portion in portions(response, self.clock, self.settings.timeout):
            body += portion
            if len(body) > limit:
                raise too_large
        return bytes(body)


def _redirected(url: str, location: str) -> str:
    """Where a redirect leads.

    Raises:
        Failed: nowhere, to another host, or from a safe connection to an unsafe one.
    """
    try:
        target = urljoin(url, location)
        before, after = urlsplit(url), urlsplit(target)
        ports = [part.port or {"https": 443}.get(part.scheme, 80) for part in (before, after)]
    except ValueError:
        raise Failed(f"redirected to what is no address: {location!r}") from None
    if not location or after.scheme not in {"http", "https"}:
        raise Failed(f"redirected to what is no address: {location!r}")
    upgraded = before.scheme == "http" and after.scheme == "https" and ports == [80, 443]
    if before.hostname != after.hostname or not (
        upgraded or (before.scheme == after.scheme and ports[0] == ports[1])
    ):
        raise Failed(f"redirected to another host: {target}")
    return target
