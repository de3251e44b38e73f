"""What the running text says: scanned once for each report and shared by the rules that compare it with tables."""
