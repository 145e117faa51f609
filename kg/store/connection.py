"""A connection to a SPARQL server: with authentication, a time limit, and patience where that may help.

Tried again, after a pause that doubles or that ``Retry-After`` names: answers 429, 502 and 503, connections that break,
answers that are cut. A server that cannot be reached, or does not answer in time, is not asked again: a query that is
too slow once is too slow twice. Redirects are not followed; the error tells where they lead.
"""

from __future__ import annotations

import base64
import html
import re
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import IO, Final, Self
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import (
    AbstractDigestAuthHandler,
    HTTPPasswordMgrWithDefaultRealm,
    Request,
    parse_http_list,
    parse_keqv_list,
)

import urllib3

from kg import asking
from kg.clock import Clock
from kg.store.errors import StoreError

_LATER: Final = frozenset({429, 502, 503})
_IN_MEMORY: Final = 8 * 2**20
_SHOWN: Final = 240
_CHALLENGE: Final = re.compile(
    r"(?:^|,)\s*(Basic|Digest)\s+(.*?)(?=,\s*[\w-]+\s+[\w-]+\s*=|$)", re.IGNORECASE
)

_UNSEEN: Final = re.compile(r"<(script|style|head)\b.*?</\1>", re.IGNORECASE | re.DOTALL)
_TAG: Final = re.compile(r"</?[A-Za-z!](?:[^<>:]|:(?!/))*>")
"""A tag of HTML, and not an IRI in an error message."""


