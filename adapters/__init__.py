"""Each part behind the port the procedure asks of it: own types in, own errors out. Only ``wiring`` imports these."""
