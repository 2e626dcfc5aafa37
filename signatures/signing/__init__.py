"""Sign with a key file, a token, or a practice authority's key."""
