"""Measures what the rules find: planted defects found, clean reports left alone, and what each rule reacts to."""
