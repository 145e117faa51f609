"""The numbers before points: ``1)``, ``1.``, ``a)``, ``1) a)``, ``1 à 3.``, ``a/b)``, ``Antwoord op vraag 1``.

Not numbers of points: decimals and thousands (``3,5``, ``1.204``), dates, ``1°``, years, article numbers.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Literal

import msgspec
from msgspec.structs import replace

from kg.model import Label, Language
from kg.reading.lexicon import first_letters, pattern

Kind = Literal["number", "lower", "upper", "roman", "upper-roman"]

_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_LONGEST_RANGE = 40
_MOST_LINKS = 12
_DEEPEST = 3
_LONGEST_REFERENCE = 120


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
        name = self.label.names[0]
        if self.kind not in {"lower", "upper"} or self.whole or name not in {"i", "v", "x"}:
            return None
        value = _ROMAN.index(name) + 1
        return replace(self, kind="roman" if self.kind == "lower" else "upper-roman", first=value, last=value)


def single(printed: str) -> Label:
    """The label of one point."""
    return Label(printed, printed.lower(), (printed.lower(),))


# What no number of a point begins with goes no further: most paragraphs do not.
_START = re.compile(r"[1-9][0-9]?(?!\d)|[a-zA-Z](?!\w)|[ivx]{2,4}(?!\w)|[IVX]{2,4}(?!\w)")
_SIMPLE = re.compile(
    r"""(?:
        (?P<number>[1-9][0-9]?) \s? (?: (?P<nstop>\)) | \. (?!\d) (?:-(?=\s))? )
      | (?P<roman>i{2,3}|iv|vi{1,3}|ix|xi{1,2}|I{2,3}|IV|VI{1,3}|IX|XI{1,2}) (?: \s?(?P<rstop>\)) | \. (?=\s|$) )
      | (?P<letter>[a-zA-Z]) (?: \s?(?P<lstop>\)) | \. (?=\s|$) )
    )\s*""",
    re.VERBOSE | re.ASCII,
)
_COMPOUND = re.compile(
    r"""(?P<number>[1-9][0-9]?) (?:
        (?: (?P<letter>[a-z]) (?: \s?\) | \. ) | \s(?P<apart>[a-z])\) ) (?=\s|[^\W\d_]|$)
      | \. (?P<dotted>[a-z]) (?: \s?\) | \. | (?=\s) ) (?=\s|[^\W\d_]|$)
      | \. (?P<sub>[1-9][0-9]?) (?: [).](?!\d)(?=\s|[^\W\d_]) | (?=\s) )
    )\s*""",
    re.VERBOSE,
)
_NAME = r"(?:[1-9][0-9]?[a-z]?|[a-z])(?!\w)"
_STOP = r"(?:\s?[).](?!\d))"


# Only with a bracket after it: without one it may be a fraction or a date.
_SLASHED = re.compile(rf"(?P<names>{_NAME}(?:\)?/{_NAME}){{1,{_MOST_LINKS}}})\)\s*", re.IGNORECASE)


@cache
def _names(language: Language) -> str:
    """A pattern for one label or several: ``1``, ``1) et 2)``, ``1 à 3``, ``1, 2 et 4``."""
    return rf"{_NAME}(?:{_STOP}?{_link(language)}{_NAME}){{0,{_MOST_LINKS}}}"


@cache
def _link(language: Language) -> str:
    words = rf"(?:{pattern('range', language)}|{pattern('conjunction', language)}|&)"
    beside = r"(?<=[0-9]\))\s+(?=[1-9][0-9]?\))|(?<=[a-z]\))\s+(?=[a-z]\))"
    return rf"(?:\s*,\s?(?:{words}\s+)?|\s*[-–]\s*|\s+{words}\s+|{beside})"


@cache
def _group(language: Language) -> re.Pattern[str]:
    return re.compile(
        rf"(?P<names>{_names(language)})(?P<stop>{_STOP})?(?P<end>\s*:\s*|\s+[-–]\s+|\s*$)?\s*", re.IGNORECASE
    )


@cache
def _pieces(language: Language) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Patterns that part names at their links, and that know a link that means a range."""
    to = re.compile(rf"\s*[-–]\s*|\s+{pattern('range', language)}\s+", re.IGNORECASE)
    return re.compile(rf"{_STOP}?({_link(language)}|/|(?<=\))\s+)", re.IGNORECASE), to


