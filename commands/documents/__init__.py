"""Documents, their forms, and the number books."""
