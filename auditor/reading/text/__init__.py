"""Text files and Markdown to report text."""
