"""Slugs: the part of an IRI that is made from a name."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l"})
_OTHER = re.compile("[^a-z0-9]+")
_PLAIN = re.compile("[ -~]*")


@lru_cache(maxsize=8192)
def slug(text: str) -> str:
    """The slug of a text: ``a-z``, ``0-9`` and single hyphens between them; empty where nothing of that is left.

    Control and format characters are dropped, letters that Unicode does not decompose are written out, marks are
    dropped, and everything else is parted by one hyphen.

    >>> slug("ministre de l’Intérieur")
    'ministre-de-l-interieur'
    >>> slug("…")
    ''
    """
    if not _PLAIN.fullmatch(text):
        text = "".join(char for char in text if unicodedata.category(char) not in {"Cc", "Cf"})
        decomposed = unicodedata.normalize("NFKD", text)
        text = "".join(char for char in decomposed if not unicodedata.category(char).startswith("M"))
    # The letters come after the decomposition, so that "Ǿ" and "ẞ" are found as well.
    return _OTHER.sub("-", text.lower().translate(_LETTERS)).strip("-")
