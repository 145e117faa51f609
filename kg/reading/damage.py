"""Damaged letters, undone where the evidence of the whole document allows.

Copies of pages in windows-1252 were read as Mac Central European (``BelgiŽ``) or as code page 852 (``BelgiŰ``). Both
can be undone letter by letter. Whether it happened is judged over all letters of a document: those that no French or
Dutch text has where they stand count against it, and the repair must leave none of them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from msgspec.structs import replace

from kg.reading.page import Line, Notes, normalise, unusual

KINDS: Mapping[str, str] = {"mac_latin2": "Mac Central European", "cp852": "code page 852"}

_LETTERS = "àâäáãçéèêëíîïñóôöõúùûüýÿœæß"
_PLAIN = frozenset(_LETTERS + _LETTERS.upper() + "’‘‚“”„«»…–—−‐‑•·€£°ºª§©®™²³¹½¼¾±×µ†‰¿¡\xa0\xad \u200b≠≤≥→")
_FOREIGN = re.compile(r"[^\x00-\x7f]")
_IN_WORDS = "’‘\xad‑‐·–"
# Small letters of French and Dutch, and signs that words hold, are in place wherever they stand: nearly all there is.
_TELLING = re.compile(rf"[^\x00-\x7f{_LETTERS}{_IN_WORDS}]")
_WORD = re.compile(r"[^\s\-'’(),.;:?!]+")
_NUMBERS = re.compile(r"(?<!\w)[nN]°s(?!\w)")
"""The French sign before several numbers, which has a degree sign inside: ``n°s 1 et 2``."""
_FEWEST = 2
"""A single letter proves nothing."""


@cache
def _table(codec: str) -> dict[int, str]:
    table: dict[int, str] = {}
    for code in range(0x80, 0x100):
        try:
            seen = bytes([code]).decode(codec)
            meant = bytes([code]).decode("cp1252")
        except UnicodeDecodeError:
            continue
        table[ord(seen)] = meant
    return table


def _suspicious(text: str) -> int:
    """How many letters stand where neither French nor Dutch has them."""
    count = -len(_NUMBERS.findall(text)) if "°s" in text else 0
    for char in set(_TELLING.findall(unusual(text))):
        if char not in _PLAIN:
            count += text.count(char)
            continue
        at = text.find(char)
        while at >= 0:
            count += _is_out_of_place(char, text[at - 1 : at] or " ", text[at + 1 : at + 2] or " ")
            at = text.find(char, at + 1)
    return count


def _is_out_of_place(char: str, before: str, after: str) -> bool:
    capital_inside = char.isupper() and before.islower()
    sign_inside = before.isalpha() and after.isalpha() and not char.isalpha()
    return capital_inside or sign_inside or (char == "†" and before.isalnum())


def find(lines: Sequence[Line], notes: Notes) -> Mapping[int, str] | None:
    """The table that undoes the damage of a document, with a warning; none where it is whole or cannot be mended."""
    text = "\n".join(line.text for line in lines)
    found = 0 if text.isascii() else _suspicious(text)
    if not found:
        return None
    for codec, name in () if _in_names_only(text) else KINDS.items():
        table = _table(codec)
        if found >= _FEWEST and _suspicious(text.translate(table)) == 0 and _only(text, table):
            where = next(line for line in lines if line.text != line.text.translate(table))
            notes.warn(
                "encoding-repaired",
                f"letters had been read as {name}: {found} of them stood where no text has them; all were put back",
                where,
            )
            return table
    where = next((line for line in lines if _suspicious(line.text)), lines[0])
    notes.warn("encoding-damaged", f"letters look damaged and were kept: {where.text[:60]!r}", where)
    return None


def mend(line: Line, table: Mapping[int, str]) -> Line:
    """A line with its letters put back."""
    text = line.text.translate(table)
    return replace(line, text=normalise(text), divider=line.divider or (bool(text) and not text.strip()))


def _only(text: str, table: Mapping[int, str]) -> bool:
    """Whether every letter beyond ASCII can have come from the damage."""
    return all(ord(char) in table for char in set(_FOREIGN.findall(text)))


def _in_names_only(text: str) -> bool:
    """Whether every strange letter can be one of a foreign name: in a word with a capital at its beginning and nowhere else."""
    return all(
        word[0].isupper() and word[1:] == word[1:].lower()
        for word in _WORD.findall(text)
        if _suspicious(f" {word} ")
    )
