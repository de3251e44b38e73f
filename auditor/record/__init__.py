"""The run record: one SQLite file from which every output is made."""
