"""Readers against broken files: `python -m benchmarks.fuzz READER [--seconds N]`."""
