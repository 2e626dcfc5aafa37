"""Rows of one transaction: those that were written, and those that wait to be."""
