"""Scores: rules, computing, levels, ranges, analysis, year against year."""
