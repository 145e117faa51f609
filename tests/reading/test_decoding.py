"""Bytes to text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.reading.decoding import decode
from kg.reading.page import Notes, Rejected


def decoded(data: bytes) -> tuple[str, list[tuple[str, int]]]:
    notes = Notes("page.txt")
    text = decode(data, notes)
    return text, [(warning.code, warning.span.first) for warning in notes.warnings if warning.span]


@pytest.mark.parametrize(
    ("data", "expected", "reason"),
    [
        ("Sénat\n".encode(), "Sénat\n", "UTF-8"),
        ("Sénat\n".encode("cp1252"), "Sénat\n", "windows-1252, as the Senate serves its pages"),
        (
            "l’été coûte 5 €\n".encode("cp1252"),
            "l’été coûte 5 €\n",
            "what windows-1252 has beyond ISO-8859-1",
        ),
        (
            '<?xml version="1.0" encoding="ISO-8859-15"?>\n<p>cœur à 38 €</p>\n'.encode("iso8859-15"),
            '<?xml version="1.0" encoding="ISO-8859-15"?>\n<p>cœur à 38 €</p>\n',
            "ISO-8859-15, as the declaration of XML says",
        ),
        ("Sénat\n".encode("utf-8-sig"), "Sénat\n", "byte-order mark of UTF-8"),
        ("Sénat\n".encode("utf-16"), "Sénat\n", "UTF-16 with its mark"),
        (b"\xfe\xff" + "Sénat\n".encode("utf-16-be"), "Sénat\n", "big-endian UTF-16"),
        ("Sénat é".encode()[:-1], "Sénat ", "UTF-8 cut inside its last character"),
    ],
)
def test_encodings(data: bytes, expected: str, reason: str) -> None:
    assert decoded(data) == (expected, []), reason


@pytest.mark.parametrize(
    ("data", "expected", "warnings", "reason"),
    [
        (b"a\n" + b"b" * 500 + b"\x07c", "a\n" + "b" * 500 + "c", [("control-characters", 2)], "a bell"),
        (b"a\tb\r\nc", "a\tb\r\nc", [], "tab and line breaks stay"),
        ("a\nb\ufffdc".encode(), "a\nb\ufffdc", [("encoding-damaged", 2)], "letters lost before"),
        (b"a\nb\x81c" + b"d" * 50, None, [("encoding-damaged", 2)], "a byte that windows-1252 does not have"),
    ],
)
def test_damage_is_told(
    data: bytes, expected: str | None, warnings: list[tuple[str, int]], reason: str
) -> None:
    text, told = decoded(data)
    assert told == warnings, reason
    assert expected is None or text == expected


@pytest.mark.parametrize(
    ("data", "code", "reason"),
    [
        (b"", "empty", "no bytes"),
        (b" \r\n\t ", "empty", "blanks"),
        (bytes(range(256)) * 4, "not-text", "all bytes there are"),
        (b"PK\x03\x04\x14\x00\x00\x00", "not-text", "the beginning of an archive"),
        (b"Question\x00", "not-text", "a zero byte"),
    ],
)
def test_rejected(data: bytes, code: str, reason: str) -> None:
    with pytest.raises(Rejected) as rejected:
        decoded(data)
    assert rejected.value.code == code, reason


@given(st.binary())
def test_any_bytes_become_a_text_without_controls_or_are_rejected(data: bytes) -> None:
    try:
        text, _ = decoded(data)
    except Rejected as rejected:
        assert rejected.code in {"empty", "not-text"}  # noqa: PT017
        return
    assert not any(ord(char) < 32 and char not in "\t\n\r" for char in text)


@given(
    st.text(st.characters(min_codepoint=32, max_codepoint=0x24F, exclude_categories=["Cc", "Cs"]), min_size=1)
)
def test_utf_8_is_kept_as_it_is(text: str) -> None:
    if text.strip():
        assert decoded(text.encode())[0] == text
