"""An invented page of the bilingual print view, put together from its parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kg.model import Body, Item, Language, Reading
from kg.reading import read
from kg.reading.inline import Paragraph
from kg.reading.page import Line, Notes, normalise
from kg.reading.points import read_body

SAMPLE = Path(__file__).parents[3] / "shared" / "samples" / "7-1668.txt"
"""The real page; tests that need it are skipped where it is missing."""

RULE = "________________"
TWO_RULES = "________ ________"
DIVIDER = "\xa0"

INTRO_FR = (
    "Les fontaines publiques de notre pays sont souvent à sec pendant les mois les plus chauds de l'année.",
    "Je voudrais donc vous poser les questions suivantes.",
)
INTRO_NL = (
    "De openbare fonteinen van ons land staan vaak droog tijdens de warmste maanden van het jaar.",
    "Graag had ik dan ook de volgende vragen gesteld.",
)
ASKED_FR = (
    "1) Combien de fontaines ont été fermées pendant l'été dernier ?",
    "2) Qui paie la réparation des fontaines qui ne fonctionnent plus ?",
)
ASKED_NL = (
    "1) Hoeveel fonteinen werden tijdens de voorbije zomer gesloten?",
    "2) Wie betaalt de herstelling van de fonteinen die niet meer werken?",
)
ANSWERED_FR = (
    "1) Pendant l'été dernier, douze fontaines ont été fermées par mes services.",
    "2) Les communes paient elles-mêmes la réparation de leurs fontaines.",
)
ANSWERED_NL = (
    "1) Tijdens de voorbije zomer werden twaalf fonteinen gesloten door mijn diensten.",
    "2) De gemeenten betalen zelf de herstelling van hun fonteinen.",
)
SENT = "3/10/2016Verzending vraag"
DUE = "(Einde van de antwoordtermijn: 3/11/2016)"
ANSWERED = "2/11/2016Antwoord"


@dataclass
class Sheet:
    """The lines of each part; an empty list leaves the part out, with its rule where it has one of its own."""

    house: list[str] = field(default_factory=lambda: ["SÉNAT DE BELGIQUE BELGISCHE SENAAT"])
    session: list[str] = field(default_factory=lambda: ["Session 2015-2016 Zitting 2015-2016"])
    date: list[str] = field(default_factory=lambda: ["3 octobre 2016 3 oktober 2016"])
    heading: list[str] = field(
        default_factory=lambda: ["Question écrite n° 6-99001 Schriftelijke vraag nr. 6-99001"]
    )
    people: list[str] = field(
        default_factory=lambda: [
            "de Anna Van Essai (Parti A)",
            "van Anna Van Essai (Parti A)",
            "au ministre des Fontaines",
            "aan de minister van Fonteinen",
        ]
    )
    title: list[str] = field(
        default_factory=lambda: [
            "Fontaines publiques - Fermeture en été - Réparation Openbare fonteinen - Sluiting in de zomer - Herstelling "
        ]
    )
    terms: list[str] = field(default_factory=lambda: ["eau", "approvisionnement", "water", "bevoorrading"])
    chronology: list[str] = field(default_factory=lambda: [SENT, DUE, ANSWERED] * 2)
    relations: list[str] = field(default_factory=list)
    question_heading: list[str] = field(
        default_factory=lambda: [
            "Question n° 6-99001 du 3 octobre 2016 : (Question posée en français) Vraag nr. 6-99001 d.d. 3 oktober 2016 : (Vraag gesteld in het Frans)"
        ]
    )
    question_fr: Sequence[str] = (*INTRO_FR, *ASKED_FR)
    question_nl: Sequence[str] = (*INTRO_NL, *ASKED_NL)
    answer_heading: list[str] = field(
        default_factory=lambda: ["Réponse reçue le 2 novembre 2016 : Antwoord ontvangen op 2 november 2016 :"]
    )
    answer_fr: Sequence[str] = ANSWERED_FR
    answer_nl: Sequence[str] = ANSWERED_NL

    def lines(self) -> list[str]:
        """The page, line by line."""
        out: list[str] = []
        for part in (self.house, self.session, self.date):
            out += [*part, RULE] if part else []
        out += self.heading
        for person in self.people:
            out += ["", person]
        out += [RULE, *self.title, RULE, *self.terms, TWO_RULES, *self.chronology, TWO_RULES]
        out += [*self.relations, TWO_RULES] if self.relations else []
        out += [*self.question_heading, ""]
        out += _spaced(self.question_fr)
        out += [DIVIDER, "", *_spaced(self.question_nl)]
        if self.answer_heading:
            out += [DIVIDER, *self.answer_heading, "", *_spaced(self.answer_fr), *_spaced(self.answer_nl)]
        return out

    def text(self) -> str:
        """The page as a text that ends in a line break."""
        return "\n".join(self.lines()) + "\n"

    def read(self) -> Reading:
        """What the program reads from it."""
        return read(self.text().encode(), "page.txt")

    def line(self, text: str) -> int:
        """The number of the first line that holds a text."""
        return next(number for number, line in enumerate(self.lines(), 1) if text in line)


def _spaced(paragraphs: Sequence[str]) -> list[str]:
    return [line for paragraph in paragraphs for line in (paragraph, "")]


# --- pieces -------------------------------------------------------------------------------------------------------


def paragraphs(texts: Sequence[str], first: int = 1) -> list[Paragraph]:
    """Texts as paragraphs on lines that follow each other."""
    return [Paragraph(normalise(text), number) for number, text in enumerate(texts, first)]


def lines(*texts: str, first: int = 1) -> tuple[Line, ...]:
    """Texts as lines that follow each other."""
    return tuple(Line(number, normalise(text)) for number, text in enumerate(texts, first))


def body(
    *texts: str, language: Language = Language.FR, question: Body | None = None, notes: Notes | None = None
) -> Body:
    """The points of a text; of an answer where its question is given."""
    return read_body(paragraphs(texts), language, notes or Notes("page.txt"), question)


Shown = tuple[str | None, str | None, tuple["Shown", ...]]


def shown(items: Sequence[Item]) -> list[Shown]:
    """Points as nested tuples: label, text, sub-points."""
    return [
        (
            item.label.printed if item.label else None,
            item.text.value if item.text else None,
            tuple(shown(item.items)),
        )
        for item in items
    ]


def codes(reading: Reading) -> set[str]:
    """The codes of a reading's warnings."""
    return {warning.code for warning in reading.warnings}
