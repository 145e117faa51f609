"""The numbers before points: ``1)``, ``1.``, ``a)``, ``1) a)``, ``1 à 3.``, ``a/b)``, ``Antwoord op vraag 1``.

Not numbers of points: decimals and thousands (``3,5``, ``1.204``), dates, ``1°``, years, article numbers.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from kg.model import Language
from kg.reading.groups import MOST_LINKS, NAME, STOP, link_starts, listed, names, signed_names, unsigned
from kg.reading.lexicon import first_letters, pattern
from kg.reading.marks import LONG_ROMAN, ROMAN, Kind, Mark, place, single

_DEEPEST = 4

# What no number of a point begins with goes no further: most paragraphs do not.
_START = re.compile(r"[1-9][0-9]?(?!\d)|[a-zA-Z](?!\w)|[ivx]{2,4}(?!\w)|[IVX]{2,4}(?!\w)")
_SIMPLE = re.compile(
    rf"""(?:
        (?P<number>[1-9][0-9]?) \s? (?: (?P<nstop>\.?\)) | \. (?!\d) (?:-(?=\s))? )
      | (?P<roman>{LONG_ROMAN}|{LONG_ROMAN.upper()}) (?: \s?(?P<rstop>\.?\)) | \. (?=\s|$) )
      | (?P<letter>[a-zA-Z]) (?: \s?(?P<lstop>\.?\)) | \. (?=\s|$) )
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
# Only with a bracket after it: without one it may be a fraction or a date.
_SLASHED = re.compile(rf"(?P<names>{NAME}(?:\)?/{NAME}){{1,{MOST_LINKS}}})\)\s*", re.IGNORECASE)
# Or three numbers and more that follow each other: such a date is rarer than such a group.
_SLASHED_ROW = re.compile(
    rf"(?P<names>[1-9][0-9]?(?:/[1-9][0-9]?){{2,{MOST_LINKS}}})(?:\.|\s?:)(?=\s|$)\s*", re.ASCII
)


@cache
def _group(language: Language) -> re.Pattern[str]:
    return re.compile(
        rf"(?P<names>{names(language)})(?P<stop>{STOP})?(?P<end>\s*:\s*|\s+[-–]\s+|\s*$)?\s*", re.IGNORECASE
    )


@cache
def _heading_starts(language: Language) -> frozenset[str]:
    return first_letters("answer_to_question", "point_heading", language=language)


@cache
def _heading(language: Language) -> re.Pattern[str]:
    return re.compile(
        rf"(?:(?P<answer>{pattern('answer_to_question', language)})|{pattern('point_heading', language)})\s+"
        rf"(?P<names>{signed_names(language)})(?:{STOP}?(?P<end>\s*:\s*|\s*$|\s+[-–]\s+)|{STOP}\s*)",
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
            if found is None:
                break
            if marks:
                pair = _nested(marks[-1], found, text)
                if pair is None:
                    break
                marks[-1], found = pair
            marks.append(found)
            at = found.end
        return tuple(marks)
    if text[:2].lower() not in _heading_starts(language):
        return ()
    heading = None if " | " in text else _heading(language).match(text)
    # "Points 1 à 3. Non.", but not "Point 3. de l'ordre du jour".
    if heading and (
        heading["answer"] or heading["end"] is not None or text[heading.end() : heading.end() + 1].isupper()
    ):
        mark = listed(unsigned(heading["names"], language), language, "heading", heading.end())
        return (mark,) if mark else ()
    return ()


def _nested(above: Mark, mark: Mark, text: str) -> tuple[Mark, Mark] | None:
    """Two numbers beside each other as those of a point and of one below it; none where they are not.

    They are of two kinds, or ``2. 2.1.``; of two letters one is a Roman numeral: ``b) i)``, ``I. A.``.
    """
    if mark.kind == above.kind == "number":
        return (above, mark) if above.whole is None and mark.under == above.first else None
    # A letter with a full stop that ends the line is the text of the point: "1. A.".
    if mark.end == len(text) and mark.kind != "number" and mark.stop == ".":
        return None
    if mark.kind != above.kind:
        series = above.as_roman()
        return None if series and series.kind == mark.kind else (above, mark)
    if mark.first == above.last + 1:
        return None
    if (numeral := mark.as_roman()) and numeral.first == 1:
        return above, numeral
    if numeral := above.as_roman():
        return numeral, mark
    return None


def _one(text: str, at: int, language: Language) -> Mark | None:
    simple = _SIMPLE.match(text, at)
    if simple:
        after = text[simple.end() : simple.end() + 2]
        if len(after) == 2 and after.isalpha() and after.lower() not in link_starts(language):
            # A word follows that links no labels: nothing else can be meant.
            return _simple(simple[0], at)
    elif not _START.match(text, at):
        return None
    group = _group(language).match(text, at)
    # A single label has no link in it.
    if group and not group["names"].isalnum() and (group["stop"] or group["end"] is not None):
        stop = ")" if ")" in (group["stop"] or group["names"]) else "."
        mark = listed(group["names"], language, stop, group.end())
        if mark and len(mark.label.names) > 1:
            return mark
    if slashed := _SLASHED.match(text, at):
        return listed(slashed["names"], language, ")", slashed.end())
    if (row := _SLASHED_ROW.match(text, at)) and (mark := listed(row["names"], language, ".", row.end())):
        return mark if mark.last - mark.first == len(mark.label.names) - 1 else None
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
        return Mark(single(printed), "number", ")" if match["nstop"] else ".", value, value, end)
    if printed := match["roman"]:
        value = ROMAN.index(printed.lower()) + 1
        kind: Kind = "roman" if printed.islower() else "upper-roman"
        return Mark(single(printed), kind, ")" if match["rstop"] else ".", value, value, end)
    printed = match["letter"]
    value = place(printed.lower())
    kind = "lower" if printed.islower() else "upper"
    return Mark(single(printed), kind, ")" if match["lstop"] else ".", value, value, end)


def _compound(match: re.Match[str]) -> Mark:
    number, sub = match["number"], match["sub"]
    if sub:
        whole = single(f"{number}.{sub}")
        return Mark(single(sub), "number", "compound", int(sub), int(sub), match.end(), whole, int(number))
    letter = match["letter"] or match["apart"] or match["dotted"]
    value = place(letter)
    whole = single(number + letter)
    return Mark(single(letter), "lower", "compound", value, value, match.end(), whole, int(number))


_DASH = re.compile(r"(?:[-–—*]\s+|[•·●▪◦‣○∙]\s*|[-–—](?=[^\W\d_]))(?=\S)")


def dash(text: str) -> int | None:
    """Where the text of a dashed or bulleted item begins, or none where the text is no such item."""
    match = _DASH.match(text)
    return match.end() if match else None
