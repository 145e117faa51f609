"""An invented thesaurus, and short ways to say what the tests need."""

from __future__ import annotations

from kg.authority.thesaurus import Concept, Labels, Thesaurus
from kg.model import Bilingual, Fact, Span, Text

BASE = "https://example.org/concept/"
SCHEME = "https://example.org/scheme"


def concept(
    id: str,
    fr: str | None = None,
    nl: str | None = None,
    *,
    also_fr: tuple[str, ...] = (),
    also_nl: tuple[str, ...] = (),
    broader: tuple[str, ...] = (),
) -> Concept:
    return Concept(
        BASE + id,
        (Labels(fr, tuple(sorted(also_fr))), Labels(nl, tuple(sorted(also_nl))), Labels()),
        broader=tuple(BASE + one for one in broader),
        schemes=(SCHEME,),
    )


TREES = Thesaurus(
    (
        concept("tree", "arbre", "boom", also_fr=("végétal ligneux", "bois sur pied")),
        concept("upkeep", "entretien", "onderhoud", also_nl=("snoei",)),
        concept("wood", "bois", "hout", also_fr=("arbre", "matière ligneuse")),
        concept("timber", "bois d'œuvre", "timmerhout", also_fr=("matière ligneuse",), also_nl=("snoei",)),
        concept("service-fr", "service", "dienst"),
        concept("service-nl", "service public rendu", "service"),
        concept("rwanda", "Rwanda", "Rwanda"),
        concept("safety", "sécurité d’État", "staatsveiligheid"),
        concept("french", "francophonie"),
    )
)
"""Labels as EuroVoc has them: alternatives that are another's preferred label, or two concepts' at once; words of both languages."""


def text(value: str | None, line: int = 1) -> Text | None:
    return None if value is None else Fact(value, Span("page.txt", line, line))


def pair(fr: str | None, nl: str | None) -> Bilingual:
    return Bilingual(text(fr, 1), text(nl, 2))
