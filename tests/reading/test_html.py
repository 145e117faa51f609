"""HTML as a browser shows it."""

from __future__ import annotations

import pytest

from kg.reading import html

RULE = "________________"
HEADING = "<p>Question n° 7-90001 du 4 mars 2021 : (Question posée en français)</p>"


def shown(body: str) -> list[str]:
    rows = html.read(f"<html><body>{body}</body></html>").rows
    return [" ".join(line.shown for line in row.lines if line.text) for row in rows if row.text]


@pytest.mark.parametrize(
    ("body", "lines", "reason"),
    [
        ("<p>a<hr>b", ["a", RULE, "b"], "hr is a rule between parts"),
        ("<table><tr><td><hr></td></tr></table>", [RULE], "also in a cell"),
        ("<p>land&shy;bouw</p>", ["landbouw"], "a soft hyphen within a line does not show"),
        ("<p>1<sup>er</sup> mars</p>", ["1er mars"], "inline elements join without a blank"),
        ("<ol><li>a<li>b</ol>", ["1. a", "2. b"], "numbers show before the items of ol"),
        ("<ol><li><ol type=a><li>a<li>b</ol><li>c</ol>", ["1. a. a", "b. b", "2. c"], "and side by side"),
        ("<ol><li><p>a</p><p>b</p></ol>", ["1. a", "b"], "but before the first paragraph only"),
        ("<ul><li>a<li>b</ul>", ["- a", "- b"], "items of ul are dashed"),
        ("<ul><li><ol><li>a</ol></ul>", ["- 1. a"], "whatever stands in them"),
        (
            "<p>a<table><tr><td>b<td>c</table><table><tr><td><ul><li>d</ul><td>e</table>",
            ["a", "b | c", "- d | e"],
            "also in a row of a table",
        ),
        (
            "<p>a<span style='display:none'>b</span><script>c</script></p>",
            ["a"],
            "what is hidden is not read",
        ),
        (f"{HEADING}<p>a<hr><p>Contact", ["a", RULE, "Contact"], "words after the text may be of the text"),
        (
            f"{HEADING}<p>a<hr><div><p><a href='/c'>Contact</a> | <a href='#'>Plan</a><p>© Sénat de Belgique</div>",
            ["a", RULE],
            "but not the owner's name and links within the site, which end the page",
        ),
        (
            f"{HEADING}a<br><a href='http://www.senate.be/'>Accueil</a>",
            ["a"],
            "also without an element around",
        ),
        (f"{HEADING}a <a href='/b'>b</a>", ["a b"], "a link that ends a sentence stays"),
        (f"{HEADING}<p>a<p><a href='/b'>7-90002</a>", ["a", "7-90002"], "and one that names a document"),
        (f"{HEADING}<p>a<p><a href='http://b.be/'>b</a>", ["a", "b"], "and one that leaves the site"),
        (f"{HEADING}<p>a<p>(c) b", ["a", "(c) b"], "and a point c"),
        ("<p>a<p><a href='/b'>b</a>", ["a", "b"], "and all that stands before the question's heading"),
    ],
)
def test_shown(body: str, lines: list[str], reason: str) -> None:
    assert [line for line in shown(body) if not line.startswith("Question")] == lines, reason


@pytest.mark.parametrize("section", ["", "<tbody>"])
def test_columns_are_kept_whether_or_not_the_table_has_a_body(section: str) -> None:
    rows = [
        "<td>Question écrite n° 7-90001</td><td>Schriftelijke vraag nr. 7-90001</td>",
        "<td><hr></td><td><hr></td>",
        "<td>eau<br>pont</td><td>water<br>brug</td>",
        "<td>Question n° 7-90001 du 4 mars 2021 :</td><td>Vraag nr. 7-90001 d.d. 4 maart 2021 :</td>",
        "<td><p>Pourquoi ?</p></td><td><p>Waarom?</p></td>",
    ]
    table = f"<table>{section}{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"
    read = html.read(f"<html><body>{table}</body></html>").rows
    assert [[[line.text for line in cell] for cell in row.cells] for row in read][1:] == [
        [[RULE], [RULE]],
        [["eau", "pont"], ["water", "brug"]],
        [["Question n° 7-90001 du 4 mars 2021 :"], ["Vraag nr. 7-90001 d.d. 4 maart 2021 :"]],
        [["Pourquoi ?"], ["Waarom?"]],
    ]


