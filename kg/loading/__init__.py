"""Pages and RDF → a store on disk, which keeps what each page said and makes the graphs of it."""

from __future__ import annotations

from kg.loading.home import Home, HomeError
from kg.loading.loader import Loaded, load, remove

__all__ = ["Home", "HomeError", "Loaded", "load", "remove"]
