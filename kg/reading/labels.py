"""The numbers before points: ``1)``, ``1.``, ``a)``, ``1) a)``, ``1 à 3.``, ``Antwoord op vraag 1``.

Not numbers of points: decimals and thousands (``3,5``, ``1.204``), dates, ``1°``, years, article numbers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from kg.model import Label, Language
from kg.reading.lexicon import pattern

Kind = Literal["number", "lower", "upper", "roman", "compound"]

_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_LONGEST_RANGE = 40
_DEEPEST = 3


@dataclass(frozen=True, slots=True)
class Mark:
    """A number found before a text.

    Attributes:
        label: what is printed, and what it stands for.
        kind: the series that it belongs to.
        stop: the sign after it (``)``, ``.``), or ``heading`` for a line such as "Réponse à la question 1".
        first, last: its place in the series, from 1; they differ where it groups several.
        under: the number that a compound (``1a``, ``1.1``) starts with, else none.
        end: where the text after it begins.
    """

    label: Label
    kind: Kind
    stop: str
    first: int
    last: int
    under: int | None = None
    end: int = 0

    def as_roman(self) -> Mark | None:
        """The same label taken as a Roman numeral (``i``, ``v``), or none."""
        name = self.label.names[0]
        if self.kind != "lower" or len(self.label.names) > 1 or name not in _ROMAN:
            return None
        value = _ROMAN.index(name) + 1
        return replace(self, kind="roman", first=value, last=value)


def single(printed: str) -> Label:
    """The label of one point."""
    return Label(printed, printed.lower(), (printed.lower(),))


_SIMPLE = re.compile(
    r"""(?:
        (?P<number>[1-9]\d?) \s? (?: (?P<nstop>\)) | (?P<ndot>\.) (?!\d) (?:-(?=\s))? )
      | (?P<roman>i{2,3}|iv|vi{1,3}|ix|xi{1,2}) \s? (?P<rstop>\))
      | (?P<letter>[a-zA-Z]) (?: \s?(?P<lstop>\)) | (?P<ldot>\.) (?=\s) )
    )\s*""",
    re.VERBOSE | re.ASCII,
)
_COMPOUND = re.compile(
    r"""(?P<number>[1-9]\d?) (?:
        (?: (?P<letter>[a-z]) (?: \s?\) | \. ) | \s(?P<apart>[a-z])\) ) (?=\s|[^\W\d_]|$)
      | \. (?P<dotted>[a-z]) (?: \s?\) | \. | (?=\s) ) (?=\s|[^\W\d_]|$)
      | \. (?P<sub>[1-9]\d?) (?: [).](?!\d)(?=\s|[^\W\d_]) | (?=\s) )
    )\s*""",
    re.VERBOSE | re.ASCII,
)
_ONE = r"(?:[1-9]\d?[a-z]?|[a-z])(?!\w)"


@cache
def _link(language: Language) -> str:
    words = rf"(?:{pattern('range', language)}|{pattern('conjunction', language)}|&)"
    return rf"(?:\s*,\s?|\s*[-–]\s*|\s+{words}\s+)"


@cache
def _group(language: Language) -> re.Pattern[str]:
    return re.compile(
        rf"(?P<group>{_ONE}(?:\s?[).])?(?:{_link(language)}{_ONE}(?:\s?[).](?!\d))?){{1,12}})"
        r"(?P<end>\s*:\s*|\s+[-–]\s+|\s*$)?\s*",
        re.IGNORECASE,
    )


@cache
def _links(language: Language) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    one = re.compile(rf"({_ONE})(?:\s?[).])?", re.IGNORECASE)
    link = re.compile(f"({_link(language)})", re.IGNORECASE)
    to = re.compile(rf"[-–]|{pattern('range', language)}", re.IGNORECASE)
    return one, link, to


@cache
def _answer_heading(language: Language) -> re.Pattern[str]:
    return re.compile(
        rf"{pattern('answer_to_question', language)}\s+(?:n°|nr\.?)?\s*(?P<numbers>[1-9][^:;?!]{{0,40}}?)\s*(?:$|:\s*|\)\s*|\.\s+|\.$|\s[-–]\s)",
        re.IGNORECASE,
    )


def leading(text: str, language: Language) -> tuple[Mark, ...]:
    """The marks that a text begins with, from the outermost in: ``1) a) Combien`` gives ``1`` and ``a``."""
    if heading := _answer_heading(language).match(text):
        mark = _numbers(heading["numbers"], language, "heading")
        if mark:
            return (replace(mark, end=heading.end()),)
    marks: list[Mark] = []
    at = 0
    while len(marks) < _DEEPEST:
        found = _one(text, at, language)
        if found is None or (marks and found.kind == marks[-1].kind):
            break
        marks.append(found)
        at = found.end
    return tuple(marks)


def _one(text: str, at: int, language: Language) -> Mark | None:
    if at >= len(text) or not (text[at].isascii() and text[at].isalnum()):
        return None
    group = _group(language).match(text, at)
    if group and (group["end"] is not None or group["group"][-1] in ")."):
        mark = _numbers(group["group"], language, ")" if ")" in group["group"] else ".")
        if mark and len(mark.label.names) > 1:
            return replace(mark, end=group.end())
    if compound := _COMPOUND.match(text, at):
        return replace(_compound(compound), end=compound.end())
    if simple := _SIMPLE.match(text, at):
        return replace(_simple(simple), end=simple.end())
    return None


def _simple(match: re.Match[str]) -> Mark:
    if match["number"]:
        value = int(match["number"])
        return Mark(single(match["number"]), "number", match["nstop"] or ".", value, value)
    if match["roman"]:
        value = _ROMAN.index(match["roman"]) + 1
        return Mark(single(match["roman"]), "roman", ")", value, value)
    letter = match["letter"]
    value = ord(letter.lower()) - ord("a") + 1
    return Mark(single(letter), "upper" if letter.isupper() else "lower", match["lstop"] or ".", value, value)


def _compound(match: re.Match[str]) -> Mark:
    under = int(match["number"])
    if match["sub"]:
        value = int(match["sub"])
        return Mark(single(match["sub"]), "number", "compound", value, value, under)
    letter = match["letter"] or match["apart"] or match["dotted"]
    value = ord(letter) - ord("a") + 1
    return Mark(single(letter), "lower", "compound", value, value, under)


def _numbers(printed: str, language: Language, stop: str) -> Mark | None:
    """The mark of a list of numbers: ``1) et 2)``, ``1 à 3``, ``1, 2 et 4``; or of a single one."""
    one, link, to = _links(language)
    pieces = link.split(printed.strip())
    first = one.fullmatch(pieces[0])
    if first is None:
        return None
    shown, key, names = first[1], first[1].lower(), [first[1].lower()]
    for between, piece in zip(pieces[1::2], pieces[2::2], strict=True):
        match = one.fullmatch(piece)
        if match is None:
            return None
        name = match[1].lower()
        is_range = to.search(between) is not None
        following = _range(names[-1], name) if is_range else [name]
        if not following or following[0] in names:
            return None
        names += following
        key += ("-to-" if is_range else "-and-") + name
        shown += between + match[1]
    values = [_value(name) for name in names]
    if values != sorted(values) or len({name.isdigit() for name in names}) > 1:
        return None
    kind: Kind = "number" if names[0][0].isdigit() else "lower"
    return Mark(Label(shown, key, tuple(names)), kind, stop, values[0][0], values[-1][0])


def _value(name: str) -> tuple[int, int]:
    digits = name.rstrip("abcdefghijklmnopqrstuvwxyz")
    letters = name[len(digits) :]
    if digits:
        return int(digits), ord(letters) if letters else 0
    return ord(letters) - ord("a") + 1, 0


def _range(first: str, last: str) -> list[str]:
    """The names after the first up to the last, in order; empty where they make no range."""
    if first.isdigit() and last.isdigit():
        low, high = int(first), int(last)
        return [str(n) for n in range(low + 1, high + 1)] if 0 < high - low <= _LONGEST_RANGE else []
    if len(first) == len(last) == 1 and first.isalpha() and last.isalpha():
        return [chr(n) for n in range(ord(first) + 1, ord(last) + 1)]
    return []


_DASH = re.compile(r"(?:[-–—*]\s+|[•·●▪◦‣○∙]\s*|[-–—](?=[^\W\d_]))(?=\S)")


def dash(text: str) -> int | None:
    """Where the text of a dashed or bulleted item begins, or none where the text is no such item."""
    match = _DASH.match(text)
    return match.end() if match else None


@cache
def _referring(language: Language) -> re.Pattern[str]:
    see = pattern("see", language)
    what = pattern("see_what", language)
    point = pattern("point", language)
    above = pattern("above", language)
    return re.compile(
        rf"(?:{see}\s+)(?:{what}\s+)?(?:{point}\s+)?(?:n°|nr\.?)?\s*"
        rf"(?P<numbers>[1-9]\d?[a-z]?(?!\d)[^:;?!]{{0,30}}?)(?:\s+{above})?\s*\.?",
        re.IGNORECASE,
    )


def reference(text: str, language: Language) -> tuple[str, ...]:
    """The names of the points that a text refers to, where it does nothing else ("voir point 1"); else none."""
    if len(text) > 120:
        return ()
    match = _referring(language).fullmatch(text)
    if match is None:
        return ()
    mark = _numbers(match["numbers"].strip(), language, ".")
    return mark.label.names if mark else ()
