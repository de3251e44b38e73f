"""The HTML report: an index and a page for each report, or all of it in one file. No network; no script is needed to read it."""
