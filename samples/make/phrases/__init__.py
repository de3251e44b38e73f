"""Stocks of sentence patterns, one module per part of a report; each stands by itself after a full stop."""
