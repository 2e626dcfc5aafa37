"""``people.csv`` and the groups of ``office.toml``, compared with what is recorded and taken over."""
