"""The labels that the Senate prints around a question, and its headings put together."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from benchmarks.prose import Pair, printed_date
from benchmarks.questions import Invented

SIDES = {"fr": 0, "nl": 1}
HOUSE = ("SÉNAT DE BELGIQUE", "BELGISCHE SENAAT")
CHAMBER = ("SÉNAT", "SENAAT")
PRINT_LINKS = (
    ("Version à imprimer bilingue", "Version à imprimer unilingue"),
    ("Tweetalige printerversie", "Eentalige printerversie"),
)
LABELS: Mapping[str, Pair] = {
    "sent": ("Envoi question", "Verzending vraag"),
    "due": ("Fin du délai de réponse", "Einde van de antwoordtermijn"),
    "reminded": ("Rappel", "Rappel"),
    "answered": ("Réponse", "Antwoord"),
    "closed": ("Dossier clôturé", "Dossier gesloten"),
    "lapsed": ("Fin de la législature", "Einde zittingsperiode"),
    "requalified": ("", "Herkwalificatie"),
    "also-asked-as": ("Aussi posée à : question écrite", "Ook gesteld aan : schriftelijke vraag"),
    "resubmitted-as": ("Réintroduite comme : question écrite", "Heringediend als : schriftelijke vraag"),
    "resubmission-of": ("Réintroduction de : question écrite", "Herindiening van : schriftelijke vraag"),
    "requalification-of": (
        "Requalification de : demande d'explications",
        "Herkwalificatie van : vraag om uitleg",
    ),
    "requalified-as": ("", "Geherkwalificeerd als : vraag om uitleg"),
}
"""What is empty was never seen in that language."""

_POSED = {
    "fr": ("(Question posée en français)", "(Vraag gesteld in het Frans)"),
    "nl": ("(Question posée en néerlandais)", "(Vraag gesteld in het Nederlands)"),
}


def words(day: date) -> Pair:
    """A date in words."""
    return printed_date(day.year, day.month, day.day)


def figures(day: date) -> str:
    """A date as the chronology prints it."""
    return f"{day.day}/{day.month}/{day.year}"


def session(day: date) -> str:
    """The years of the session that a day is in."""
    first = day.year if day.month >= 10 else day.year - 1
    return f"{first}-{first + 1}"


def heading(question: Invented) -> Pair:
    """The page's heading."""
    return f"Question écrite n° {question.id}", f"Schriftelijke vraag nr. {question.id}"


def question_heading(question: Invented) -> Pair:
    """The heading before the question's text."""
    day, posed = words(question.submitted), _POSED[question.posed]
    return (
        f"Question n° {question.id} du {day[0]} : {posed[0]}",
        f"Vraag nr. {question.id} d.d. {day[1]} : {posed[1]}",
    )


def print_question_heading(question: Invented) -> Pair:
    """The same in a monolingual print."""
    page, day, posed = heading(question), words(question.submitted), _POSED[question.posed]
    return (
        f"{CHAMBER[0]} {page[0]} du {day[0]} : {posed[0]}",
        f"{CHAMBER[1]} {page[1]} d.d. {day[1]} : {posed[1]}",
    )


def answer_heading(received: date) -> Pair:
    """The heading before the answer's text."""
    day = words(received)
    return f"Réponse reçue le {day[0]} :", f"Antwoord ontvangen op {day[1]} :"


def asker(question: Invented) -> Pair:
    """The line of the asker."""
    name = f"{question.first_name} {question.surname}"
    return f"de {name} ({question.party[0]})", f"van {name} ({question.party[1]})"


def title(question: Invented) -> Pair:
    """The segments of the title on one line."""
    return " - ".join(french for french, _ in question.title), " - ".join(
        dutch for _, dutch in question.title
    )


def due(question: Invented, side: int) -> str:
    """The deadline in its brackets."""
    return f"({LABELS['due'][side]}: {figures(question.due)})"


def relations(question: Invented, side: int) -> list[str]:
    """A line for each relation."""
    return [f"{LABELS[kind][side]} {number}" for kind, number in question.relations]


def address(view: str, question: Invented, language: str) -> str:
    """Where the Senate has the page."""
    return f"https://www.senate.be/www/?MIval=Vragen/{view}&LEG={question.legislature}&NR={question.number}&LANG={language}"


def bulletin_address(question: Invented, language: str) -> str:
    """Where the Senate has the bulletin's page."""
    identifier = question.legislature * 16777216 + question.number
    return f"https://www.senate.be/www/?MIval=publications/viewPubDoc&TID={identifier}&LANG={language}"
