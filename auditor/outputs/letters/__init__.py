"""Correction letters: one DOCX per organ and year, from a template that the auditor can replace."""
