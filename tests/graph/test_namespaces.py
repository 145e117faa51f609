from __future__ import annotations

from pyoxigraph import NamedNode

from kg.graph import namespaces as ns


def test_each_prefix_stands_for_one_namespace_that_ends_where_names_begin() -> None:
    assert len(set(ns.PREFIXES.values())) == len(ns.PREFIXES)
    assert all(namespace.endswith(("/", "#")) for namespace in ns.PREFIXES.values())
    assert list(ns.PREFIXES) == sorted(ns.PREFIXES)


def test_every_term_can_be_written_with_a_prefix() -> None:
    terms = [value for value in vars(ns).values() if isinstance(value, NamedNode)]
    assert len(terms) > 50
    assert len(set(terms)) == len(terms)
    for term in terms:
        assert any(term.value.startswith(namespace) for namespace in ns.PREFIXES.values()), term
