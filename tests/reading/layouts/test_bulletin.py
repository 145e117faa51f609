"""The bulletin: what its header holds, in whatever order and however many parts on a line."""

from __future__ import annotations

import pytest

from kg.reading import read

PAGE = """Vragen en Antwoorden
{header}
Vragen van de Senatoren en antwoorden van de Ministers
(N.): Vraag gesteld in het Nederlands - (Fr.): Vraag gesteld in het Frans
Minister van Bruggen
Vraag nr. 90001 van mevrouw Voorbeeld d.d. 4 mei 2001 (N.) :
Bruggen. — Onderhoud.
Wie onderhoudt de bruggen?
Antwoord : De gewesten.
"""


@pytest.mark.parametrize(
    "header",
    [
        "Belgische Senaat\nBulletin 2-34\nZITTING 2000-2001",
        "Bulletin 2-34\nBelgische Senaat\nZITTING 2000-2001",
        "ZITTING 2000-2001 Bulletin 2-34",
        "Bulletin 2-34 ZITTING 2000-2001",
        "Bulletin 2-34 - ZITTING 2000-2001",
        "Belgische Senaat Bulletin 2-34 ZITTING 2000-2001",
        "Belgische Senaat | ZITTING 2000-2001 | Bulletin 2-34",
    ],
)
def test_header(header: str) -> None:
    reading = read(PAGE.format(header=header).encode(), "page.txt")
    assert reading.session is not None
    assert (str(reading.id), reading.session.value) == ("2-90001", "2000-2001")
    assert [warning.code for warning in reading.warnings] == ["person-unclear"]


@pytest.mark.parametrize(
    "header",
    [
        "<table><tr><td>Bulletin 2-34<td>ZITTING 2000-2001</table>",
        "<table><tr><td>ZITTING 2000-2001<td>Bulletin 2-34</table>",
    ],
)
def test_header_in_cells(header: str) -> None:
    lines = PAGE.format(header=header).splitlines()
    page = "<html><body>" + "".join(line if line == header else f"<p>{line}</p>" for line in lines)
    reading = read(f"{page}</body></html>".encode(), "page.html")
    assert reading.session is not None
    assert (str(reading.id), reading.session.value) == ("2-90001", "2000-2001")
