"""Made-up annual reports, clean and with planted defects; `python -m samples.make` writes them again."""
