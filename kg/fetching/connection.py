"""Asking a server, as a good guest: one request at a time, with a pause between two, and again later where it stumbles.

What is asked for again: answers 429, 500, 502, 503 and 504, connections that fail, answers that are late or cut. The
pause doubles from one try to the next, or is what ``Retry-After`` says (RFC 9110, section 10.2.3). Redirects are
followed within the same host only.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from http.client import IncompleteRead
from typing import Self
from urllib.parse import unquote, urljoin, urlsplit
from urllib.request import getproxies, proxy_bypass

import urllib3
from urllib3 import exceptions

from kg.fetching.clock import Clock
from kg.fetching.targets import SITE

_LATER = frozenset({429, 500, 502, 503, 504})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_MOST_REDIRECTS = 5
_CONNECT = 10.0
_PORTION = 2**16


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


class Failed(Exception):
    """A page could not be got."""


class HeldOff(Failed):
    """The server asks for a longer pause than a run should wait for."""


class _Later(Failed):
    """Worth another try; ``wait`` is what the server asks for, in seconds."""

    def __init__(self, message: str, wait: float | None = None) -> None:
        super().__init__(message)
        self.wait = wait


class Connection:
    """A connection to one server."""

    def __init__(self, settings: Settings, clock: Clock) -> None:
        self.settings = settings
        self.clock = clock
        self.delay = settings.delay
        self._ended = float("-inf")
        self._wait = 0.0
        self._pool = _pool(settings.site)

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
            except _Later as problem:
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
            with self._asking(url, headers) as response:
                answered = {name.lower(): value for name, value in response.headers.items()}
                if response.status in _LATER:
                    raise _Later(_status(response.status), self._retry_after(answered.get("retry-after", "")))
                body = self._body(response) if response.status == HTTPStatus.OK else b""
                return Answer(response.status, answered, body)
        finally:
            self._ended = self.clock.monotonic()

    @contextmanager
    def _asking(self, url: str, headers: Mapping[str, str]) -> Iterator[urllib3.BaseHTTPResponse]:
        limit = self.settings.timeout
        sent = {"User-Agent": self.settings.user_agent, "Accept-Encoding": "gzip", **headers}
        try:
            response = self._pool.request(
                "GET",
                url,
                headers=sent,
                preload_content=False,
                redirect=False,
                retries=False,
                timeout=urllib3.Timeout(connect=min(_CONNECT, limit), read=limit),
            )
            try:
                yield response
            finally:
                if not response.closed:
                    response.close()
                response.release_conn()
        except exceptions.SSLError as problem:
            raise Failed(f"no safe connection: {_reason(problem)}") from problem
        except exceptions.LocationValueError as problem:
            raise Failed(f"not an address: {url}") from problem
        except exceptions.NewConnectionError as problem:
            raise _Later(f"no connection: {_reason(problem)}") from problem
        except exceptions.ConnectTimeoutError as problem:
            raise _Later("no connection in time") from problem
        except exceptions.TimeoutError as problem:
            raise _Later(f"no answer in {limit:g} seconds") from problem
        except exceptions.DecodeError as problem:
            raise _Later("the answer is damaged") from problem
        except exceptions.HTTPError as problem:
            cause = problem.args[-1] if problem.args else None
            if isinstance(cause, IncompleteRead):
                raise _Later("the answer was cut") from problem
            raise _Later(f"the connection broke: {_reason(problem)}") from problem

    def _body(self, response: urllib3.BaseHTTPResponse) -> bytes:
        limit = self.settings.size_limit
        too_large = Failed(f"larger than {limit:,} bytes; no page of the Senate is")
        if int(re.sub("[^0-9]", "", response.headers.get("Content-Length", ""))[:18] or 0) > limit:
            raise too_large
        late = self.clock.monotonic() + self.settings.timeout
        body = bytearray()
        while portion := response.read1(_PORTION, decode_content=True):
            body += portion
            if len(body) > limit:
                raise too_large
            if self.clock.monotonic() > late:
                raise _Later(f"no whole answer in {self.settings.timeout:g} seconds")
        return bytes(body)

    def _retry_after(self, text: str) -> float | None:
        """Seconds to wait; none where the header is missing or cannot be read."""
        if text.strip().isdecimal():
            return float(text)
        try:
            when = parsedate_to_datetime(text)
            return max(0.0, (when - self.clock.now()).total_seconds())
        except (ValueError, TypeError):
            return None


def _pool(site: str) -> urllib3.PoolManager:
    """Connections to a server, through the proxy that the environment names, if any."""
    parts = urlsplit(site)
    proxy = None if proxy_bypass(parts.hostname or "") else getproxies().get(parts.scheme)
    if proxy is None:
        return urllib3.PoolManager(num_pools=1, maxsize=1)
    proxy = proxy if "://" in proxy else f"http://{proxy}"
    auth = urlsplit(proxy).username and urllib3.util.parse_url(proxy).auth
    headers = urllib3.make_headers(proxy_basic_auth=unquote(auth)) if auth else None
    return urllib3.ProxyManager(proxy, num_pools=1, maxsize=1, proxy_headers=headers)


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


def _status(status: int) -> str:
    try:
        return f"HTTP {status} {HTTPStatus(status).phrase}"
    except ValueError:
        return f"HTTP {status}"


def _reason(problem: Exception) -> str:
    """What the system or the protocol said, out of the library's words around it."""
    cause = problem.args[-1] if problem.args and isinstance(problem.args[-1], Exception) else problem
    return re.sub(r"^\[Errno -?\d+\] ", "", str(cause).rsplit(": ", 1)[-1])
