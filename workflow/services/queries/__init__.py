"""Answer questions without changing anything: status, one item, flags, journal, evidence."""
