"""HTML as a browser shows it."""

from __future__ import annotations

import pytest

from kg.reading import Rejected, html, read

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
            "<ul style='list-style:none'><li>a<li>b</ul>",
            ["a", "b"],
            "but not where their style shows nothing",
        ),
        ("<ul type=none><li>a</ul>", ["a"], "nor where their type says so"),
        ("<ul><li>1) a<li>b) b<li>A. c</ul>", ["1) a", "b) b", "A. c"], "a typed label is the item's own"),
        ("<ul><li>A.S.B.L.<li>3,5 %</ul>", ["- A.S.B.L.", "- 3,5 %"], "what only looks like one is text"),
        (
            "<ol style='list-style-type: lower-alpha'><li>a<li>b</ol>",
            ["a. a", "b. b"],
            "a style gives letters",
        ),
        ("<ol type=1 style='list-style: upper-roman inside'><li>a</ol>", ["I. a"], "before the type"),
        ("<ol style='list-style:none'><li>a</ol>", ["a"], "or nothing"),
        ("<p><span>a<p><span>b<p>c", ["a", "b", "c"], "a paragraph ends what the one before left open"),
        ("<p><a name=x>a<p><a name=y>b", ["a", "b"], "anchors too, which are no links"),
        (
            "<table><tr><td><font size=2>a<td><b>b<tr><td><i>c<td>d</table>",
            ["a | b", "c | d"],
            "so does a cell",
        ),
        ("a<table><tr>b<td>c</table>", ["ab", "c"], "what no cell holds stands before the table"),
        ("<pre>a\n  b\n\n<b>c</b> d</pre>e", ["a", "b", "c d", "e"], "preformatted lines stay lines"),
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


def paired(body: str) -> list[list[list[str]]]:
    rows = html.read(f"<html><body>{body}</body></html>").rows
    return [[[line.text for line in cell if line.text] for cell in row.cells] for row in rows if row.text]


FRENCH = (
    ["SÉNAT DE BELGIQUE"],
    ["<hr>"],
    ["SÉNAT Question écrite n° 7-90001", "de Ada Essai (X)", "au ministre des Ponts"],
    ["<hr>"],
    ["eau", "pont"],
    ["<hr>"],
    ["Question n° 7-90001 du 4 mars 2021 :"],
    ["Pourquoi ?", "1) Où ?"],
    ["Réponse reçue le 5 mars 2021 :"],
    ["1) Ici."],
)
DUTCH = (
    ["BELGISCHE SENAAT"],
    ["<hr>"],
    ["SENAAT Schriftelijke vraag nr. 7-90001", "van Ada Essai (X)", "aan de minister van Bruggen"],
    ["<hr>"],
    ["water", "brug"],
    ["<hr>"],
    ["Vraag nr. 7-90001 d.d. 4 maart 2021 :"],
    ["Waarom?", "Zeg het mij.", "1) Waar?"],
    ["Antwoord ontvangen op 5 maart 2021 :"],
    ["1) Hier."],
)
WHOLE = [
    [["SÉNAT DE BELGIQUE"], ["BELGISCHE SENAAT"]],
    [[RULE]],
    [["SÉNAT Question écrite n° 7-90001"], ["SENAAT Schriftelijke vraag nr. 7-90001"]],
    [["de Ada Essai (X)"], ["van Ada Essai (X)"]],
    [["au ministre des Ponts"], ["aan de minister van Bruggen"]],
    [[RULE]],
    [["eau"], ["water"]],
    [["pont"], ["brug"]],
    [[RULE]],
    [["Question n° 7-90001 du 4 mars 2021 :"], ["Vraag nr. 7-90001 d.d. 4 maart 2021 :"]],
    [["Pourquoi ?", "1) Où ?"], ["Waarom?", "Zeg het mij.", "1) Waar?"]],
    [["Réponse reçue le 5 mars 2021 :"], ["Antwoord ontvangen op 5 maart 2021 :"]],
    [["1) Ici."], ["1) Hier."]],
]


