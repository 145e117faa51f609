"""Readings to questions: the pages of one question made one, French and Dutch aligned point by point."""

from kg.merging.merger import merge

__all__ = ["merge"]
