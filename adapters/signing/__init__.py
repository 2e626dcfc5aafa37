"""Keys, signatures, verdicts and scans behind the procedure's ports."""
