"""A memo before it is on its way: what it lacks, its items, its plan, its files."""
