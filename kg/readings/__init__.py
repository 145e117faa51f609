"""What pages said, kept: each reading under its question, its source and the hash of its bytes."""

from __future__ import annotations

from kg.readings.archive import Archive, ArchiveError, Group, State
from kg.readings.codec import NotReadable, decode_outcome, decode_reading, encode
from kg.readings.entries import Entry, digest_of, entry_of

__all__ = [
    "Archive",
    "ArchiveError",
    "Entry",
    "Group",
    "NotReadable",
    "State",
    "decode_outcome",
    "decode_reading",
    "digest_of",
    "encode",
    "entry_of",
]
