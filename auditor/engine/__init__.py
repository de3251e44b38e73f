"""Runs rules over reports and keeps the ledger. Knows no rule and no form."""
