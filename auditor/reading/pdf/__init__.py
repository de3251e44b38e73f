"""PDF files to report text."""
