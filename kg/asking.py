"""Asking a server over HTTP, and what goes wrong on the way, in words for a person."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from http.client import IncompleteRead
from typing import IO
from urllib.parse import unquote, urlsplit
from urllib.request import getproxies, proxy_bypass

import urllib3
from urllib3 import exceptions

from kg.clock import Clock
from kg.version import __version__

USER_AGENT = f"written-questions/{__version__} (+https://w3id.org/written-questions/)"
"""How the program names itself to a server."""

_CONNECT = 10.0
_PORTION = 2**16


class Failed(Exception):
    """There is no answer, or none that can be used; the message says why."""


class Later(Failed):
    """Another try may help; ``wait`` is what the server asks for, in seconds."""

    def __init__(self, message: str, wait: float | None = None) -> None:
        super().__init__(message)
        self.wait = wait


class Unreached(Later):
    """There is no connection."""


class Late(Later):
    """The answer took too long."""


def pool(site: str) -> urllib3.PoolManager:
    """Connections to a server, through the proxy that the environment names, if any; never one for this machine."""
    parts = urlsplit(site)
    host = parts.hostname or ""
    proxy = None if is_here(host) or proxy_bypass(host) else getproxies().get(parts.scheme)
    if proxy is None:
        return urllib3.PoolManager(num_pools=1, maxsize=1)
    proxy = proxy if "://" in proxy else f"http://{proxy}"
    auth = urlsplit(proxy).username and urllib3.util.parse_url(proxy).auth
    headers = urllib3.make_headers(proxy_basic_auth=unquote(auth)) if auth else None
    return urllib3.ProxyManager(proxy, num_pools=1, maxsize=1, proxy_headers=headers)


@contextmanager
def asking(
    connections: urllib3.PoolManager,
    method: str,
    url: str,
    *,
    headers: Mapping[str, str],
    limit: float,
    body: bytes | IO[bytes] | None = None,
) -> Iterator[urllib3.BaseHTTPResponse]:
    """Send a request once; the answer can be read within the block. Redirects are not followed.

    Args:
        connections: what :func:`pool` gave.
        method: such as ``GET``.
        url: what is asked for.
        headers: what to say; with a file as body its length too.
        limit: how many seconds the server may be silent.
        body: what is sent.

    Raises:
        Later: another try may help.
        Failed: none will.
    """
    try:
        response = connections.request(
            method,
            url,
            body=body,
            headers=headers,
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
        raise Unreached(f"no connection: {_reason(problem)}") from problem
    except exceptions.ConnectTimeoutError as problem:
        raise Unreached("no connection in time") from problem
    except exceptions.TimeoutError as problem:
        raise Late(f"no answer in {limit:g} seconds") from problem
    except exceptions.DecodeError as problem:
        raise Later("the answer is damaged") from problem
    except exceptions.HTTPError as problem:
        cause = problem.args[-1] if problem.args else None
        if isinstance(cause, IncompleteRead):
            raise Later("the answer was cut") from problem
        raise Later(f"the connection broke: {_reason(problem)}") from problem


def portions(response: urllib3.BaseHTTPResponse, clock: Clock, limit: float) -> Iterator[bytes]:
    """The body of an answer, without its content coding.

    Raises:
        Late: the whole of it took more than ``limit`` seconds.
    """
    late = clock.monotonic() + limit
    while portion := response.read1(_PORTION, decode_content=True):
        yield portion
        if clock.monotonic() > late:
            raise Late(f"no whole answer in {limit:g} seconds")


def retry_after(headers: Mapping[str, str], clock: Clock) -> float | None:
    """The seconds to wait that a server asks for; none where it does not, or not so that it can be read.

    ``Retry-After`` is a number or a time (RFC 9110, section 10.2.3).
    """
    text = headers.get("retry-after", "")
    if text.strip().isdecimal():
        return float(text)
    try:
        when = parsedate_to_datetime(text)
        return max(0.0, (when - clock.now()).total_seconds())
    except (ValueError, TypeError):
        return None


def named(status: int) -> str:
    """A status with its name: ``HTTP 404 Not Found``."""
    try:
        return f"HTTP {status} {HTTPStatus(status).phrase}"
    except ValueError:
        return f"HTTP {status}"


def is_here(host: str) -> bool:
    """Whether a host is this machine."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def _reason(problem: Exception) -> str:
    """What the system or the protocol said, out of the library's words around it."""
    cause = problem.args[-1] if problem.args and isinstance(problem.args[-1], Exception) else problem
    return re.sub(r"^\[Errno -?\d+\] ", "", str(cause).rsplit(": ", 1)[-1])
