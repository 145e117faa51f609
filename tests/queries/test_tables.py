"""Results for people: lines in a file, tables and blocks on a terminal, Markdown."""

from __future__ import annotations

import io

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode
from rich.cells import cell_len
from rich.text import Text

from kg.queries.tables import write_markdown, write_table
from kg.store import Solutions

QUESTION = "https://w3id.org/written-questions/be/senate/question/7-1"
ROWS = Solutions(
    ("number", "late", "title", "question"),
    (
        (Literal("7-1"), Literal(112), Literal("Défense -\n\n Drones", language="fr"), NamedNode(QUESTION)),
        (Literal("7-22"), Literal(5), None, None),
    ),
)


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def on_a_terminal(result: Solutions, monkeypatch: pytest.MonkeyPatch, width: int) -> str:
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.setenv("TERM", "xterm")
    out = Terminal()
    write_table(result, out)
    return out.getvalue()


def plain(text: str) -> list[str]:
    return [line.rstrip() for line in Text.from_ansi(text).plain.splitlines()]


def test_in_a_file_each_row_is_one_line_whatever_its_length() -> None:
    out = io.StringIO()
    write_table(ROWS, out)
    assert out.getvalue() == (
        "number  late  title             question\n"
        f"------  ----  ----------------  {'-' * len(QUESTION)}\n"
        f"7-1      112  Défense - Drones  {QUESTION}\n"
        "7-22       5\n"
    )


def test_wide_characters_keep_columns_in_line() -> None:
    out = io.StringIO()
    write_table(Solutions(("a", "b"), ((Literal("日本"), Literal("x")), (Literal("e"), Literal("y")))), out)
    lines = out.getvalue().splitlines()
    assert {cell_len(line) for line in lines} == {7}


def test_no_rows() -> None:
    out = io.StringIO()
    write_table(Solutions(("a",), ()), out)
    assert out.getvalue() == "No rows.\n"


def test_what_could_steer_a_terminal_is_shown_and_not_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    evil = Solutions(("a", "b"), ((Literal("x\x1b]0;evil\x07\x9b31m\u202e[red]y[/red]"), BlankNode("c")),))
    out = io.StringIO()
    write_table(evil, out)
    for text in (out.getvalue(), "\n".join(plain(on_a_terminal(evil, monkeypatch, 80)))):
        assert "x\ufffd]0;evil\ufffd\ufffd31m\ufffd[red]y[/red]" in text
    assert "\x07" not in on_a_terminal(evil, monkeypatch, 80)


def test_on_a_wide_terminal_a_table_with_short_linked_iris(monkeypatch: pytest.MonkeyPatch) -> None:
    text = on_a_terminal(ROWS, monkeypatch, 80)
    assert f";{QUESTION}\x1b\\question/7-1\x1b]8;;" in text
    assert plain(text) == [
        "",
        " number   late   title       question",
        " ────────────────────────────────────────",
        " 7-1       112   Défense -   question/7-1",
        "                 Drones",
        " 7-22        5",
        "",
    ]


def test_on_a_narrow_terminal_a_block_for_each_row(monkeypatch: pytest.MonkeyPatch) -> None:
    assert plain(on_a_terminal(ROWS, monkeypatch, 30)) == [
        "number    7-1",
        "late      112",
        "title     Défense -",
        "          Drones",
        "question  question/7-1",
        "",
        "number    7-22",
        "late      5",
    ]


def test_iris_of_vocabularies_are_shortened_by_prefix(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = Solutions(
        ("a", "b"),
        (
            (
                NamedNode("https://w3id.org/written-questions/ontology#open"),
                NamedNode("http://eurovoc.europa.eu/1"),
            ),
        ),
    )
    assert plain(on_a_terminal(rows, monkeypatch, 80))[-2:][0].split() == [
        "wq:open",
        "http://eurovoc.europa.eu/1",
    ]


def test_markdown() -> None:
    out = io.StringIO()
    rows = (
        *ROWS.rows,
        (Literal("a|b"), Literal(1), Literal("*x* <b> _y_ `z` [l](m) \\"), NamedNode("http://a/_b")),
    )
    write_markdown(Solutions(ROWS.variables, rows), out)
    assert out.getvalue() == (
        "| number | late | title | question |\n"
        "| --- | ---: | --- | --- |\n"
        f"| 7-1 | 112 | Défense - Drones | <{QUESTION}> |\n"
        "| 7-22 | 5 |  |  |\n"
        "| a\\|b | 1 | \\*x\\* \\<b\\> \\_y\\_ \\`z\\` \\[l\\](m) \\\\ | <http://a/_b> |\n"
    )


def test_markdown_without_rows_is_a_table_still() -> None:
    out = io.StringIO()
    write_markdown(Solutions(("a", "b"), ()), out)
    assert out.getvalue() == "| a | b |\n| --- | --- |\n"
