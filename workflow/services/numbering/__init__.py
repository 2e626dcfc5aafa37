"""Keep the number books."""
