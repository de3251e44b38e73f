"""Marked copies of the audited files: comments in DOCX, highlights and notes in PDF."""
