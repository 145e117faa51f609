"""Every page of the corpus, damaged at random: a question or a clear rejection, and never anything else."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.graph.mapping import to_triples
from kg.merging import merge
from kg.model import Reading
from kg.reading import Rejected, read

FOLDER = Path(__file__).parent
PAGES = sorted(
    path for path in FOLDER.rglob("*") if path.suffix in {".txt", ".html", ".htm"} and path.is_file()
)


def damaged(data: bytes, draw: st.DrawFn) -> bytes:
    lines = data.split(b"\n")
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, max(0, len(lines) - 1)))
        match draw(st.sampled_from(("drop", "double", "swap", "cut", "change", "insert", "join"))):
            case "drop" if len(lines) > 1:
                del lines[at]
            case "double":
                lines.insert(at, lines[at])
            case "swap":
                other = draw(st.integers(0, len(lines) - 1))
                lines[at], lines[other] = lines[other], lines[at]
            case "cut":
                lines[at:] = [lines[at][: draw(st.integers(0, max(0, len(lines[at]))))]]
            case "change":
                place = draw(st.integers(0, max(0, len(lines[at]) - 1)))
                lines[at] = (
                    lines[at][:place] + draw(st.binary(min_size=1, max_size=3)) + lines[at][place + 1 :]
                )
            case "insert":
                lines.insert(
                    at,
                    draw(
                        st.sampled_from(
                            (b"________", b"1) 2) 3)", b"a) b)", b"| |||", b"<td>", b"- ", b"1-" * 40)
                        )
                    ),
                )
            case _:
                lines[at : at + 2] = [b" ".join(lines[at : at + 2])]
    return b"\n".join(lines)


@st.composite
def pages(draw: st.DrawFn) -> bytes:
    return damaged(draw(st.sampled_from(PAGES)).read_bytes(), draw)


@given(data=pages())
@settings(max_examples=1500)
def test_a_damaged_page_gives_a_question_or_a_rejection(data: bytes) -> None:
    last = data.count(b"\n") + data.count(b"\r") + 1
    found = reading_or_rejection(data)
    if isinstance(found, Rejected):
        assert found.message
        assert found.line is None or 1 <= found.line <= last
    else:
        assert to_triples(merge([found]))
        assert all(w.span is None or 1 <= w.span.first <= w.span.last <= last for w in found.warnings)


def reading_or_rejection(data: bytes) -> Reading | Rejected:
    try:
        return read(data, "page")
    except Rejected as rejected:
        return rejected
