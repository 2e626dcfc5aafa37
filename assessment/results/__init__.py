"""A result as the evaluators send it: a table of any layout, read whole or refused with every reason."""
