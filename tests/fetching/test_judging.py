"""What a page is found to be."""

from __future__ import annotations

import pytest

from kg.fetching import judging
from kg.fetching.judging import State, judge
from kg.fetching.targets import Target
from kg.model import DocumentNumber
from tests.cli.support import page
from tests.fetching.pages import MISSING, RUBBISH, answered, closed, html, waiting, without_its_answer

TARGET = Target(DocumentNumber(7, 9001))


@pytest.mark.parametrize(
    ("data", "state", "why", "reason"),
    [
        (answered(), State.ANSWERED, "", "question and answer"),
        (waiting(), State.OPEN, "", "sent, and nothing since"),
        (closed(), State.CLOSED, "", "closed without an answer"),
        (without_its_answer(), State.INCOMPLETE, "", "an answer that is not there"),
        (answered()[:-900], State.INCOMPLETE, "", "cut within the answer"),
        (
            html(page().replace("19/7/2022Antwoord", "")),
            State.ANSWERED,
            "",
            "the heading of the answer shows it too",
        ),
        (answered("7-9002"), State.REJECTED, "the page is that of 7-9002", "another question"),
        (RUBBISH, State.REJECTED, "not a Senate written question", "another page"),
        (b"", State.REJECTED, "empty", "nothing"),
        (bytes(range(32)) * 9, State.REJECTED, "not text", "binary"),
        (MISSING, State.MISSING, "", "says that there is none"),
        ("<p>Question non trouvée</p>".encode("cp1252"), State.MISSING, "", "in French, in windows-1252"),
        (b"Document niet gevonden", State.MISSING, "", "in Dutch, as text"),
        (
            html(
                "SÉNAT DE BELGIQUE BELGISCHE SENAAT\n________________\nQuestion écrite n°  Schriftelijke vraag nr. "
            ),
            State.MISSING,
            "",
            "a form that was not filled in",
        ),
        (
            RUBBISH + b"<script>var m = 'not found';</script>",
            State.REJECTED,
            "not a Senate",
            "not what is shown",
        ),
        (b"not found " + b"word " * 2_000, State.REJECTED, "not a Senate", "a long text says more than that"),
    ],
)
def test_judging(data: bytes, state: State, why: str, reason: str) -> None:
    found = judge(data, TARGET)
    assert found.state is state, reason
    assert why in found.why
    assert (found.why == "") == (why == "")


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8"])
@pytest.mark.parametrize("declared", ["utf-8", "windows-1252", "iso-8859-1", "us-ascii"])
def test_the_charset_that_is_declared_does_not_matter(encoding: str, declared: str) -> None:
    head = f'<head><meta http-equiv="Content-Type" content="text/html; charset={declared}">'
    data = html(page(), encoding=encoding).replace(b"<head>", head.encode())
    assert judge(data, TARGET).state is State.ANSWERED


def test_an_error_of_the_program_is_a_rejection(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr(judging, "merge", fail)
    found = judge(answered(), TARGET)
    assert (found.state, "RuntimeError: broken" in found.why) == (State.REJECTED, True)
