"""Labels that stand together for several points: ``1 à 3``, ``1) et 2)``, ``III en IV``, ``2a en b``, ``a/b``.

They are of one series, and a word or a sign links them; the word may be glued to a bracket, ``1)à 3)``, and to a figure
after it. Only blanks do so between numbers, ``1) 2)``, and between neighbours of another series, ``a) b)``; else the
second one is a point below the first, ``b) i)``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from kg.model import Label, Language
from kg.reading.lexicon import either, first_letters, pattern, words
from kg.reading.marks import LONG_ROMAN, ROMAN, Kind, Mark, place

_LONGEST_RANGE = 40
MOST_LINKS = 12

NAME = rf"(?:[1-9][0-9]?(?:\.?[a-z])?|{LONG_ROMAN}|[a-z])(?!\w)"
STOP = r"(?:\s?(?:\.?\)|\.)(?!\d))"


@cache
def names(language: Language) -> str:
    """A pattern for one label or several: ``1``, ``1) et 2)``, ``1 à 3``, ``1, 2 et 4``."""
    return rf"{NAME}(?:{STOP}?{_link(language)}{NAME}){{0,{MOST_LINKS}}}"


@cache
def signed_names(language: Language) -> str:
    """The same, each with a sign for a number before it or not: ``n° 1 et n° 2``, ``nos 1 à 3``."""
    sign = rf"(?:{_sign(language)}\s*)?"
    return rf"{sign}{NAME}(?:{STOP}?{_link(language)}{sign}{NAME}){{0,{MOST_LINKS}}}"


def _sign(language: Language) -> str:
    return either(words("number_sign", language) + words("number_signs", language))


@cache
def _signs(language: Language) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){_sign(language)}\s*(?=[0-9a-z])", re.IGNORECASE)


def unsigned(printed: str, language: Language) -> str:
    """What :func:`signed_names` matches, without the signs."""
    return _signs(language).sub("", printed)


def _words(language: Language) -> str:
    return rf"(?:{pattern('range', language)}|{pattern('conjunction', language)})"


@cache
def _link(language: Language) -> str:
    linking = _words(language)
    # Blanks need not be where a bracket shows that a number ends or comes: "1)à 3)", "1) à3)", "1 t.e.m.3.".
    between = rf"(?:(?<=\))\s*|\s+){linking}(?:\s+|(?<=\.)(?=[1-9])|(?=[1-9][0-9]?[a-z]?\s?\)))"
    return _any_link(language, between)


def _any_link(language: Language, between: str) -> str:
    linking = _words(language)
    beside = rf"(?<=[0-9]\))\s+(?=[1-9][0-9]?\))|(?<=[a-z]\))\s+(?=(?:{LONG_ROMAN}|[a-z])\))"
    return rf"(?:\s*[,;]\s?(?:{linking}\s+)?|\s*[-–]\s*|\s*[&+]\s*|{between}|{beside})"


@cache
def _pieces(language: Language) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Patterns that part names at their links, and that know a link that means a range."""
    to = re.compile(rf"\s*[-–]\s*|\s*{pattern('range', language)}\s*", re.IGNORECASE)
    link = _any_link(language, rf"\s*{_words(language)}(?:\s+|(?=[1-9]))")
    return re.compile(rf"{STOP}?({link}|/|(?<=\))\s+)", re.IGNORECASE), to


@cache
def link_starts(language: Language) -> frozenset[str]:
    """The first two letters of what can go on with a label: words that link, and Roman numerals beside it."""
    return first_letters("range", "conjunction", language=language) | {"ii", "iv", "vi", "ix", "xi"}


def listed(printed: str, language: Language, stop: str, end: int) -> Mark | None:
    """The mark of a list of labels that :func:`names` matches, or of a single one; none where they make no list."""
    parting, to = _pieces(language)
    pieces = parting.split(printed)
    # "1.a" is 1a.
    found, links = [piece.replace(".", "") for piece in pieces[::2]], pieces[1::2]
    kind = _kind(found)
    if kind is None:
        return None
    ranges = [to.fullmatch(link) is not None for link in links]
    if len(ranges) > 1 and all(ranges):
        # "1-2-3" lists, for a range has two ends.
        ranges = [False] * len(ranges)
    shown, key, single_names = found[0], found[0].lower(), [found[0].lower()]
    for link, is_range, piece in zip(links, ranges, found[1:], strict=True):
        name = _completed(piece.lower(), single_names[-1])
        following = _range(single_names[-1], name, kind) if is_range else [name]
        if not following or following[0] in single_names:
            return None
        if link.isspace() and not name.isdigit() and not _is_next(single_names[-1], name, kind):
            # "b) i)": a point and the first one below it.
            return None
        single_names += following
        key += ("-to-" if is_range else "-and-") + piece.lower()
        word = link.strip()
        # A word that was glued to a bracket is shown between blanks.
        shown += (f" {word} " if word[:1].isalpha() else link) + piece
    if len(single_names) == 2 and re.fullmatch(r"[0-9]+,[0-9]+", shown):
        # A decimal.
        return None
    places = [_place(name, kind) for name in single_names]
    if places != sorted(places):
        return None
    return Mark(Label(shown, key, tuple(single_names)), kind, stop, places[0][0], places[-1][0], end)


def _kind(found: Sequence[str]) -> Kind | None:
    """The series that all labels belong to; a single letter is not taken for a Roman numeral."""
    if found[0][0].isdigit():
        # "2a en b": letters go on with those of the number.
        goes_on = found[0][-1].isalpha()
        return "number" if all(_is_numbered(name) or (goes_on and len(name) == 1) for name in found) else None
    if any(map(_is_numbered, found)):
        return None
    is_small = found[0].islower()
    if any(name.islower() != is_small for name in found):
        return None
    if (len(found) > 1 or len(found[0]) > 1) and all(name.lower() in ROMAN for name in found):
        return "roman" if is_small else "upper-roman"
    if all(len(name) == 1 for name in found):
        return "lower" if is_small else "upper"
    return None


def _is_numbered(name: str) -> bool:
    return name[0].isdigit()


def _completed(name: str, before: str) -> str:
    """``b`` after ``2a`` is ``2b``."""
    if name.isalpha() and before[0].isdigit():
        return before.rstrip("abcdefghijklmnopqrstuvwxyz") + name
    return name


def _place(name: str, kind: Kind) -> tuple[int, int]:
    if kind in {"roman", "upper-roman"}:
        return ROMAN.index(name) + 1, 0
    number = name.rstrip("abcdefghijklmnopqrstuvwxyz")
    letter = place(name[-1]) if name[-1].isalpha() else 0
    return (int(number), letter) if number else (letter, 0)


def _is_next(before: str, name: str, kind: Kind) -> bool:
    (number, letter), following = _place(before, kind), _place(name, kind)
    return following == ((number, letter + 1) if kind == "number" else (number + 1, letter))


def _range(first: str, last: str, kind: Kind) -> list[str]:
    """The names after the first up to the last, in order; empty where they make no range."""
    if kind in {"roman", "upper-roman"}:
        return list(ROMAN[ROMAN.index(first) + 1 : ROMAN.index(last) + 1])
    if first.isdigit() and last.isdigit():
        low, high = int(first), int(last)
        return [str(n) for n in range(low + 1, high + 1)] if 0 < high - low <= _LONGEST_RANGE else []
    if first[:-1] == last[:-1] and first[-1].isalpha() and last[-1].isalpha():
        return [first[:-1] + chr(n) for n in range(ord(first[-1]) + 1, ord(last[-1]) + 1)]
    return []