class ServerError(StoreError):
    """A server cannot be asked, or what it answered cannot be used; the message has its answer.

    Attributes:
        status: that of the answer; none where there is no answer.
    """

    def __init__(self, message: str, status: int | None = None) -> None:
        super().__init__(message)
        self.status = status


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How a server is asked. Times are in seconds.

    Attributes:
        user: who asks; none to ask without a name.
        password: theirs.
        timeout: the longest that one answer may take.
        retries: how often a request is made again.
        backoff: the pause before the second try; it doubles from try to try.
        longest_wait: a server that asks for a longer pause is given up.
    """

    user: str | None = None
    password: str = field(default="", repr=False)
    timeout: float = 300.0
    retries: int = 4
    backoff: float = 1.0
    longest_wait: float = 120.0


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered: ``media_type`` is without parameters, headers are by their names in lower case.

    The body is in memory, or on disk where it is long, and is known to be whole as far as HTTP can tell.
    """

    status: int
    media_type: str
    headers: Mapping[str, str]
    body: IO[bytes]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the body."""
        self.body.close()

    def told(self) -> str:
        """The status, and the first line of the body that says something; of a page, its first lines."""
        line = self._first_line()
        return asking.named(self.status) + (f": {line}" if line else "")

    def _first_line(self) -> str:
        self.body.seek(0)
        text = self.body.read(2**16).decode("utf-8", "replace")
        if "html" in self.media_type or re.match(r"\s*<(?:!doctype|html)\b", text, re.IGNORECASE):
            text = html.unescape(_TAG.sub("\n", _UNSEEN.sub("\n", text)))
            most = 3
        else:
            most = 1
        said = asking.named(self.status).removeprefix("HTTP ")
        lines = [
            line for line in (" ".join(line.split()) for line in text.splitlines()) if line not in {"", said}
        ]
        line = ": ".join(lines[:most])
        return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"


class Connection:
    """A connection to the server of one address.

    Args:
        url: an address that begins with ``http://`` or ``https://``, without user and password.
        settings: how it is asked.
        clock: by which pauses are measured.

    Raises:
        ValueError: the address is none.
    """

    def __init__(self, url: str, settings: Settings | None = None, clock: Clock | None = None) -> None:
        self.url = checked(url)
        self.settings = settings or Settings()
        self.clock = clock or Clock()
        self._pool = asking.pool(self.url)
        self._challenge: tuple[str, dict[str, str]] | None = None
        passwords = HTTPPasswordMgrWithDefaultRealm()
        if self.settings.user is not None:
            passwords.add_password(None, self.url, self.settings.user, self.settings.password)
        self._digest = AbstractDigestAuthHandler(passwords)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Hang up."""
        self._pool.clear()

    def beside(self, url: str) -> Connection:
        """A connection to another address of the same server, for the same person.

        Raises:
            ValueError: the address is another server's.
        """
        if urlsplit(checked(url))[:2] != urlsplit(self.url)[:2]:
            raise ValueError(f"{url} is not on the server of {self.url}")
        return Connection(url, self.settings, self.clock)

    def ask(
        self,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        body: bytes | IO[bytes] | None = None,
    ) -> Answer:
        """Send a request, again where that may help.

        Args:
            method: such as ``GET``.
            url: what is asked for: the connection's address, with parameters.
            headers: what to say besides who asks.
            body: what is sent; of a file, all of it.

        Returns:
            An answer of any status but 401, those that ask for a later try, and redirects.

        Raises:
            ServerError: there is none; the message tells why.
        """
        for retry in range(self.settings.retries + 1):
            try:
                return self._authenticated(method, url, dict(headers or {}), body)
            except (asking.Unreached, asking.Late) as problem:
                raise ServerError(f"{self.url}: {problem}") from problem
            except asking.Later as problem:
                failure = problem
            except asking.Failed as problem:
                raise ServerError(f"{self.url}: {problem}") from problem
            wait = self.settings.backoff * 2**retry if failure.wait is None else failure.wait
            if wait > self.settings.longest_wait:
                raise ServerError(f"{self.url}: {failure}; it asks to wait {wait:.0f} seconds") from failure
            if retry < self.settings.retries:
                self.clock.sleep(wait)
        tries = self.settings.retries + 1
        raise ServerError(f"{self.url}: {failure}" + (f" ({tries} tries)" if tries > 1 else "")) from failure

    def _authenticated(
        self, method: str, url: str, headers: dict[str, str], body: bytes | IO[bytes] | None
    ) -> Answer:
        answer = self._once(method, url, headers | self._authorization(method, url), body)
        if answer.status == HTTPStatus.UNAUTHORIZED and self.settings.user is not None:
            # The first time, or the nonce of a Digest has run out.
            self._challenge = _challenge(answer.headers)
            if self._challenge is None:
                raise self._refused(answer, "it knows neither Basic nor Digest authentication")
            answer.close()
            answer = self._once(method, url, headers | self._authorization(method, url), body)
        if answer.status == HTTPStatus.UNAUTHORIZED:
            named = self.settings.user is not None
            raise self._refused(answer, "user or password are not right" if named else "name a user")
        return answer

    def _once(
        self, method: str, url: str, headers: Mapping[str, str], body: bytes | IO[bytes] | None
    ) -> Answer:
        sent = {"User-Agent": asking.USER_AGENT, "Accept-Encoding": "gzip", **headers}
        if body is not None and not isinstance(body, bytes):
            # With a length, as not every server takes a body in chunks.
            sent["Content-Length"] = str(body.seek(0, 2))
            body.seek(0)
        limit = self.settings.timeout
        with asking.asking(self._pool, method, url, headers=sent, limit=limit, body=body) as response:
            answered = {name.lower(): value for name, value in response.headers.items()}
            spool = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115
            try:
                for portion in asking.portions(response, self.clock, limit):
                    spool.write(portion)
                media_type = answered.get("content-type", "").partition(";")[0].strip().lower()
                answer = Answer(response.status, media_type, answered, spool)
                if answer.status in _LATER:
                    raise asking.Later(answer.told(), asking.retry_after(answered, self.clock))
                if answer.status in range(300, 400):
                    raise asking.Failed(
                        f"{asking.named(answer.status)}; it says to ask {answered.get('location', 'elsewhere')}:"
                        " if you trust that address, give it in place of this one"
                    )
            except BaseException:
                spool.close()
                raise
            spool.seek(0)
            return answer

    def _refused(self, answer: Answer, why: str) -> ServerError:
        with answer:
            return ServerError(f"{self.url}: {answer.told()}; {why}", answer.status)

    def _authorization(self, method: str, url: str) -> dict[str, str]:
        if self._challenge is None:
            return {}
        scheme, parameters = self._challenge
        if scheme == "basic":
            name = f"{self.settings.user}:{self.settings.password}"
            return {"Authorization": f"Basic {base64.b64encode(name.encode()).decode()}"}
        try:
            said = self._digest.get_authorization(Request(url, method=method), parameters)  # noqa: S310
        except (KeyError, TypeError, URLError, ValueError) as problem:
            raise asking.Failed(f"the server's Digest authentication is not understood: {problem}") from None
        return {"Authorization": f"Digest {said}"}


def checked(url: str) -> str:
    """An address, as it is sent.

    Raises:
        ValueError: it is not one, or has what must not stand in it.
    """
    try:
        parts = urlsplit(url)
        sent = urllib3.util.parse_url(url).url
        known = parts.scheme in {"http", "https"} and bool(parts.hostname) and (parts.port or 1) > 0
    except (ValueError, urllib3.exceptions.LocationParseError):
        known = False
    if not known:
        raise ValueError(f"{url!r} is not an address that begins with http:// or https://")
    if parts.username is not None or parts.password is not None:
        raise ValueError("a user and a password do not belong in the address")
    if parts.fragment:
        raise ValueError(f"the address has a fragment, which no server sees: #{parts.fragment}")
    return sent


def _challenge(headers: Mapping[str, str]) -> tuple[str, dict[str, str]] | None:
    """How the server wants to be told who asks (RFC 7235, section 4.1): by Digest rather than by Basic."""
    offered = {
        match[1].lower(): parse_keqv_list([part for part in parse_http_list(match[2]) if "=" in part])
        for match in _CHALLENGE.finditer(headers.get("www-authenticate", ""))
    }
    return next(((scheme, offered[scheme]) for scheme in ("digest", "basic") if scheme in offered), None)
