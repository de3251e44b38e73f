"""How two runs differ: for the terminal and as a page."""
