"""Measures, progress and meetings: what an office does about its assessment, and the papers about it."""