@cache
def _heading_starts(language: Language) -> frozenset[str]:
    return first_letters("answer_to_question", "point_heading", language=language)


@cache
def _link_starts(language: Language) -> frozenset[str]:
    return first_letters("range", "conjunction", language=language)


@cache
def _heading(language: Language) -> re.Pattern[str]:
    return re.compile(
        rf"(?:(?P<answer>{pattern('answer_to_question', language)})|{pattern('point_heading', language)})\s+"
        rf"(?:{pattern('number_sign', language)}\s*)?(?P<names>{_names(language)})"
        rf"(?:{_STOP}?(?P<end>\s*:\s*|\s*$|\s+[-–]\s+)|{_STOP}\s*)",
        re.IGNORECASE,
    )


def leading(text: str, language: Language) -> tuple[Mark, ...]:
    """The marks that a text begins with, from the outermost in: ``1) a) Combien`` gives ``1`` and ``a``.

    A row of a table (cells joined by ``|``) has none.
    """
    if _START.match(text):
        if " | " in text:
            return ()
        marks: list[Mark] = []
        at = 0
        while len(marks) < _DEEPEST:
            # Most numbers stand alone before a word; only Roman numerals have two letters.
            if (
                marks
                and (after := text[at : at + 2]).isalpha()
                and len(after) == 2
                and after[0] not in "ivxIVX"
            ):
                break
            found = _one(text, at, language)
            if found is None or (marks and not _goes_below(found, marks[-1], text)):
                break
            marks.append(found)
            at = found.end
        return tuple(marks)
    if text[:2].lower() not in _heading_starts(language):
        return ()
    heading = None if " | " in text else _heading(language).match(text)
    if heading and (heading["answer"] or heading["end"] is not None):
        mark = _listed(heading["names"], language, "heading", heading.end())
        return (mark,) if mark else ()
    return ()


def _goes_below(mark: Mark, above: Mark, text: str) -> bool:
    """Whether a number beside another one is that of a sub-point: of another kind, or ``2. 2.1.``."""
    if mark.kind == above.kind:
        return above.whole is None and mark.under == above.first
    # A letter with a full stop that ends the line is the text of the point: "1. A.".
    return mark.end < len(text) or mark.kind == "number" or mark.stop != "."


def _one(text: str, at: int, language: Language) -> Mark | None:
    simple = _SIMPLE.match(text, at)
    if simple:
        after = text[simple.end() : simple.end() + 2]
        if len(after) == 2 and after.isalpha() and after.lower() not in _link_starts(language):
            # A word follows that links no labels: nothing else can be meant.
            return _simple(simple[0], at)
    elif not _START.match(text, at):
        return None
    group = _group(language).match(text, at)
    # A single label has no link in it.
    if group and not group["names"].isalnum() and (group["stop"] or group["end"] is not None):
        stop = ")" if ")" in (group["stop"] or group["names"]) else "."
        mark = _listed(group["names"], language, stop, group.end())
        if mark and len(mark.label.names) > 1:
            return mark
    if slashed := _SLASHED.match(text, at):
        return _listed(slashed["names"], language, ")", slashed.end())
    if compound := _COMPOUND.match(text, at):
        return _compound(compound)
    return _simple(simple[0], at) if simple else None


@lru_cache(maxsize=4096)
def _simple(text: str, at: int) -> Mark:
    """The mark that a text is, which begins at some place of a longer one."""
    match = _SIMPLE.match(text)
    if match is None:
        raise ValueError(text)
    end = at + len(text)
    if printed := match["number"]:
        value = int(printed)
        return Mark(single(printed), "number", match["nstop"] or ".", value, value, end)
    if printed := match["roman"]:
        value = _ROMAN.index(printed.lower()) + 1
        kind: Kind = "roman" if printed.islower() else "upper-roman"
        return Mark(single(printed), kind, match["rstop"] or ".", value, value, end)
    printed = match["letter"]
    value = _place(printed.lower())
    kind = "lower" if printed.islower() else "upper"
    return Mark(single(printed), kind, match["lstop"] or ".", value, value, end)


