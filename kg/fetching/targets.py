"""Which pages are wanted: numbers and ranges of questions, views and languages, and their addresses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.model import DocumentNumber, Language, View

SITE = "https://www.senate.be"
"""Where the Senate's pages are."""

VIEWS = {
    View.BILINGUAL_PRINT: "SVPrintNLFR",
    View.PRINT: "SVPrint",
    View.WEB: "SchriftelijkeVraag",
}
"""The views that a question's number leads to, and how addresses name them."""

LONGEST_RANGE = 20_000
"""So many numbers a range may have; no legislature has as many questions."""

_RANGE = re.compile(r"([1-9][0-9]?)-([1-9][0-9]{0,6})\.\.(?:([1-9][0-9]?)-)?([1-9][0-9]{0,6})", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class Target:
    """A page that is wanted."""

    number: DocumentNumber
    view: View = View.BILINGUAL_PRINT
    language: Language = Language.FR

    @property
    def file_name(self) -> str:
        """How its file is called: ``7-1668-bilingual-print-fr.html``."""
        return f"{self.number}-{self.view}-{self.language}.html"

    @property
    def address(self) -> str:
        """Its address at the Senate."""
        return self.address_at(SITE)

    def address_at(self, site: str) -> str:
        """Its address at a server that has the same pages under the same paths."""
        return (
            f"{site.rstrip('/')}/www/?MIval=Vragen/{VIEWS[self.view]}"
            f"&LEG={self.number.legislature}&NR={self.number.number}&LANG={self.language}"
        )


def numbers(text: str) -> Sequence[DocumentNumber]:
    """The numbers that a person writes: one, ``7-1668``, or a range with both its ends, ``7-1600..1668``.

    Raises:
        ValueError: it is neither, or the range has no number or too many.
    """
    if ".." not in text:
        try:
            return [DocumentNumber.parse(text)]
        except ValueError as problem:
            raise ValueError(f"{problem}, or a range, such as 7-1600..1668") from None
    match = _RANGE.fullmatch(text)
    if match is None:
        raise ValueError(f"not a range of questions, such as 7-1600..1668: {text!r}")
    legislature, first, last = int(match[1]), int(match[2]), int(match[4])
    if match[3] and int(match[3]) != legislature:
        raise ValueError(f"a range stays within one legislature: {text!r}")
    if last < first:
        raise ValueError(f"the range ends before it begins: {text!r}")
    if last - first >= LONGEST_RANGE:
        raise ValueError(f"the range is too long, {LONGEST_RANGE:,} questions at most: {text!r}")
    return [DocumentNumber(legislature, number) for number in range(first, last + 1)]


def targets(
    wanted: Iterable[DocumentNumber], views: Sequence[View], languages: Sequence[Language]
) -> Iterator[Target]:
    """The pages of some questions, each once, all pages of a question together."""
    for number in dict.fromkeys(wanted):
        for view in dict.fromkeys(views):
            for language in dict.fromkeys(languages):
                yield Target(number, view, language)
