"""The layouts that the Senate's pages come in: one module each, registered in :data:`LAYOUTS`.

A layout finds where the parts of a page are, and nothing else; the interpreters read them. A page goes to the layout
that sees most evidence for itself.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kg.reading.layouts import bilingual_print, bulletin, headless, mono_print, web
from kg.reading.page import Page, Rejected
from kg.reading.parts import Parts


@dataclass(frozen=True, slots=True)
class Layout:
    """A layout: its name in reports, how sure it is of a page (0 to 1), how it takes one apart, and how sure it is at most."""

    name: str
    evidence: Callable[[Page], float]
    parts: Callable[[Page], Parts]
    surest: float = 1.0


LAYOUTS: tuple[Layout, ...] = (
    Layout("bilingual-print", bilingual_print.evidence, bilingual_print.parts),
    Layout("bulletin", bulletin.evidence, bulletin.parts, 0.97),
    Layout("print", mono_print.evidence, mono_print.parts, 0.95),
    Layout("web", web.evidence, web.parts, 0.9),
    Layout("web-headless", headless.evidence, headless.parts, 0.6),
)

_ENOUGH = 0.5


def layout_of(page: Page) -> Layout:
    """The layout of a page.

    Raises:
        Rejected: no layout knows the page.
    """
    sure, best = 0.0, LAYOUTS[0]
    for layout in LAYOUTS:
        if sure >= layout.surest:
            continue
        evidence = layout.evidence(page)
        if evidence > sure:
            sure, best = evidence, layout
    if sure < _ENOUGH:
        first = next((line for line in page.lines if line.text), None)
        shown = f"it begins with {first.text[:60]!r}" if first else "it holds no text"
        raise Rejected(
            "not-a-question",
            f"not a Senate written question: none of the page's headings and labels was found ({shown})",
            first.number if first else None,
        )
    return best
