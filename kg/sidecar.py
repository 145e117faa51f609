"""What is recorded beside a page: ``7-1668-web-fr.html.meta.json`` says where ``7-1668-web-fr.html`` was got, and when.

It is a JSON object; every member may be missing:

- ``url``: the address that was asked for.
- ``address``: the page's own address at the Senate, whichever server it was asked of.
- ``retrieved``: when these bytes came; ``checked``: when the server last said that they are current. Both ISO 8601, in UTC.
- ``sha256``: of the bytes, in hexadecimal. A sidecar with another hash than its page is of another copy, and not believed.
- ``etag``, ``last_modified``, ``content_type``: headers of the answer, as they were sent.
- ``state``: what the page shows: ``answered``, ``requalified``, ``closed``, ``lapsed``, ``open``; ``unknown`` where it
  does not show; ``incomplete`` where a text of it is cut short or missing; ``missing`` where there is no such page;
  ``rejected`` where it is no page of that question.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

SUFFIX = ".meta.json"
"""What the name of a sidecar has after that of its page."""

LIMIT = 2**16
"""The most bytes that are taken for a sidecar."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sidecar:
    """The members of a sidecar; see above."""

    url: str | None = None
    address: str | None = None
    retrieved: datetime | None = None
    checked: datetime | None = None
    sha256: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    content_type: str | None = None
    state: str | None = None

    def is_of(self, data: bytes) -> bool:
        """Whether it speaks of these bytes; where it has no hash, it is taken to."""
        return self.sha256 is None or self.sha256 == sha256(data).hexdigest()

    def as_bytes(self) -> bytes:
        """The file's content; the same sidecar always gives the same bytes."""
        members = {
            name: _printed(value) if isinstance(value, datetime) else value
            for name, value in asdict(self).items()
        }
        return json.dumps(members, ensure_ascii=False, indent=2).encode() + b"\n"

    @classmethod
    def parse(cls, data: bytes) -> Sidecar | None:
        """Read a file's content; a member of another type than it should have is left out. None where it is no JSON object."""
        try:
            members = json.loads(data)
        except (ValueError, RecursionError):
            return None
        if not isinstance(members, dict):
            return None
        texts = {name: value for name, value in members.items() if isinstance(value, str)}
        return cls(
            url=texts.get("url"),
            address=texts.get("address"),
            retrieved=_time(texts.get("retrieved")),
            checked=_time(texts.get("checked")),
            sha256=texts.get("sha256"),
            etag=texts.get("etag"),
            last_modified=texts.get("last_modified"),
            content_type=texts.get("content_type"),
            state=texts.get("state"),
        )

    @classmethod
    def beside(cls, page: Path) -> Sidecar | None:
        """The sidecar of a page; none where there is none that can be read."""
        file = path_of(page)
        try:
            if not file.is_file():
                return None
            with file.open("rb") as stream:
                return cls.parse(stream.read(LIMIT))
        except OSError:
            return None


def path_of(page: Path) -> Path:
    """Where the sidecar of a page is."""
    return page.with_name(page.name + SUFFIX)


def _printed(time: datetime) -> str:
    return time.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _time(text: str | None) -> datetime | None:
    try:
        found = datetime.fromisoformat(text) if text else None
        # A time without its zone is no instant.
        return found.astimezone(UTC) if found is not None and found.tzinfo is not None else None
    except (ValueError, OverflowError):
        return None
