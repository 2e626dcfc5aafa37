"""What is proven to others: the public site, signatures, evidence."""
