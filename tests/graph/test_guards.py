from __future__ import annotations

import pytest

from kg.graph.guards import RdfSyntaxError, check_json, check_xml, printable

HEAD = b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'


@pytest.mark.parametrize(
    ("data", "line", "message", "reason"),
    [
        (b"", 1, "no element found", "nothing"),
        (HEAD + b"\n<rdf:Description>\n", 3, "no element found", "cut"),
        (HEAD + b"\n</rdf:Description>", 2, "mismatched tag", "not well-formed"),
        (HEAD + b"\n&e;</rdf:RDF>", 2, "undefined entity", "an entity from nowhere"),
        (
            b'<!DOCTYPE x [\n<!ENTITY a "b">\n<!ENTITY c "&a;&a;">]>' + HEAD + b"</rdf:RDF>",
            3,
            "'c'",
            "entities in entities",
        ),
        (
            b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + HEAD + b"</rdf:RDF>",
            1,
            "'a'",
            "another document",
        ),
        (
            b'<!DOCTYPE x [<!ENTITY % a "b">]>' + HEAD + b"</rdf:RDF>",
            1,
            "'a'",
            "an entity of the document type",
        ),
    ],
)
def test_xml_that_is_refused(data: bytes, line: int, message: str, reason: str) -> None:
    with pytest.raises(RdfSyntaxError, match=message) as caught:
        check_xml(data, "a.rdf")
    assert (caught.value.name, caught.value.line) == ("a.rdf", line), reason
    assert str(caught.value) == f"a.rdf, line {line}: {caught.value.message}"


@pytest.mark.parametrize(
    "data",
    [
        HEAD + b"</rdf:RDF>",
        b'<!DOCTYPE rdf:RDF [\n<!ENTITY owl "http://www.w3.org/2002/07/owl#">\n<!ENTITY q "&quot;&#65;">]>'
        + HEAD
        + b"&owl;</rdf:RDF>",
    ],
)
def test_xml_that_is_fine(data: bytes) -> None:
    check_xml(data, "a.rdf")


@pytest.mark.parametrize(
    ("data", "fine", "reason"),
    [
        (b"[" * 500 + b"]" * 500, True, "as deep as it may be"),
        (b"\n" + b"[" * 501 + b"]" * 501, False, "deeper"),
        (b'{"a":' * 501 + b"1" + b"}" * 501, False, "objects too"),
        (b"[]" * 600, True, "one after the other"),
        (b'["' + b"[" * 600 + b'"]', True, "brackets in a text"),
        (b'["\\"' + b"[" * 600 + b'"]', True, "also after an escaped quote"),
        (b'["\\\\", ' + b"[" * 600, False, "but not after an escaped backslash"),
        (b"]" * 5 + b"[" * 400, True, "what is not JSON is the parser's to say"),
    ],
)
def test_json(data: bytes, fine: bool, reason: str) -> None:
    if fine:
        check_json(data, "a.jsonld")
        return
    with pytest.raises(RdfSyntaxError, match="nested more than 500 levels deep") as caught:
        check_json(data, "a.jsonld")
    assert caught.value.line == 1 + data.count(b"\n"), reason


def test_messages_hold_nothing_that_a_terminal_would_obey() -> None:
    assert printable("a\x1b[2J é\n") == "aU+001B[2J éU+000A"


def test_an_error_without_a_line() -> None:
    assert str(RdfSyntaxError("broken", name="a.ttl")) == "a.ttl: broken"
