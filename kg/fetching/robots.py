"""robots.txt (RFC 9309): what a server allows programs to ask for, and how long they should pause.

A server without one allows everything. Where it cannot be read, nothing is asked for.
"""

from __future__ import annotations

from http import HTTPStatus
from urllib.parse import urljoin

from protego import Protego

from kg.asking import Failed
from kg.fetching.connection import Connection


class Rules:
    """What robots.txt says to this program."""

    def __init__(self, text: str, agent: str) -> None:
        self._agent = agent.partition("/")[0]
        self._rules = Protego.parse(text)

    def check(self, url: str) -> None:
        """Go on only with an address that may be asked for.

        Raises:
            Failed: it may not.
        """
        if not self._rules.can_fetch(url, self._agent):
            raise Failed("robots.txt does not allow it")

    @property
    def delay(self) -> float:
        """The pause between two requests that is asked for, in seconds."""
        rate = self._rules.request_rate(self._agent)
        by_rate = rate.seconds / rate.requests if rate and rate.requests else 0.0
        return max(0.0, self._rules.crawl_delay(self._agent) or 0.0, by_rate)


def rules(connection: Connection) -> Rules:
    """The rules of the connection's server.

    Raises:
        Failed: they cannot be read; then nothing may be asked for (RFC 9309, section 2.3.1.4).
    """
    settings = connection.settings
    answer = connection.get(urljoin(settings.site, "/robots.txt"))
    if answer.status == HTTPStatus.OK:
        found = Rules(answer.body.decode("utf-8", "replace"), settings.user_agent)
        if found.delay > settings.longest_wait:
            raise Failed(f"it asks to pause {found.delay:g} seconds after each page")
        return found
    if HTTPStatus.BAD_REQUEST <= answer.status < HTTPStatus.INTERNAL_SERVER_ERROR:
        return Rules("", settings.user_agent)
    raise Failed(f"HTTP {answer.status}")
