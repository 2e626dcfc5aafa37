"""``oit ministry``: many offices in one database; what a ministry keeps and sees."""
