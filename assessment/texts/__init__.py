"""A text as the checks see it: lines, tables, dates, words, and what is known besides."""
