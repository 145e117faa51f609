"""What a number before a point is: what is printed, the series it belongs to, and its place there."""

from __future__ import annotations

from typing import Literal

import msgspec
from msgspec.structs import replace

from kg.model import Label

Kind = Literal["number", "lower", "upper", "roman", "upper-roman"]

ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
LONG_ROMAN = "i{2,3}|iv|vi{1,3}|ix|xi{1,2}"
"""A pattern for those of more than one letter: the others are letters too."""


class Mark(msgspec.Struct, frozen=True, gc=False):
    """A number found before a text.

    Attributes:
        label: what is printed, and what it stands for.
        kind: the series that it belongs to.
        stop: the sign after it (``)``, ``.``), ``compound`` for ``1a`` and ``1.1``, or ``heading`` for a line such as
            "Réponse à la question 1".
        first, last: its place in the series, from 1; they differ where it groups several.
        end: where the text after it begins.
        whole: of a compound (``1a``, ``1.1``) the label with the number it starts with, else none.
        under: that number.
    """

    label: Label
    kind: Kind
    stop: str
    first: int
    last: int
    end: int = 0
    whole: Label | None = None
    under: int = 0

    def as_roman(self) -> Mark | None:
        """The same label taken as a Roman numeral (``i``, ``V``), or none."""
        name, *others = self.label.names
        if self.kind not in {"lower", "upper"} or self.whole or others or name not in {"i", "v", "x"}:
            return None
        value = ROMAN.index(name) + 1
        return replace(self, kind="roman" if self.kind == "lower" else "upper-roman", first=value, last=value)

    @property
    def groups(self) -> bool:
        """Whether it stands for several points."""
        return len(self.label.names) > 1


def single(printed: str) -> Label:
    """The label of one point."""
    return Label(printed, printed.lower(), (printed.lower(),))


def place(letter: str) -> int:
    """The place of a small letter in the alphabet, from 1."""
    return ord(letter) - ord("a") + 1
