"""Take items through a memo: submit, endorse, countersign, sign, return."""
