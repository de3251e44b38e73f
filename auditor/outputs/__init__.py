"""Outputs: each a function of the run record. Nothing here opens an audited file or prints."""
