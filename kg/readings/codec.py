"""Readings and outcomes as bytes: what is kept of a page, to be read back as it was.

MessagePack (https://msgpack.org), checked against the types of :mod:`kg.model` when it is read: a folder that somebody
else made can at worst be refused.
"""

from __future__ import annotations

from typing import Final

import msgspec

from kg.conversion import Outcome
from kg.model import Reading

_ENCODER: Final = msgspec.msgpack.Encoder()
_READINGS: Final = msgspec.msgpack.Decoder(Reading)
_OUTCOMES: Final = msgspec.msgpack.Decoder(Outcome)


class NotReadable(ValueError):
    """The bytes are not what this version of the program writes."""


def encode(value: Reading | Outcome) -> bytes:
    """A reading or an outcome as bytes; equal values give equal bytes."""
    return _ENCODER.encode(value)


def decode_reading(data: bytes) -> Reading:
    """The reading, with its lines and warnings.

    Raises:
        NotReadable: the bytes are none.
    """
    try:
        return _READINGS.decode(data)
    except msgspec.DecodeError as problem:
        raise NotReadable(str(problem)) from None


def decode_outcome(data: bytes) -> Outcome:
    """The outcome.

    Raises:
        NotReadable: the bytes are none.
    """
    try:
        return _OUTCOMES.decode(data)
    except msgspec.DecodeError as problem:
        raise NotReadable(str(problem)) from None
