"""DOCX files to report text."""
