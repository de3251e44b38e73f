"""The two languages the product reads: report text, and relations between table cells."""
