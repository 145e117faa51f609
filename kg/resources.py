"""Where the ontology, the shapes and the queries lie: beside the package in a checkout, inside it once installed."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def folder(name: str) -> Path:
    """The folder ``ontology``, ``shapes`` or ``queries``.

    Raises:
        FileNotFoundError: neither the installed package nor the checkout has it.
    """
    for place in (_PACKAGE / "data" / name, _PACKAGE.parent / name):
        if place.is_dir():
            return place
    raise FileNotFoundError(f"the folder {name!r} is neither in {_PACKAGE / 'data'} nor in {_PACKAGE.parent}")
