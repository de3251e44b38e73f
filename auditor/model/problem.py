"""The error a user can do something about; the command line prints it and exits 2, without a traceback."""

from __future__ import annotations


class Problem(Exception):
    """An expected failure. The text says what is wrong, where, and how to mend it where that is known."""