def _compound(match: re.Match[str]) -> Mark:
    number, sub = match["number"], match["sub"]
    if sub:
        whole = single(f"{number}.{sub}")
        return Mark(single(sub), "number", "compound", int(sub), int(sub), match.end(), whole, int(number))
    letter = match["letter"] or match["apart"] or match["dotted"]
    value = _place(letter)
    whole = single(number + letter)
    return Mark(single(letter), "lower", "compound", value, value, match.end(), whole, int(number))


def _listed(printed: str, language: Language, stop: str, end: int) -> Mark | None:
    """The mark of a list of labels: ``1) et 2)``, ``1 à 3``, ``1, 2 et 4``; or of a single one."""
    parting, to = _pieces(language)
    pieces = parting.split(printed)
    shown, key, names = pieces[0], pieces[0].lower(), [pieces[0].lower()]
    ranges = [to.fullmatch(link) is not None for link in pieces[1::2]]
    if len(ranges) > 1 and all(ranges):
        # "1-2-3" lists, for a range has two ends.
        ranges = [False] * len(ranges)
    for link, is_range, piece in zip(pieces[1::2], ranges, pieces[2::2], strict=True):
        name = piece.lower()
        following = _range(names[-1], name) if is_range else [name]
        if not following or following[0] in names:
            return None
        names += following
        key += ("-to-" if is_range else "-and-") + name
        shown += link + piece
    if len(names) == 2 and re.fullmatch(r"[0-9]+,[0-9]+", shown):
        # A decimal.
        return None
    places = [_order(name) for name in names]
    if places != sorted(places) or len({name[0].isdigit() for name in names}) > 1:
        return None
    kind: Kind = "number" if names[0][0].isdigit() else "lower" if printed[0].islower() else "upper"
    return Mark(Label(shown, key, tuple(names)), kind, stop, places[0][0], places[-1][0], end)


def _place(letter: str) -> int:
    return ord(letter) - ord("a") + 1


def _order(name: str) -> tuple[int, int]:
    number = name.rstrip("abcdefghijklmnopqrstuvwxyz")
    letter = _place(name[-1]) if name[-1].isalpha() else 0
    return (int(number), letter) if number else (letter, 0)


def _range(first: str, last: str) -> list[str]:
    """The names after the first up to the last, in order; empty where they make no range."""
    if first.isdigit() and last.isdigit():
        low, high = int(first), int(last)
        return [str(n) for n in range(low + 1, high + 1)] if 0 < high - low <= _LONGEST_RANGE else []
    if first[:-1] == last[:-1] and first[-1].isalpha() and last[-1].isalpha():
        return [first[:-1] + chr(n) for n in range(ord(first[-1]) + 1, ord(last[-1]) + 1)]
    return []


_DASH = re.compile(r"(?:[-–—*]\s+|[•·●▪◦‣○∙]\s*|[-–—](?=[^\W\d_]))(?=\S)")


def dash(text: str) -> int | None:
    """Where the text of a dashed or bulleted item begins, or none where the text is no such item."""
    match = _DASH.match(text)
    return match.end() if match else None


_SUB_POINT = re.compile(r"(?<![\w.,])([1-9]\d?)(?:\s?\)?,?\s?([a-z])\)|\.([a-z])\b)")
"""``1, a)``, ``1) a)``, ``1.a`` in a reference: the point ``1a``."""


@cache
def _referring(language: Language) -> re.Pattern[str]:
    see, what, point, above = (pattern(entry, language) for entry in ("see", "see_what", "point", "above"))
    return re.compile(
        rf"\(?{see}\s+(?:{above},?\s+)?(?:{what}\s+)?(?:{above},?\s+)?(?P<point>{point}\s+)?"
        rf"(?:{pattern('number_sign', language)}\s*)?(?P<names>{_names(language)})"
        rf"{_STOP}?(?:,?\s+{above})?\s*\)?\s*\.?",
        re.IGNORECASE,
    )


def reference(text: str, language: Language) -> tuple[str, ...]:
    """The names of the points that a text refers to, where it does nothing else ("voir point 1"); else none."""
    if len(text) > _LONGEST_REFERENCE:
        return ()
    match = _referring(language).fullmatch(
        _SUB_POINT.sub(lambda found: found[1] + (found[2] or found[3]), text)
    )
    if match is None:
        return ()
    mark = _listed(match["names"], language, ".", 0)
    if mark is None or (mark.kind == "lower" and not match["point"]):
        return ()
    return mark.label.names
