"""Collect an item's evidence: contributions, required elements, compiling, where the head signs."""
