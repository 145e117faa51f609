"""Pages as the server sends them."""

from __future__ import annotations

from html import escape

from tests.cli.support import page

MISSING = b"<html><body><p>Cette question n'existe pas.</p><p>Deze vraag bestaat niet.</p></body></html>"
RUBBISH = b"<html><body><h1>Recipe</h1><p>Take three eggs and some flour.</p></body></html>"


def html(text: str, *, encoding: str = "cp1252") -> bytes:
    """A text as the HTML that the Senate serves."""
    lines = "<br>\n".join(escape(line, quote=False) for line in text.splitlines())
    return f"<html><head><title>Vraag</title></head><body>\n{lines}<br>\n</body></html>\n".encode(encoding)


def answered(number: str = "7-9001") -> bytes:
    """The page of an answered question."""
    return html(page(number))


def waiting(number: str = "7-9001") -> bytes:
    """The page of a question that has no answer yet."""
    text = page(number).partition("Réponse reçue")[0]
    return html("\n".join(line for line in text.splitlines() if not line.endswith("Antwoord")))


def closed(number: str = "7-9001") -> bytes:
    """The page of a question that was closed without an answer."""
    text = page(number).partition("Réponse reçue")[0]
    return html(text.replace("19/7/2022Antwoord", "19/7/2022Dossier gesloten"))


def without_its_answer(number: str = "7-9001") -> bytes:
    """A page whose chronology tells of an answer that is not there."""
    return html(page(number).partition("Réponse reçue")[0])