@pytest.mark.parametrize(
    ("before", "line", "after", "reason"),
    [
        ("", "<p>{}</p>", "", "paragraphs"),
        ("", "{}<br>", "", "line breaks"),
        ("<table>", "<tr><td>{}</td></tr>", "</table>", "tables of their own"),
        ("<div>", "<div>{}</div>", "</div>", "divisions"),
    ],
)
def test_whole_columns_stand_side_by_side(before: str, line: str, after: str, reason: str) -> None:
    def column(parts: tuple[list[str], ...]) -> str:
        return before + "".join(line.format(text) for part in parts for text in part) + after

    table = f"<table><tr><td>{column(FRENCH)}</td><td>{column(DUTCH)}</td></tr></table>"
    assert paired(table) == WHOLE, reason


def test_a_second_column_that_was_cut_stands_beside_what_it_has() -> None:
    def column(parts: tuple[list[str], ...]) -> str:
        return "".join(f"<p>{text}" for part in parts for text in part)

    cut = (*DUTCH[:7], ["Waarom?"])
    table = f"<table><tr><td>{column(FRENCH)}</td><td>{column(cut)}"
    assert paired(table) == [
        *WHOLE[:10],
        [["Pourquoi ?", "1) Où ?"], ["Waarom?"]],
        [["Réponse reçue le 5 mars 2021 :"], []],
        [["1) Ici."], []],
    ]
    assert html.read(f"<html>{table}").column_cut
    assert not html.read(f"<html>{table.replace(column(cut), column(DUTCH))}").column_cut


@pytest.mark.parametrize(
    ("parts", "incomplete", "reason"),
    [
        (10, (False, False), "all of it"),
        (9, (False, True), "before the text of the answer"),
        (8, (True, False), "within the question"),
        (7, (True, False), "before the text of the question"),
    ],
)
def test_what_a_second_column_that_was_cut_leaves_incomplete(
    parts: int, incomplete: tuple[bool, bool], reason: str
) -> None:
    def column(parts: tuple[list[str], ...]) -> str:
        return "".join(f"<p>{text}</p>" for part in parts for text in part)

    end = "</td></tr></table></body></html>"
    page = f"<html><body><table><tr><td>{column(FRENCH)}</td><td>{column(DUTCH[:parts])}{end}"
    reading = read(page.encode(), "page.html")
    assert (reading.question_incomplete, reading.answer_incomplete) == incomplete, reason
    assert ("truncated" in [warning.code for warning in reading.warnings]) is any(incomplete), reason


def test_a_menu_beside_the_page_is_not_read() -> None:
    page = "<br>".join(text for part in FRENCH for text in part)
    menu = "<a href='/'>Accueil</a> <a href='/agenda'>Agenda</a>"
    expected = [text.replace("<hr>", RULE) for part in FRENCH for text in part]
    assert shown(f"<table><tr><td>{menu}</td><td>{page}</td></tr></table>") == expected
    assert shown(f"<table><tr><td>{page}</td><td>{menu}</td></tr></table>") == expected


def test_lines_are_those_of_the_source() -> None:
    page = """<!-- saved
from url=(0041)https://www.senate.be/ -->
<html>
<script>
var x;
</script>
<body
  class='a'>
<p
  align=left>a</p>

<table>
<tr>
<td>b
c</td><td>d</td></tr>
</table><pre>
e
f</pre>
<ol>

<li>g</ol><select>
<option>h</select><p>i
"""
    found = [(line.number, line.shown) for row in html.read(page).rows for line in row.lines if line.text]
    assert found == [(10, "a"), (14, "b c | d"), (17, "e"), (18, "f"), (21, "1. g"), (22, "i")]
    windows = html.read(page.replace("\n", "\r\n")).rows
    assert [(line.number, line.shown) for row in windows for line in row.lines if line.text] == found


@pytest.mark.parametrize("tag", ["<div>", "<font>", "<table><tr><td>", "<ul><li>"])
def test_a_page_nested_beyond_reason_is_rejected_not_an_error(tag: str) -> None:
    with pytest.raises(Rejected) as caught:
        read(f"<html><body>{tag * 2000}{HEADING}".encode(), "page.html")
    assert caught.value.code == "not-a-question"
