"""The office's web site: what goes there, where it stands, what is seen of it."""
