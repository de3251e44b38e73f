"""Files to report text: one module per format. Knows files and formats, and nothing of reports."""
