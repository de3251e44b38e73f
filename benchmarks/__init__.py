"""Measures the audit against yardsticks, side by side in one run, so that only ratios are compared."""
