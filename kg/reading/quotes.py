"""What of a text lies within a quotation: ``« … »``, ``“ … ”``, ``„ … ”``, also where it goes over several paragraphs.

What is never closed is no quotation, for signs get lost.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

_SIGNS = re.compile("[«»“”„]")
_CLOSED_BY = {"«": "»", "“": "”", "„": "”"}

_Place = tuple[int, int]
"""The number of a paragraph, and a place in it."""


class Quotes:
    """The quotations of a text, given by its paragraphs."""

    def __init__(self, texts: Sequence[str]) -> None:
        # Where the outermost ones begin and end.
        self._starts: list[_Place] = []
        self._ends: list[_Place] = []
        unclosed: dict[str, list[_Place]] = {"»": [], "”": []}
        for number, text in enumerate(texts):
            # Looking for one sign is much faster than looking for any, and most texts have none.
            if text.isascii() or not any(sign in text for sign in "«»“”„"):
                continue
            for sign in _SIGNS.finditer(text):
                here = (number, sign.start())
                if closing := _CLOSED_BY.get(sign[0]):
                    unclosed[closing].append(here)
                elif unclosed[sign[0]]:
                    self._take(unclosed[sign[0]].pop(), here)

    def _take(self, start: _Place, end: _Place) -> None:
        while self._starts and self._starts[-1] > start:
            del self._starts[-1], self._ends[-1]
        self._starts.append(start)
        self._ends.append(end)

    def hold(self, number: int, at: int = 0) -> bool:
        """Whether a place of a paragraph, or else its beginning, lies within a quotation."""
        index = bisect_right(self._starts, (number, at - 1)) - 1
        return index >= 0 and (number, at) < self._ends[index]