def test_marks_of_items_stand_apart_from_their_text_and_numbers_name_their_list() -> None:
    body = "<ul><li>eau</ul><ol><li>a<ol><li>b</ol><li>c</ol><p>- d"
    rows = html.read(f"<html><body>{body}</body></html>").rows
    found = [(line.mark, line.text, len(line.lists)) for row in rows for line in row.lines]
    assert found == [("- ", "eau", 0), ("1. ", "a", 1), ("1. ", "b", 1), ("2. ", "c", 1), ("", "- d", 0)]
    first, inner, second = (line.lists for row in rows for line in row.lines if line.lists)
    assert first == second != inner


@pytest.mark.parametrize(
    ("text", "cut", "reason"),
    [
        ("<html><td>a<td wid", True, "within a tag"),
        ("<html><td>a</", True, "within the end of one"),
        ("<html><td>a<", True, "at its first sign"),
        ("<html><td>a<!-- b <p>", True, "within a comment"),
        ("<html><td>a", False, "a text may end where it likes"),
        ("<html><td>3 < 5", False, "no tag"),
        ("<html><td>a</td>", False, "a page without its end"),
        ("<html><td>a</td></bo", False, "the body ends"),
        ("<html><td>a</td></body></ht", False, "also with the end of the page cut"),
    ],
)
def test_a_page_that_ends_within_a_tag(text: str, cut: bool, reason: str) -> None:
    assert html.ends_in_tag(text) is cut, reason


@pytest.mark.parametrize(
    ("text", "is_open", "reason"),
    [
        ("<td>a", True, "nothing after the text"),
        ("<td>a\n ", True, "blanks are nothing"),
        ("<td>a<BR>\n<br />", True, "the cell goes on after a line break"),
        ("<td>a</p>", False, "the paragraph ends"),
        ("<td>a</b>", False, "so does what is bold"),
        ("a >", False, "a sign that ends no tag"),
    ],
)
def test_a_page_that_ends_in_a_text(text: str, is_open: bool, reason: str) -> None:
    assert html.ends_open(text) is is_open, reason


@pytest.mark.parametrize(
    ("text", "closed", "reason"),
    [
        ("<html><tr><td>a</td></tr>", True, "the row ends"),
        ("<html><tr><td>a</td></tr></table> </center>\n", True, "and what it stands in"),
        ("<html><tr><td>a</td></body>", True, "the body ends"),
        ("<html><tr><td>a</td>", False, "another cell may follow"),
        ("<html><tr><td>a</td></tr><tr><td>b", False, "another row follows"),
        ("<html><p>a</p>", False, "another paragraph may follow"),
        ("> a", False, "a sign that ends no tag"),
        (">", False, "nothing else"),
        ("", False, "nothing"),
    ],
)
def test_a_page_whose_last_row_is_closed(text: str, closed: bool, reason: str) -> None:
    assert html.ends_closed(text) is closed, reason


def test_columns_are_known_by_the_names_of_the_house_where_a_copy_ends_above_the_dutch_heading() -> None:
    house = "<tr><td>SÉNAT DE BELGIQUE</td><td>BELGISCHE SENAAT</td></tr>"
    session = "<tr><td>Session 2015-2016</td><td>Zitting 2015-2016</td></tr>"
    read = html.read(f"<html><body><table>{house}{session}<tr><td>Question écrite n° 6-90001").rows
    assert [len(row.cells) for row in read] == [2, 2, 1]
