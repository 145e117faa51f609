"""The numbers that a browser shows before the items of a list (HTML Living Standard, the ``ol`` element; CSS Lists, section 3)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Protocol, Self

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_MOST_ROMAN = 3999


_STYLE = re.compile(
    r"list-style(?:-type)?\s*:[^;]*?\b([a-z]+-(?:alpha|latin|roman)|decimal|none)\b", re.IGNORECASE
)
_TYPES = frozenset({"1", "a", "A", "i", "I"})
NOTHING = ""
"""The kind of a list that shows nothing before its items."""

_STYLES = {
    "decimal": "1", "lower-alpha": "a", "lower-latin": "a", "upper-alpha": "A", "upper-latin": "A",
    "lower-roman": "i", "upper-roman": "I", "none": NOTHING,
}  # fmt: skip


class _Element(Protocol):
    def get(self, key: str, /) -> str | None: ...


def kind_of(element: _Element, otherwise: str) -> str:
    """What a list shows before its items, as ``type`` names it: by its own style, which counts before its ``type``."""
    if style := _STYLE.search(element.get("style") or ""):
        return _STYLES.get(style[1].lower(), otherwise)
    kind = element.get("type") or ""
    return kind if kind in _TYPES else NOTHING if kind.lower() == "none" else otherwise


@dataclass(slots=True)
class Numbering:
    """Counts the items of a list and shows each one's number."""

    value: int
    step: int
    kind: str

    @classmethod
    def of(cls, element: _Element, items: int) -> Self:
        """The numbering of an ``ol`` element with so many items: its style or ``type``, ``start`` and ``reversed``."""
        backwards = element.get("reversed") is not None
        start = _integer(element.get("start"))
        if start is None:
            start = items if backwards else 1
        return cls(start, -1 if backwards else 1, kind_of(element, "1"))

    def next(self, item: _Element) -> str:
        """The number of the next item, whose own ``value`` counts; nothing where the list shows none."""
        own = _integer(item.get("value"))
        if own is not None:
            self.value = own
        shown = self._shown()
        self.value += self.step
        return shown

    def _shown(self) -> str:
        if self.kind == NOTHING:
            return ""
        if self.kind in {"a", "A"} and self.value > 0:
            letters = ""
            rest = self.value
            while rest:
                rest, digit = divmod(rest - 1, 26)
                letters = chr(ord("a") + digit) + letters
            return letters if self.kind == "a" else letters.upper()
        if self.kind in {"i", "I"} and 0 < self.value <= _MOST_ROMAN:
            roman, rest = "", self.value
            for number, figures in _ROMAN:
                count, rest = divmod(rest, number)
                roman += figures * count
            return roman if self.kind == "i" else roman.upper()
        return str(self.value)


def _integer(text: str | None) -> int | None:
    try:
        return int(text.strip()) if text else None
    except ValueError:
        return None
