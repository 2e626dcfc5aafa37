"""Make a PDF ready to be signed: clean it, number its pages' codes, add signature fields."""
