"""Invented questions as HTML: the tables of old pages, the plainer marks of later ones."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from benchmarks import pages, wording
from benchmarks.prose import Pair
from benchmarks.questions import Invented
from benchmarks.wording import HOUSE, SIDES

_HEAD = (
    "<HTML><HEAD><TITLE>Questions &eacute;crites - Schriftelijke vragen</TITLE>\n"
    '<SCRIPT LANGUAGE="JavaScript"><!--\nfunction imprimer() { window.print(); }\n//--></SCRIPT></HEAD>\n'
    '<BODY BGCOLOR="#FFFFFF">\n'
)
_RULES = (pages.RULE, pages.RULE)


def bilingual(question: Invented, language: str) -> str:
    """A bilingual print: a table with a column for each language, its tags not closed."""
    side = SIDES[language]
    session = wording.session(question.submitted)
    relations = wording.relations(question, side)
    chronology = "".join(
        f"<TR><TD>{escape(line)}"
        for line in pages.chronology(question, 1, deadline="own line", between="<TD>")
    ).replace("&lt;TD&gt;", "<TD>")
    chronology = f"<TABLE BORDER=0>{chronology}</TABLE>"
    rows = [
        HOUSE,
        _RULES,
        (f"Session {session}", f"Zitting {session}"),
        _RULES,
        wording.words(question.submitted),
        _RULES,
        wording.heading(question),
        wording.asker(question),
        question.addressee,
        _RULES,
        wording.title(question),
        _RULES,
    ]
    html = [_row(_escaped(row)) for row in rows]
    html.append(_row(_joined([_escaped(term) for term in question.terms], "<BR>")))
    html += [_row(_RULES), _row((chronology, chronology)), _row(_RULES)]
    html += [_row((escape(relation, quote=False),) * 2) for relation in relations]
    html += [_row(_RULES)] if relations else []
    html.append(_row(_bold(_escaped(wording.question_heading(question)))))
    html.append(_row(_paragraphs(question.question)))
    if question.answer is not None and question.received:
        html.append(_row(_bold(_escaped(wording.answer_heading(question.received)))))
        html.append(_row(_paragraphs(question.answer)))
    return f'{_HEAD}<TABLE WIDTH="100%" BORDER=0 CELLPADDING=4>\n{"".join(html)}</TABLE>\n</BODY></HTML>\n'


def monolingual(question: Invented, language: str) -> str:
    """A print in one language: lines and paragraphs, its rules drawn."""
    side = SIDES[language]
    rule = '<HR WIDTH="30%">\n'
    terms = "".join(f"{escape(term[side], quote=False)}<BR>\n" for term in question.terms)
    events = "".join(f"{escape(line, quote=False)}<BR>\n" for line in pages.chronology(question, side))
    relations = "".join(f"{escape(line, quote=False)}<BR>\n" for line in wording.relations(question, side))
    asker = f"de {wording.asker(question)[side].partition(' ')[2]}"
    html = [
        f"<CENTER><FONT SIZE=5>{HOUSE[side]}</FONT></CENTER>\n{rule}",
        f"<CENTER>{('Session', 'Zitting')[side]} {wording.session(question.submitted)}{rule}",
        f"{wording.words(question.submitted)[side]}{rule}",
        f"<FONT SIZE=4>{wording.CHAMBER[side]} {wording.heading(question)[side]}</FONT>\n",
        f"<P>{escape(asker, quote=False)}\n<P>{escape(question.addressee[side], quote=False)}\n{rule}",
        f"{escape(wording.title(question)[side], quote=False)}\n{rule}",
        f"{terms}{rule}{events}{rule}{relations}{rule}</CENTER>\n",
        f"<P>{escape(wording.print_question_heading(question)[side], quote=False)}\n",
        *_texts(question, side, "<P>{}\n"),
    ]
    return f"{_HEAD}{''.join(html)}</BODY></HTML>\n"


def web(question: Invented, language: str) -> str:
    """The view of the site: menus beside the text, all tags closed."""
    side = SIDES[language]
    links = [
        f'<a href="/www/?MIval=Vragen/{view}&amp;LEG={question.legislature}&amp;NR={question.number}&amp;LANG={language}">{text}</a>'
        for view, text in zip(("SVPrintNLFR", "SVPrint"), wording.PRINT_LINKS[side], strict=True)
    ]
    terms = "<br>".join(escape(term[side], quote=False) for term in question.terms)
    events = "".join(
        "<tr><td>{}</td><td>{}</td></tr>\n".format(*line.split("\t"))
        for line in pages.chronology(question, side, deadline="same line", between="\t")
    )
    relations = "".join(f"<p>{escape(line, quote=False)}</p>\n" for line in wording.relations(question, side))
    html = [
        f'<p><a href="/www/?MIval=index_senate&amp;LANG={language}">{("Page d’accueil", "Startpagina")[side]}</a></p></td>\n',
        f'<td valign="top"><p>{" ".join(links)}</p>\n',
        f"<h3>{wording.heading(question)[side]}</h3>\n",
        f"<p>{escape(pages.web_asker(question, side), quote=False)}</p>\n",
        f"<p>{escape(question.addressee[side], quote=False)}</p>\n",
        f"<p><b>{escape(wording.title(question)[side], quote=False)}</b></p>\n",
        f"<p>{terms}</p>\n" if terms else "",
        f"<p><b>Chronologie</b></p>\n<table>{events}</table>\n{relations}",
        f"<p><b>{escape(wording.question_heading(question)[side], quote=False)}</b></p>\n",
        *_texts(question, side, "<p>{}</p>\n"),
    ]
    return (
        '<!DOCTYPE html>\n<html><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1252">'
        f'<title>{("Questions écrites", "Schriftelijke vragen")[side]}</title></head>\n<body><table border="0"><tr><td>'
        f"{''.join(html)}</td></tr></table></body></html>\n"
    )


def bulletin(question: Invented, language: str) -> str:
    """A page of the bulletin: each line of the text a paragraph."""
    lines = [line for line in pages.bulletin(question, language).split("\n") if line]
    return f"{_HEAD}{''.join(f'<P>{escape(line, quote=False)}' + chr(10) for line in lines)}</BODY></HTML>\n"


def _texts(question: Invented, side: int, form: str) -> list[str]:
    html = [form.format(escape(pair[side].strip(), quote=False)) for pair in question.question]
    if question.answer is not None and question.received:
        html.append(form.format(f"<b>{wording.answer_heading(question.received)[side]}</b>"))
        html += [form.format(escape(pair[side].strip(), quote=False)) for pair in question.answer]
    return html


def _row(cells: Pair) -> str:
    return f"<TR VALIGN=TOP><TD>{cells[0]}<TD>{cells[1]}\n"


def _bold(cells: Pair) -> Pair:
    return f"<B>{cells[0]}</B>", f"<B>{cells[1]}</B>"


def _escaped(cells: Pair) -> Pair:
    return escape(cells[0], quote=False), escape(cells[1], quote=False)


def _paragraphs(paragraphs: Sequence[Pair]) -> Pair:
    return _joined([_escaped(pair) for pair in paragraphs], "\n<P>")


def _joined(cells: Sequence[Pair], between: str) -> Pair:
    return between.join(french for french, _ in cells), between.join(dutch for _, dutch in cells)
