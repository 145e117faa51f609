"""What can be wrong with a query or its parameters; every message is fit for the person who asked."""

from __future__ import annotations


class QueryError(ValueError):
    """A query cannot be run as it was asked for."""


class UnknownQuery(QueryError):
    """There is no query of that name, and no file."""


class QueryFileError(QueryError):
    """A query's file cannot be read, or is not what it should be; the message begins with the file and the line."""


class ParameterError(QueryError):
    """A parameter is unknown, is missing, or has a value that does not fit."""
