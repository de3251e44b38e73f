"""Example plugins, written as an outsider would write them: the ones to copy."""
