"""Saved web pages to report text."""
